"""Mapping files are read strictly: what is not understood is named, with the nearest valid word."""

import pytest

from etl.errors import EtlError
from etl.mapping import mapping_names, read_mapping
from tests.etl.mapping.desk import Desk

PLAIN = """
name = "own"
shape = "cases"
[source]
contact = "number"
[columns]
number = "no"
received_at = { header = "received", kind = "time", formats = ["%Y-%m-%d %H:%M"] }
[[event]]
event = "opened"
at = "received_at"
"""


UNKNOWN_KEY = "is not a key of this table. Did you mean"
SLIPS = [
    ("contact =", "contakt =", f'own.toml: source: contakt: {UNKNOWN_KEY} "contact"?'),
    ("kind =", "kindd =", f'own.toml: columns.received_at: kindd: {UNKNOWN_KEY} "kind"?'),
    ('"time"', '"tyme"', 'columns.received_at: kind: "tyme" is not known. Did you mean "time"?'),
    ('at = "received_at"', 'at = "recieved_at"', '"recieved_at" is not a declared column.'),
    ('at = "received_at"', 'at = "number"', 'column "number" is not of kind "time".'),
    ('contact = "number"', 'contact = "numbr"', 'Did you mean "number"?'),
    ('shape = "cases"', 'shape = "case"', 'Did you mean "cases"?'),
    ('name = "own"', 'nam = "own"', "name: is missing. Add it."),
]
EVENT_SLIPS = [
    ('values = { targt = "number" }', 'targt: is not a value of an event. Did you mean "target"?'),
    ('values = { level = "number" }', 'column "number" must be of kind "integer".'),
    ('values = { due_at = "number" }', 'due_at: a promised time is a column of kind "time".'),
    ("values = { due_at = { each = true } }", 'a promised time is a column of kind "time".'),
    ('when = { column = "number", chnges = true }', "chnges: is not a key of this table."),
    ('when = { column = "number" }', "write one of in, not_in,"),
]


@pytest.mark.parametrize(("line", "message"), EVENT_SLIPS)
def test_a_slip_in_an_event_is_named(desk: Desk, line: str, message: str) -> None:
    with pytest.raises(EtlError) as error:
        desk.mapping(PLAIN + line + "\n")
    assert message in str(error.value)


@pytest.mark.parametrize(("wrong", "right", "message"), SLIPS)
def test_a_slip_is_named_with_the_nearest_valid_word(
    desk: Desk, wrong: str, right: str, message: str
) -> None:
    with pytest.raises(EtlError) as error:
        desk.mapping(PLAIN.replace(wrong, right))
    assert message in str(error.value)


def test_the_plain_mapping_is_read(desk: Desk) -> None:
    mapping = desk.mapping(PLAIN)
    assert mapping.source.contact == ("number",)
    assert [column.header for column in mapping.columns] == ["no", "received"]
    assert mapping.events[0].at.columns == ("received_at",)


def test_an_unknown_mapping_names_a_near_one() -> None:
    with pytest.raises(EtlError, match='Did you mean "servicenow"'):
        read_mapping("servicnow")


def test_every_mapping_of_the_product_is_readable() -> None:
    names = mapping_names()
    assert {"canonical", "cases", "cases_ja", "counts", "poor_ja", "servicenow", "states"} <= set(
        names
    )
    assert [read_mapping(name).name for name in names] == names


def test_two_versions_of_a_mapping_differ_in_their_digest(desk: Desk) -> None:
    assert desk.mapping(PLAIN).digest != desk.mapping(PLAIN + "\n# a note\n").digest


def test_a_clock_time_needs_its_date_above_it(desk: Desk) -> None:
    early = 'early = { header = "e", kind = "time", formats = ["%H:%M"], date_of = "received_at" }'
    text = PLAIN.replace('number = "no"', f'number = "no"\n{early}')
    with pytest.raises(EtlError, match="declared above it"):
        desk.mapping(text)
