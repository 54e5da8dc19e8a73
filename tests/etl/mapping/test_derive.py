"""Rows become events under the conditions, times and values that a mapping declares."""

from tests.etl.mapping.desk import Desk

STATES = """
name = "own"
shape = "states"
[source]
contact = "no"
missing = ["?"]
bots = ["robot"]
order = ["n"]
[columns]
no = "no"
n = { header = "n", kind = "integer" }
at = { header = "at", kind = "time", formats = ["%Y-%m-%d %H:%M"] }
state = "state"
group = "group"
moved = { header = "moved", kind = "integer" }
who = { header = "who", person = true }
level = { header = "group", kind = "integer", pattern = 'L(\\d)' }
"""
HEADER = "no,n,at,state,group,moved,who\n"


def _row(number: int, minute: int, state: str, group: str, moved: int = 0, who: str = "a") -> str:
    return f"A,{number},2026-04-01 09:{minute:02},{state},{group},{moved},{who}\n"


def _event(condition: str, event: str = "escalated", values: str = "") -> str:
    return f'[[event]]\nevent = "{event}"\nat = "at"\nwhen = {condition}\nvalues = {{ {values} }}\n'


ROWS = HEADER + "".join(
    [
        _row(1, 0, "New", "L1 a"),
        _row(2, 5, "Active", "?", 1),
        _row(3, 10, "Active", "L1 a", 1),
        _row(4, 15, "Waiting", "L2 b", 2),
        _row(5, 20, "Waiting", "L2 b", 2),
        _row(6, 25, "Active", "L2 b", 2),
    ]
)


def _times(desk: Desk, condition: str) -> list[object]:
    return [row[1] for row in desk.try_out(STATES + _event(condition), ROWS)]


def test_a_change_is_told_from_the_last_known_value(desk: Desk) -> None:
    # 09:10 shows the group of 09:00 again: nothing changed, although 09:05 did not know it.
    assert _times(desk, '{ column = "group", changes = true }') == ["09:15"]


def test_an_increase_of_a_counter(desk: Desk) -> None:
    assert _times(desk, '{ column = "moved", increases = true }') == ["09:05", "09:15"]


def test_an_increase_counts_from_a_start_value(desk: Desk) -> None:
    rows = HEADER + _row(1, 0, "New", "L1 a", 1) + _row(2, 5, "New", "L1 a", 1)
    mapping = STATES + _event('{ column = "moved", increases_from = 0 }')
    assert [row[1] for row in desk.try_out(mapping, rows)] == ["09:00"]


def test_values_are_entered_and_left(desk: Desk) -> None:
    assert _times(desk, '{ column = "state", enters = ["Waiting"] }') == ["09:15"]


def test_values_are_left(desk: Desk) -> None:
    assert _times(desk, '{ column = "state", leaves = ["Waiting", "New"] }') == ["09:05", "09:25"]


def test_first_and_last_row(desk: Desk) -> None:
    assert _times(desk, '{ any = [{ row = "first" }, { row = "last" }] }') == ["09:00", "09:25"]


def test_conditions_combine(desk: Desk) -> None:
    condition = """{ all = [{ column = "state", is = "Active" }, { not = { row = "last" } },
        { column = "group", known = true }] }"""
    assert _times(desk, condition) == ["09:10"]


def test_unknown_is_neither_the_same_nor_different(desk: Desk) -> None:
    assert _times(desk, '{ column = "group", is_not = "L1 a" }') == ["09:15", "09:20", "09:25"]


def test_a_value_becomes_known(desk: Desk) -> None:
    assert _times(desk, '{ column = "group", becomes_known = true }') == ["09:00", "09:10"]


def test_values_come_from_before(desk: Desk) -> None:
    values = 'team = { last_known = "group" }, category = { previous = "group" }, '
    values += 'target = "group", product = { known = "group" }, level = "level"'
    values += ', subcategory = ["group", "state"], mode = { constant = "takeover" }'
    event = _event('{ column = "moved", increases = true }', values=values)
    desk.try_out(STATES + event, ROWS)
    columns = ["team", "category", "target", "product", "level", "subcategory", "mode"]
    assert desk.events().select(columns).rows() == [
        ("L1 a", "L1 a", None, "L1 a", None, "Active", "takeover"),
        ("L1 a", "L1 a", "L2 b", "L2 b", 2, "L2 b", "takeover"),
    ]


def test_seq_is_the_declared_position_and_the_table(desk: Desk) -> None:
    mapping = STATES + _event('{ row = "first" }', "opened")
    mapping += _event('{ column = "state", is = "New" }', "asked")
    mapping += _event('{ row = "last" }', "resolved")
    shuffled = HEADER + "".join(reversed(ROWS.splitlines(keepends=True)[1:]))
    desk.try_out(mapping, shuffled)
    assert desk.events().select("event", "seq").rows() == [
        ("opened", 0),
        ("asked", 1),
        ("resolved", 502),
    ]


def test_a_bot_keeps_its_row_and_loses_its_name(desk: Desk) -> None:
    rows = HEADER + _row(1, 0, "New", "L1 a", who="robot") + _row(2, 5, "New", "L1 a", who="a")
    mapping = STATES + _event('{ column = "state", known = true }', values='actor = "who"')
    desk.try_out(mapping, rows)
    robot, person = desk.events()["actor"]
    assert robot is None
    assert person is not None
    assert person != "a"


CASES = """
name = "own"
shape = "cases"
implied_rule = ["category", "sort"]
[source]
contact = ["site", "no"]
did_not_happen = ["none"]
[columns]
site = "site"
no = "no"
category = "category"
sort = "sort"
rule = "rule"
asked = "asked"
yes = { header = "yes", kind = "flag" }
first = { header = "day", time_header = "clock", kind = "time", formats = [
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
] }
second = { header = "second", kind = "time", formats = ["%Y/%m/%d %H:%M"] }
[values]
category = "category"
"""
CASE_HEADER = "site,no,category,sort,rule,asked,yes,day,clock,second\n"


def _case(desk: Desk, events: str, *rows: str) -> list[tuple[object, ...]]:
    return desk.try_out(CASES + events, CASE_HEADER + "\n".join(rows) + "\n")


def test_a_contact_may_have_two_keys(desk: Desk) -> None:
    opened = '[[event]]\nevent = "opened"\nat = "first"\n'
    assert _case(desk, opened, "S,1,,,,,,2026/4/1,9:05,", "T,1,,,,,,2026/4/1,9:06,") == [
        ("S/1", "09:05", "opened"),
        ("T/1", "09:06", "opened"),
    ]


def test_a_day_without_clock_is_date_only(desk: Desk) -> None:
    opened = '[[event]]\nevent = "opened"\nat = "first"\n'
    _case(desk, opened, "S,1,,,,,,2026/4/1,9:05,", "S,2,,,,,,2026/4/1,,")
    assert desk.events()["time_basis"].to_list() == ["exact", "date_only"]


def test_first_known_and_earliest_of_several_times(desk: Desk) -> None:
    events = '[[event]]\nevent = "opened"\nat = ["second", "first"]\n'
    events += '[[event]]\nevent = "closed"\nat = { earliest = ["second", "first"] }\n'
    rows = ("S,1,,,,,,2026/4/1,9:05,2026/4/1 10:00", "S,2,,,,,,2026/4/1,9:06,")
    assert _case(desk, events, *rows) == [
        ("S/1", "09:05", "closed"),
        ("S/1", "10:00", "opened"),
        ("S/2", "09:06", "opened"),
        ("S/2", "09:06", "closed"),
    ]


def test_a_list_in_a_cell_becomes_several_hops(desk: Desk) -> None:
    events = (
        '[[event]]\nevent = "escalated"\nat = "first"\nwhen = { column = "asked", known = true }\n'
    )
    events += 'for_each = { column = "asked", separators = ["、", "/"] }\n'
    events += "values = { target = { each = true } }\n"
    events += '[[event]]\nevent = "resolved"\nat = "first"\n'
    _case(desk, events, "S,1,c,,,SV、 部長/課長,,2026/4/1,9:05,")
    assert desk.events().select("event", "target", "time_basis", "seq").rows() == [
        ("escalated", "SV", "exact", 0),
        ("escalated", "部長", "borrowed", 1),
        ("escalated", "課長", "borrowed", 2),
        ("resolved", None, "exact", 10),
    ]


def test_did_not_happen_is_known_and_unknown_is_not(desk: Desk) -> None:
    event = '[[event]]\nevent = "judged"\nat = "first"\n'
    event += 'values = { outcome = { constant = "needed" } }\n'
    event += 'when = { column = "asked", did_not_happen = true }\n'
    rows = ("S,1,,,,none,,2026/4/1,9:05,", "S,2,,,,,,2026/4/1,9:05,", "S,3,,,,SV,,2026/4/1,9:05,")
    assert _case(desk, event, *rows) == [("S/1", "09:05", "judged")]


def test_columns_stand_in_for_a_rule_and_say_so(desk: Desk) -> None:
    event = '[[event]]\nevent = "opened"\nat = "first"\nvalues = { rule_id = "rule" }\n'
    event += '[[event]]\nevent = "escalated"\nat = "first"\nvalues = { rule_id = "rule" }\n'
    rows = ("S,1,a,b,,,,2026/4/1,9:05,", "S,2,a,b,R7,,,2026/4/1,9:05,", "S,3,,,,,,2026/4/1,9:05,")
    _case(desk, event, *rows)
    columns = ["contact_id", "event", "rule_id", "rule_basis"]
    assert desk.events().select(columns).rows() == [
        ("S/1", "opened", None, None),
        ("S/1", "escalated", "a/b", "implied"),
        ("S/2", "opened", "R7", "named"),
        ("S/2", "escalated", "R7", "named"),
        ("S/3", "opened", None, None),
        ("S/3", "escalated", None, None),
    ]


def test_yes_and_no_in_japanese(desk: Desk) -> None:
    event = '[[event]]\nevent = "escalated"\nat = "first"\nvalues = { emergency = "yes" }\n'
    rows = [f"S,{n},,,,,{word},2026/4/1,9:05," for n, word in enumerate(("あり", "なし", "○", ""))]
    _case(desk, event, *rows)
    assert desk.events()["emergency"].to_list() == [True, False, True, None]


def test_a_time_promised_as_a_day_lasts_until_its_end(desk: Desk) -> None:
    # The zone of the source is UTC: nobody said another.
    values = 'values = { due_at = ["first", "second"] }\n'
    event = f'[[event]]\nevent = "opened"\nat = "second"\n{values}'
    rows = ["S,1,,,,,,2026/4/1,9:05,2026/3/31 8:00", "S,2,,,,,,2026/4/1,,2026/3/31 8:00"]
    _case(desk, event, *rows, "S,3,,,,,,,,2026/3/31 8:00")
    until = desk.events()["due_at"].dt.strftime("%m-%d %H:%M:%S%.6f").to_list()
    assert until == ["04-01 09:05:00.000000", "04-01 23:59:59.999999", "03-31 08:00:00.000000"]


def test_a_header_given_twice_is_found_by_its_number(desk: Desk) -> None:
    mapping = """
name = "own"
shape = "cases"
[source]
contact = "no"
[columns]
no = "no"
from = { header = "time", kind = "time", formats = ["%Y-%m-%d %H:%M"] }
to = { header = "time", nth = 2, kind = "time", formats = ["%H:%M"], date_of = "from" }
[[event]]
event = "opened"
at = "from"
[[event]]
event = "closed"
at = "to"
"""
    assert desk.try_out(mapping, "no,time,time\n1,2026-04-01 23:50,00:10\n") == [
        ("1", "23:50", "opened"),
        ("1", "00:10", "closed"),
    ]
