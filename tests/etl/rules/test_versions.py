"""Versions are made by themselves, never overwritten, and never in force together."""

import datetime as dt

import pytest

from etl.errors import EtlError
from etl.rules import (
    Book,
    NeedsAnswerError,
    plan_import,
    read_workbook,
    rule_dimensions,
    write_workbook,
)

APRIL, JULY = dt.date(2026, 4, 1), dt.date(2026, 7, 1)


@pytest.fixture
def book(write_rules):
    """The book after a first import of R1 and R2."""
    rows = {"制限時間(分)": 30, "変更理由": "初版"}, {"ルール番号": "R2", "変更理由": "初版"}
    return plan_import(Book(), read_workbook(write_rules(*rows))).book


def edited(book, write_rules, **cells):
    """Return the rules after an export whose row R1 was edited by hand."""
    plain = {"制限時間(分)": 30, "時計": "実時間", "変更理由": "初版"}
    return read_workbook(write_rules(plain | cells, {"ルール番号": "R2", "変更理由": "初版"}))


def test_an_edited_export_asks_when_and_why(book, write_rules):
    rules = edited(book, write_rules, **{"制限時間(分)": 15})
    with pytest.raises(NeedsAnswerError) as error:
        plan_import(book, rules)
    assert error.value.asked == {"valid_from", "reason"}
    assert str(error.value).splitlines() == [
        "From when do they hold? No new 適用開始日 for R1. "
        "Fill it in, or give --valid-from for all.",
        "Why did they change? No 変更理由 for R1. Fill it in, or give --reason for all.",
    ]


def test_the_answers_for_all_hold_for_an_edited_export(book, write_rules):
    rules = edited(book, write_rules, **{"制限時間(分)": 15})
    changes = plan_import(book, rules, JULY, "待たせすぎ")
    assert changes.text() == (
        "0 new, 1 changed, 0 gone, 1 as before\n"
        "  changed  R1 返金 from 2026-07-01: time limit (minutes) 30 → 15 (待たせすぎ)"
    )
    japanese = plan_import(book, rules, JULY, "待たせすぎ", lang="ja")
    assert japanese.text() == (
        "新規0件、変更1件、なくなった0件、変わらず1件\n"
        "  変更  R1 返金 2026-07-01から: 制限時間(分) 30 → 15 (待たせすぎ)"
    )


def test_a_rows_own_answers_come_first(book, write_rules):
    cells = {"制限時間(分)": 15, "適用開始日": "2026-06-01", "変更理由": "繁忙期"}
    (change,) = plan_import(book, edited(book, write_rules, **cells), JULY, "全体").changed
    assert (change.valid_from, change.reason) == (dt.date(2026, 6, 1), "繁忙期")


def test_a_reason_may_be_the_same_when_the_day_is_new(book, write_rules):
    cells = {"制限時間(分)": 15, "適用開始日": "2026-06-01", "変更理由": "初版"}
    (change,) = plan_import(book, edited(book, write_rules, **cells)).changed
    assert change.reason == "初版"


def test_a_new_rule_needs_a_day_but_no_reason(write_rules):
    rules = read_workbook(write_rules({"適用開始日": ""}))
    with pytest.raises(NeedsAnswerError) as error:
        plan_import(Book(), rules)
    assert error.value.asked == {"valid_from"}
    (change,) = plan_import(Book(), rules, APRIL, lang="ja").new
    assert (change.valid_from, change.reason) == (APRIL, "初版")


def test_all_questions_are_asked_at_once(book, write_rules):
    rules = read_workbook(write_rules({"件名": "返金と返品", "変更理由": "初版"}))
    with pytest.raises(NeedsAnswerError) as error:
        plan_import(book, rules, retire_missing=True)
    assert error.value.asked == {"valid_from", "reason", "retired_on"}


def test_a_change_of_the_day_alone_moves_no_version(book, write_rules):
    changes = plan_import(book, edited(book, write_rules, 適用開始日="2026-05-01"))
    assert changes.is_empty
    assert changes.warnings == (
        "rule R1: only its 適用開始日 differs (2026-05-01, was 2026-04-01); "
        "a version keeps its day",
    )


def test_every_version_that_begins_too_early_is_named(book, write_rules):
    path = write_rules(
        {"件名": "a", "適用開始日": "2026-03-01", "変更理由": "x"},
        {"ルール番号": "R2", "件名": "b", "適用開始日": "2026-03-01", "変更理由": "x"},
    )
    with pytest.raises(EtlError) as error:
        plan_import(book, read_workbook(path))
    assert [line[:7] for line in str(error.value).splitlines()] == ["rule R1", "rule R2"]


def test_a_rule_is_not_retired_before_it_began(book, write_rules):
    rules = edited(book, write_rules)[:1]
    with pytest.raises(EtlError, match="R2: cannot be retired on 2026-04-01"):
        plan_import(book, rules, APRIL, retire_missing=True)


def test_retirement_from_an_earlier_day_is_backdating(book, write_rules):
    rules = edited(book, write_rules)[:1]
    changes = plan_import(book, rules, JULY, retire_missing=True, last_day=dt.date(2026, 7, 10))
    assert changes.warnings == (
        "backdated: figures by rule move from the week of 2026-06-29 to that of 2026-07-06 "
        "(2 weeks)",
    )


def test_what_begins_after_the_log_is_not_backdating(book, write_rules):
    rules = edited(book, write_rules, **{"制限時間(分)": 15})
    assert plan_import(book, rules, JULY, "x", last_day=dt.date(2026, 6, 30)).warnings == ()


def test_without_a_log_the_newest_version_is_the_latest_known(book, write_rules):
    rules = edited(book, write_rules, **{"制限時間(分)": 15})
    later = plan_import(book, rules, JULY, "x").book
    path = write_rules(
        {"制限時間(分)": 15, "適用開始日": "2026-07-01", "変更理由": "x"},
        {"ルール番号": "R2", "件名": "苦情", "適用開始日": "2026-05-01", "変更理由": "y"},
    )
    assert plan_import(later, read_workbook(path)).warnings == (
        "backdated: figures by rule move from the week of 2026-04-27 to that of 2026-06-29 "
        "(10 weeks)",
    )


def test_versions_of_a_rule_never_overlap(book, write_rules):
    days = ["2026-05-01", "2026-06-01", "2026-09-01"]
    for minutes, day in enumerate(days, start=1):
        cells = {"制限時間(分)": minutes, "適用開始日": day, "変更理由": "x"}
        book = plan_import(book, edited(book, write_rules, **cells)).book
    versions = rule_dimensions(book, "Asia/Tokyo")["dim_rule_version"].filter(rule_id="R1")
    assert versions["rule_version_id"].to_list() == [
        "R1@2026-04-01",
        *(f"R1@{day}" for day in days),
    ]
    assert versions["valid_to"].to_list() == [*versions["valid_from"].to_list()[1:], None]


def test_an_export_is_the_same_file_every_time(book, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(book, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_retired_rule_that_comes_back_needs_a_day_of_its_own(book, write_rules):
    rules = edited(book, write_rules)
    gone = plan_import(book, rules[:1], JULY, retire_missing=True).book
    with pytest.raises(NeedsAnswerError):
        plan_import(gone, rules)
    with pytest.raises(EtlError, match=r"R2: changed \(came back\)"):
        plan_import(gone, rules, dt.date(2026, 6, 1), "x")
    back = plan_import(gone, rules, dt.date(2026, 8, 1), "x").book
    ends = [(v.number, v.valid_from, v.valid_to) for v in back.versions if v.rule.rule_id == "R2"]
    assert ends == [(1, APRIL, JULY), (2, dt.date(2026, 8, 1), None)]
