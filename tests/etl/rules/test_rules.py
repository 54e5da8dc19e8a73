"""A manager keeps two sheets; versions, validity and findings come by themselves."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from etl.errors import EtlError
from etl.rules import (
    Book,
    plan_import,
    read_book,
    read_workbook,
    rule_dimensions,
    write_book,
    write_workbook,
)

RULE = {
    "ルール番号": "R001",
    "件名": "返金の判断",
    "大分類": "請求",
    "条件(ことば)": "返金額が1万円以上",
    "条件1項目": "影響度",
    "条件1比較": "以上",
    "条件1値": "高",
    "エスカレ先(役割)": "スーパーバイザー",
    "相談/引継ぎ": "引継ぎ",
    "制限時間(分)": "15",
    "時計(実時間/営業時間)": "営業時間",
    "緊急時の飛び越し": "可",
    "引継ぎ必須項目": "概要、依頼事項",
    "責任者": "会計課",
    "次回見直し": "2026/10/1",
    "適用開始日": "2026-04-01",
    "変更理由": "初版",
}
STEP = {
    "ルール番号": "R001",
    "順番": "1",
    "役割": "スーパーバイザー",
    "手段": "内線",
    "待ち時間(分)": "3",
    "曜日": "月火水",
    "時間帯": "9:00-18:00",
}


def workbook(path: Path, *rules: dict[str, str], steps: list[dict[str, str]] | None = None) -> Path:
    """Write the two sheets with just these rows."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (("ルール", list(rules)), ("経路", steps or [STEP])):
            sheet = book.add_worksheet(name)
            headers = list(rows[0])
            sheet.write_row(0, 0, headers)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, [row.get(header, "") for header in headers])
    return path


def test_a_row_is_read_with_its_conditions_and_route(tmp_path):
    (rule,) = read_workbook(workbook(tmp_path / "rules.xlsx", RULE))
    assert (rule.rule_id, rule.title, rule.level, rule.mode) == (
        "R001",
        "返金の判断",
        3,
        "takeover",
    )
    assert (rule.limit_seconds, rule.limit_clock) == (900, "business")
    assert (rule.allows_emergency_skip, rule.required_items) == (True, "overview,request")
    assert [(c.item, c.comparison, c.value) for c in rule.conditions] == [
        ("category", "is", "請求"),
        ("impact", "at_least", "3"),
    ]
    (step,) = rule.route
    assert (step.target_level, step.means, step.wait_seconds, step.weekdays) == (
        3,
        "phone",
        180,
        "1,2,3",
    )


def test_english_headers_and_values_are_read_alike(tmp_path):
    english = {
        "rule number": "R001",
        "title": "Refund",
        "category": "billing",
        "role asked": "supervisor",
        "consult or take-over": "consult",
        "valid from": "2026-04-01",
    }
    path = workbook(tmp_path / "rules.xlsx", english)
    (rule,) = read_workbook(path)
    assert (rule.title, rule.level, rule.mode) == ("Refund", 3, "consult")


def test_a_folder_of_csv_files_from_excel_is_read_alike(tmp_path):
    text = ",".join(RULE) + "\r\n" + ",".join(RULE.values()) + "\r\n"
    (tmp_path / "ルール.csv").write_bytes(text.encode("cp932"))
    (rule,) = read_workbook(tmp_path)
    assert rule.title == "返金の判断"
    assert rule.route == ()


def test_every_wrong_cell_is_said_at_once(tmp_path):
    wrong = RULE | {"相談/引継ぎ": "たぶん", "制限時間(分)": "十五", "次回見直し": "秋"}
    path = workbook(tmp_path / "rules.xlsx", wrong, steps=[STEP | {"時間帯": "朝"}])
    with pytest.raises(EtlError) as error:
        read_workbook(path)
    message = str(error.value)
    assert 'ルール row 2, 相談/引継ぎ: "たぶん" is not known. Use one of: 相談, 引継ぎ.' in message
    assert 'ルール row 2, 制限時間(分): "十五" is not a number' in message
    assert 'ルール row 2, 次回見直し: "秋" is no date' in message
    assert '経路 row 2, 時間帯: "朝" are no hours' in message


def test_a_route_without_a_rule_and_a_rule_twice_are_refused(tmp_path):
    path = workbook(tmp_path / "rules.xlsx", RULE, RULE, steps=[STEP | {"ルール番号": "R9"}])
    with pytest.raises(EtlError, match=r"R001 stands in more than one row(.|\n)*rule R9"):
        read_workbook(path)


def test_a_condition_in_words_only_is_kept_and_marked(tmp_path):
    words = {
        key: value
        for key, value in RULE.items()
        if key not in ("大分類", "条件1項目", "条件1比較", "条件1値")
    }
    rules = read_workbook(workbook(tmp_path / "rules.xlsx", words))
    versions = rule_dimensions(plan_import(Book(), rules).book, "Asia/Tokyo")["dim_rule_version"]
    assert versions["is_machine_readable"].to_list() == [False]
    assert versions["condition_words"].to_list() == ["返金額が1万円以上"]


@pytest.fixture
def rules(tmp_path):
    return read_workbook(workbook(tmp_path / "rules.xlsx", RULE, RULE | {"ルール番号": "R002"}))


def test_a_first_import_makes_first_versions(rules):
    changes = plan_import(Book(), rules)
    assert changes.text().splitlines()[0] == "2 new, 0 changed, 0 gone, 0 as before"
    assert [version.version_id for version in changes.book.versions] == [
        "R001@2026-04-01",
        "R002@2026-04-01",
    ]


def test_a_change_adds_a_version_and_ends_the_one_before(rules):
    book = plan_import(Book(), rules).book
    edited = [replace(rules[0], limit_seconds=600, valid_from="2026-07-01"), rules[1]]
    changes = plan_import(book, edited)
    assert changes.text().splitlines()[0] == "0 new, 1 changed, 0 gone, 1 as before"
    versions = rule_dimensions(changes.book, "Asia/Tokyo")["dim_rule_version"].filter(
        rule_id="R001"
    )
    boundary = dt.datetime(2026, 6, 30, 15, tzinfo=dt.UTC)  # midnight in Tokyo
    assert versions["version"].to_list() == [1, 2]
    assert versions["limit_seconds"].to_list() == [900, 600]
    assert versions["valid_to"].to_list() == [boundary, None]
    assert versions["valid_from"].to_list()[1] == boundary


def test_the_same_workbook_again_changes_nothing(rules):
    changes = plan_import(plan_import(Book(), rules).book, rules)
    assert changes.is_empty
    assert changes.unchanged == ("R001", "R002")


def test_a_missing_rule_is_asked_about_and_retired_only_when_told(rules):
    book = plan_import(Book(), rules).book
    asked = plan_import(book, rules[:1])
    assert "are they retired?" in asked.text()
    assert "R002" in asked.book.in_force()
    told = plan_import(book, rules[:1], valid_from=dt.date(2026, 9, 1), retire_missing=True)
    assert list(told.book.in_force()) == ["R001"]
    assert told.book.latest()["R002"].valid_to == dt.date(2026, 9, 1)


def test_date_and_reason_are_asked_for(rules):
    book = plan_import(Book(), rules).book
    bare = replace(rules[0], title="返金", valid_from=None, change_reason=None)
    with pytest.raises(EtlError, match="--valid-from"):
        plan_import(book, [bare, rules[1]])
    with pytest.raises(EtlError, match="--reason"):
        plan_import(book, [bare, rules[1]], valid_from=dt.date(2026, 8, 1))


def test_a_version_never_begins_before_the_one_it_follows(rules):
    book = plan_import(Book(), rules).book
    edited = replace(rules[0], title="返金", valid_from="2026-03-31")
    with pytest.raises(EtlError, match="Versions are never overwritten"):
        plan_import(book, [edited, rules[1]])


def test_backdating_says_which_weeks_move(rules):
    book = plan_import(Book(), rules).book
    edited = replace(rules[0], title="返金", valid_from="2026-07-01")
    changes = plan_import(book, [edited, rules[1]], last_day=dt.date(2026, 9, 30))
    assert changes.warnings == (
        "backdated: figures by rule move from the week of 2026-06-29 to that of 2026-09-28 "
        "(14 weeks)",
    )


def test_the_book_is_kept_whole(rules, tmp_path):
    book = plan_import(Book(), rules).book
    write_book(book, tmp_path / "store")
    assert read_book(tmp_path / "store") == book


def test_an_export_imported_again_changes_nothing(rules, tmp_path):
    book = plan_import(Book(), rules).book
    write_workbook(book, tmp_path / "export.xlsx")
    assert plan_import(book, read_workbook(tmp_path / "export.xlsx")).is_empty


def test_a_rule_may_come_back_after_retirement(rules):
    book = plan_import(Book(), rules).book
    gone = plan_import(book, rules[:1], valid_from=dt.date(2026, 9, 1), retire_missing=True).book
    again = plan_import(gone, [rules[0], replace(rules[1], valid_from="2026-10-01")]).book
    ends = [(v.number, v.valid_to) for v in again.versions if v.rule.rule_id == "R002"]
    assert ends == [(1, dt.date(2026, 9, 1)), (2, None)]
