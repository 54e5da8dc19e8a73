"""A mapping in words: what `minaoshi map` prints."""

from pathlib import Path

import pytest

from etl.errors import EtlError
from etl.mapping import mapping_names
from etl.mapping_words import describe_mapping, list_mappings

OWN = """
name = "desk"
title = "Our desk"
shape = "states"
implied_rule = ["topic"]
[source]
contact = ["site", "number"]
order = ["changed"]
zone = "Asia/Tokyo"
missing = ["?", "-"]
[columns]
site = "Site"
number = "No"
changed = { header = "Date", time_header = "Clock", kind = "time", formats = ["%Y/%m/%d %H:%M"] }
group = "Group"
level = { header = "Group", kind = "integer", pattern = '^L(\\d)' }
status = { header = "Status", nth = 2, values = { "Done" = "done" }, did_not_happen = ["none"] }
moves = { header = "Moves", kind = "integer" }
topic = { header = "Topic", optional = true }
by = { header = "By", optional = true, person = true }
[[ignore]]
reason = "test calls"
when = { column = "topic", in = ["test", "training"] }
[[event]]
event = "opened"
when = { row = "first" }
at = "changed"
[[event]]
event = "escalated"
when = { all = [{ column = "moves", increases_from = 0 }, { any = [
    { column = "group", changes = true },
    { column = "group", known = false },
] }] }
at = "changed"
basis = "borrowed"
[[event]]
event = "reported"
when = { not = { column = "status", enters = ["done"] } }
for_each = { column = "topic", separators = [","] }
at = { earliest = ["changed"] }
"""

IN_WORDS = r"""desk: Our desk
shape: states, one row per change of a record
contact: Site and No
order: Date + Clock
encoding: detect; stamps without a zone: Asia/Tokyo
unknown: "?", "-"
rule: where none is named, Topic (implied)

Columns needed
  Site: text
  No: text
  Date + Clock: time; as %Y/%m/%d %H:%M
  Group (group): text
  Group (level): integer; the part that fits ^L(\d)
  Status no. 2: text; words: "Done"; did not happen: "none"
  Moves: integer

Columns that may be absent
  Topic: text
  By: text; hashed

Rows left out
  test calls: when Topic is "test" or "training"

Events
  opened when it is the contact's first row; at Date + Clock
  escalated when Moves increases (from 0) and (Group (group) changes or Group (group) is unknown); \
at Date + Clock (borrowed: counted, never timed)
  reported for each of Topic when not (Status no. 2 becomes "done"); at Date + Clock""".replace(
    "\\\n", ""
)


def test_a_mapping_is_told_in_the_words_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(OWN, encoding="utf-8")
    assert describe_mapping(path) == IN_WORDS


def test_a_file_of_counts_tells_its_day_and_number() -> None:
    words = describe_mapping("counts")
    assert words.endswith("Counts\n  contacts: number; day: day")
    assert "contact:" not in words


def test_the_event_may_stand_in_a_column() -> None:
    assert describe_mapping("canonical").endswith("Events\n  what event says; at occurred_at")


def test_the_first_known_of_several_stamps_is_named() -> None:
    assert (
        'returned when 結果 is "差戻し"; at the first known of 受領日 + 受領時刻, '
        "エスカレ日 + エスカレ時刻, 受付日 + 受付時刻 (borrowed: counted, never timed)"
    ) in describe_mapping("cases_ja")


@pytest.mark.parametrize("name", mapping_names())
def test_every_mapping_that_comes_with_the_product_can_be_told(name: str) -> None:
    assert describe_mapping(name).startswith(f"{name}: ")


def test_the_list_names_every_mapping_with_shape_and_title() -> None:
    lines = list_mappings().splitlines()
    assert [line.split()[0] for line in lines] == mapping_names()
    assert "servicenow               states  ServiceNow incident log" in lines
    assert "counts                   counts  Contacts per day, desk and category" in lines


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(EtlError, match='Did you mean "servicenow"'):
        describe_mapping("servicenov")
