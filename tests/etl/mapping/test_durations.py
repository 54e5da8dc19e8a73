"""A length of time becomes the stamp so long after another one."""

import pytest

from etl.errors import EtlError
from tests.etl.mapping.desk import Desk

MAPPING = """
name = "calls"
shape = "cases"
[source]
contact = "number"
zone = "UTC"
[columns]
number = "number"
raised_at = {{ header = "raised", kind = "time", formats = ["%Y-%m-%d %H:%M:%S"] }}
[columns.accepted_at]
header = "wait"
kind = "time"
after = "raised_at"
unit = "{unit}"
[[event]]
event = "escalated"
at = "raised_at"
[[event]]
event = "accepted"
at = "accepted_at"
when = {{ column = "accepted_at", known = true }}
"""


@pytest.mark.parametrize(
    ("cell", "unit", "clock"),
    [
        ("220", "seconds", "10:03:40"),
        ("220.0", "seconds", "10:03:40"),
        ("２２０", "seconds", "10:03:40"),
        ("3:40", "seconds", "10:03:40"),
        ("0:03:40", "seconds", "10:03:40"),
        ("0:03:40", "days", "10:03:40"),
        ("13:00:00", "seconds", "23:00:00"),
        ("3分40秒", "minutes", "10:03:40"),
        ("1時間2分", "seconds", "11:02:00"),
        ("2h 5m", "seconds", "12:05:00"),
        ("90 min", "seconds", "11:30:00"),
        ("5", "minutes", "10:05:00"),
        ("1:30", "minutes", "11:30:00"),
        ("1:30", "hours", "11:30:00"),
        ("1.5", "hours", "11:30:00"),
        ("0.0625", "days", "11:30:00"),
        ("0", "seconds", "10:00:00"),
    ],
)
def test_a_length_of_time_is_read_in_each_form(
    desk: Desk, cell: str, unit: str, clock: str
) -> None:
    text = f"number,raised,wait\n1,2026-07-01 10:00:00,{cell}\n"
    desk.load(desk.mapping(MAPPING.format(unit=unit)), desk.file(text))
    accepted = desk.events().filter(event="accepted")["occurred_at"]
    assert accepted.dt.strftime("%H:%M:%S").to_list() == [clock]


def test_a_length_that_is_not_known_gives_no_event(desk: Desk) -> None:
    desk.try_out(MAPPING.format(unit="seconds"), "number,raised,wait\n1,2026-07-01 10:00:00,\n")
    assert desk.story() == [("1", "10:00", "escalated")]
    assert desk.quarantined() == []


@pytest.mark.parametrize("cell", ["soon", "1:75", "-5", "1:99:00", "3:40"])
def test_what_is_no_length_sets_its_row_aside(desk: Desk, cell: str) -> None:
    text = f"number,raised,wait\n0,2026-07-01 10:00:00,1\n1,2026-07-01 10:00:00,{cell}\n"
    desk.load(desk.mapping(MAPPING.format(unit="days")), desk.file(text))
    assert desk.quarantined() == [(2, "accepted_at_is_time")]


def test_the_unit_is_asked_for(desk: Desk) -> None:
    text = MAPPING.replace('unit = "{unit}"', "").replace("{{", "{").replace("}}", "}")
    with pytest.raises(EtlError, match="unit: is missing beside after"):
        desk.mapping(text)
