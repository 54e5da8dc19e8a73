"""What the rule book alone tells, and conditions that can or cannot hold at once."""

import datetime as dt

import pytest

from etl.rules import Book, book_findings, findings_text, plan_import, read_workbook
from etl.rules.overlap import allowed_values, can_hold
from etl.rules.rule import Condition

DAY = dt.date(2026, 10, 1)


def holds(one, other) -> bool:
    return can_hold(
        *(allowed_values([Condition(*part) for part in parts]) for parts in (one, other))
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([("category", "is", "a")], [("category", "is", "a")], True),
        ([("category", "is", "a")], [("category", "is", "b")], False),
        ([("category", "is", "a")], [("channel", "is", "phone")], True),
        ([("category", "in", "a,b")], [("category", "in", "b,c")], True),
        ([("category", "in", "a,b")], [("category", "is", "c")], False),
        ([("category", "is_not", "a")], [("category", "is", "a")], False),
        ([("category", "is_not", "a")], [("category", "is_not", "b")], True),
        ([("category", "is_not", "a")], [("category", "in", "a,b")], True),
        ([("impact", "at_least", "3")], [("impact", "at_most", "2")], False),
        ([("impact", "at_least", "2")], [("impact", "at_most", "2")], True),
        ([("impact", "is_not", "3")], [("impact", "at_least", "3")], False),
        ([("risk", "in", "high,very_high")], [("risk", "is_not", "high")], True),
        ([("channel", "is_not", "phone")], [("channel", "is", "phone")], False),
        ([("category", "is", "a"), ("category", "is", "b")], [], False),
    ],
)
def test_conditions_that_can_hold_at_once(one, other, expected):
    assert holds(one, other) is expected
    assert holds(other, one) is expected


@pytest.fixture
def find(write_rules):
    """Return the findings of a book made of these rows."""

    def found(*rows, steps=()):
        numbered = [{"ルール番号": f"R{n}"} | row for n, row in enumerate(rows, start=1)]
        rules = read_workbook(write_rules(*numbered, steps=steps))
        return [
            (finding.kind, finding.rule_id, finding.other_rule_id)
            for finding in book_findings(plan_import(Book(), rules).book, DAY)
        ]

    return found


SOUND = {"大分類": "請求", "エスカレ先(役割)": "SV", "次回見直し": "2026-10-01"}


def test_a_sound_rule_is_not_found(find):
    assert find(SOUND, steps=({},)) == []


def test_overdue_from_the_day_after(find):
    overdue = find(SOUND | {"次回見直し": "2026-09-30"}, steps=({},))
    assert overdue == [("overdue", "R1", None)]


def test_no_route_no_level_and_words_only(find):
    assert find({"条件(ことば)": "高額な返金"}) == [
        ("no_route", "R1", None),
        ("no_level", "R1", None),
        ("words_only", "R1", None),
    ]


def test_conditions_that_contradict_each_other(find):
    row = {"条件1項目": "大分類", "条件1比較": "でない", "条件1値": "請求"}
    assert find(SOUND | row, steps=({},)) == [("never", "R1", None)]


def test_two_rules_for_one_case_with_different_levels(find):
    other = SOUND | {"エスカレ先(役割)": "マネージャー", "チャネル": "電話"}
    steps = ({}, {"ルール番号": "R2"})
    assert find(SOUND, other, steps=steps) == [("conflict", "R1", "R2")]
    assert find(SOUND, other | {"大分類": "配送"}, steps=steps) == []
    assert find(SOUND, other | {"エスカレ先(役割)": "スーパーバイザー"}, steps=steps) == []


def test_rules_that_were_never_in_force_together_do_not_conflict(write_rules):
    first, second = SOUND, SOUND | {"ルール番号": "R2", "エスカレ先(役割)": "マネージャー"}
    book = plan_import(Book(), read_workbook(write_rules(first))).book
    later = read_workbook(write_rules(second | {"適用開始日": "2026-12-01"}))
    asked = plan_import(book, later)
    assert ("conflict", "R1") in [(f.kind, f.rule_id) for f in book_findings(asked.book, DAY)]
    replaced = plan_import(book, later, dt.date(2026, 12, 1), retire_missing=True)
    assert "conflict" not in [finding.kind for finding in book_findings(replaced.book, DAY)]


def test_findings_in_words(write_rules):
    rules = read_workbook(write_rules(*({"ルール番号": f"R{n:02}"} for n in range(1, 15))))
    found = book_findings(plan_import(Book(), rules).book, DAY)
    assert findings_text(found).splitlines()[:2] == [
        "the rule book itself:",
        "  14 without a route: R01, R02, R03, R04, R05, R06, R07, R08, R09, R10, R11, R12, "
        "… and 2 more",
    ]
    assert findings_text(found, "ja").splitlines()[0] == "ルール表そのものについて:"
    assert findings_text([]) == ""
