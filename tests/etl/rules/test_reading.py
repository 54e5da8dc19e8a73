"""Workbooks as people keep them: what is read, what is refused, what is only remarked."""

import pytest
import xlsxwriter

from etl.errors import EtlError
from etl.rules import read_rules, read_workbook
from etl.rules.rule import Condition


def conditions(path) -> list[tuple[str, str, str]]:
    (rule,) = read_workbook(path)
    return [(part.item, part.comparison, part.value) for part in rule.conditions]


def refusal(path, lang="en") -> str:
    with pytest.raises(EtlError) as error:
        read_rules(path, lang=lang)
    return str(error.value)


def one(item: str, comparison: str, value: str) -> dict[str, str]:
    return {"条件1項目": item, "条件1比較": comparison, "条件1値": value}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"チャネル": "電話"}, ("channel", "is", "phone")),
        ({"チャネル": "電話、ＬＩＮＥ"}, ("channel", "in", "phone,sns")),
        ({"大分類": "請求・支払"}, ("category", "is", "請求・支払")),
        ({"大分類": "請求、返金"}, ("category", "in", "請求,返金")),
        (one("リスク", "以上", "高"), ("risk", "in", "high,very_high")),
        (one("リスク", "以下", "中"), ("risk", "in", "low,medium")),
        (one("緊急度", "いずれか", "中、高"), ("urgency", "in", "2,3")),
        (one("商品", "いずれか", "A-1、B-2"), ("product", "in", "A-1,B-2")),
        (one("拠点", "でない", "札幌"), ("center", "is_not", "札幌")),
        (one("理由", "である", "カスハラ"), ("reason", "is", "harassment")),
        (one("上位者の要望", "である", "あり"), ("reason", "is", "customer_demand")),
        (one("上位者の要望", "である", "なし"), ("reason", "is_not", "customer_demand")),
        (one("Urgency", ">=", "Medium"), ("urgency", "at_least", "2")),
        (one("影響度", "以上", "3"), ("impact", "at_least", "3")),
    ],
)
def test_conditions_become_words_of_the_log(write_rules, row, expected):
    assert conditions(write_rules(row)) == [expected]


@pytest.mark.parametrize("row", [{"大分類": "すべて"}, {"チャネル": "共通"}, {"大分類": "-"}])
def test_what_holds_for_all_is_no_condition(write_rules, row):
    assert conditions(write_rules(row)) == []


def test_impact_and_urgency_of_a_rule_are_no_conditions(write_rules):
    path = write_rules({"影響度": "高", "緊急度": "中"})
    assert conditions(path) == []
    (rule,) = read_workbook(path)
    assert (rule.impact, rule.urgency) == (3, 2)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            one("天気", "である", "雨"),
            'ルール row 2, 条件1項目: "天気" is not known. Use one of: 大',
        ),
        (one("影響度", "だいたい", "高"), '条件1比較: "だいたい" is not known'),
        (
            one("大分類", "以上", "請求"),
            '条件1比較: "以上" compares ranks, which only 影響度、緊急度',
        ),
        (one("影響度", "以上", "すごく"), '条件1値: "すごく" is not known. Use one of: 低, 中, 高'),
        (one("影響度", "", "高"), "条件1比較: is empty. Fill it in."),
        (one("影響度", "以上", ""), "条件1値: is empty. Fill it in."),
        (one("", "以上", "高"), '条件1比較: "以上" stands alone. Name the item in 条件1項目'),
        ({"制限時間(分)": "nan"}, '制限時間(分): "nan" is not a number'),
        ({"制限時間(分)": -5}, '制限時間(分): "-5" is not a number'),
        ({"チャネル": "のろし"}, 'チャネル: "のろし" is not known'),
        ({"件名": ""}, "件名: is empty"),
        ({"ルール番号": ""}, "ルール番号: is empty"),
        ({"適用開始日": "来月"}, '適用開始日: "来月" is no date'),
    ],
)
def test_a_wrong_cell_is_named(write_rules, row, message):
    assert message in refusal(write_rules(row))


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ({"順番": 0}, '経路 row 2, 順番: "0" is no place in an order'),
        ({"順番": "1.5"}, '順番: "1.5" is no place in an order'),
        ({"曜日": "いつでも"}, '曜日: "いつでも" are no weekdays'),
        ({"手段": "のろし"}, '手段: "のろし" is not known. Use one of: 口頭, 保留'),
        ({"役割": ""}, "役割: is empty"),
        ({"ルール番号": "R9"}, "経路: the route of rule R9 belongs to no rule"),
    ],
)
def test_a_wrong_step_is_named(write_rules, step, message):
    assert message in refusal(write_rules({}, steps=(step,)))


def test_a_step_twice_is_refused_unless_its_hours_differ(write_rules):
    day, night = {"時間帯": "9:00-18:00"}, {"時間帯": "18:00-24:00"}
    assert "rule R1 has step 1 twice" in refusal(write_rules({}, steps=(day, day)))
    (rule,) = read_workbook(write_rules({}, steps=(day, night)))
    assert [(step.step, step.hour_from) for step in rule.route] == [(1, "09:00"), (1, "18:00")]


def test_messages_in_japanese(write_rules):
    message = refusal(write_rules({"制限時間(分)": "十五"}), lang="ja")
    assert message.splitlines() == [
        "rules.xlsx: まだ何も取り込んでいません。次のセルを直してください:",
        "  ルール 2行目「制限時間(分)」: 「十五」は数ではありません。"
        "0以上の数字だけを書いてください。",
    ]


def test_row_numbers_are_those_of_the_spreadsheet(write_sheets):
    headers = ["ルール番号", "件名", "次回見直し"]
    path = write_sheets(
        {
            "ルール": [
                [],
                ["エスカレーション基準表"],
                headers,
                ["R1", "返金"],
                [],
                ["R2", "苦情", "秋"],
            ]
        }
    )
    assert 'ルール row 6, 次回見直し: "秋" is no date' in refusal(path)


def test_an_error_of_the_spreadsheet_does_not_pass_as_empty(tmp_path):
    path = tmp_path / "rules.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("ルール")
        sheet.write_row(0, 0, ["ルール番号", "件名", "制限時間(分)"])
        sheet.write_row(1, 0, ["R1", "返金"])
        sheet.write_formula(1, 2, "=NA()", None, "#N/A")
    assert "ルール row 2, 制限時間(分): holds an error" in refusal(path)


def test_a_misspelt_column_is_refused_and_one_of_their_own_remarked(write_rules):
    assert 'column "責任者名" is not known. Did you mean "責任者"?' in refusal(
        write_rules({"責任者名": "会計課"})
    )
    notes = read_rules(write_rules({"メモ欄": "x"})).notes
    assert notes == ('ルール: column "メモ欄" is not one of ours and was not read',)


def test_a_column_twice_is_refused(write_sheets):
    path = write_sheets({"ルール": [["ルール番号", "件名", "title"], ["R1", "返金", "Refund"]]})
    assert "column title is there twice" in refusal(path)


def test_roles_are_known_or_given_or_remarked(write_rules):
    path = write_rules(
        {"エスカレ先(役割)": "二次窓口"}, {"ルール番号": "R2", "エスカレ先(役割)": "ＳＶ"}
    )
    workbook = read_rules(path)
    assert [rule.level for rule in workbook.rules] == [None, 3]
    assert workbook.notes == (
        'ルール: role "二次窓口" has no level; add it under [roles] in minaoshi.toml',
    )
    given = read_rules(path, roles={"二次窓口": 4})
    assert ([rule.level for rule in given.rules], given.notes) == ([4, 3], ())


def test_an_item_outside_the_template_is_kept_and_remarked(write_rules):
    workbook = read_rules(write_rules({"引継ぎ必須項目": "概要、影響度・緊急度、注文番号"}))
    assert workbook.rules[0].required_items == "overview,assessment,注文番号"
    assert workbook.notes == (
        'ルール: "注文番号" is no item of the report template; kept as it is written',
    )


def test_a_time_limit_without_a_clock_runs_in_real_time(write_rules):
    (rule,) = read_workbook(write_rules({"制限時間(分)": "１５分"}))
    assert (rule.limit_seconds, rule.limit_clock) == (900, "wall")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_csv_in_any_usual_encoding(tmp_path, encoding):
    rules, routes = tmp_path / "ルール.csv", tmp_path / "経路.csv"
    rules.write_bytes('ルール番号,件名\r\nR1,"返金、\r\n例外"\r\n'.encode(encoding))
    routes.write_bytes("ルール番号,順番,役割\r\nR1,1,リーダー\r\n".encode(encoding))
    for path in (tmp_path, rules):
        (rule,) = read_workbook(path)
        assert rule.title == "返金、\r\n例外"
        assert [step.target_level for step in rule.route] == [2]


def test_what_cannot_be_read_says_so(tmp_path, write_sheets):
    text = tmp_path / "notes.xlsx"
    text.write_text("no workbook")
    assert "notes.xlsx: cannot be read as a workbook" in refusal(text)
    assert "gone.xlsx: is not there" in refusal(tmp_path / "gone.xlsx")
    assert "has no sheet ルール. Found: Sheet1." in refusal(write_sheets({"Sheet1": [["x"]]}))
    assert "no row of headers with ルール番号" in refusal(write_sheets({"ルール": [["x", "y"]]}))
    assert "has no rules" in refusal(write_sheets({"ルール": [["ルール番号", "件名"]]}))
    folder = tmp_path / "empty"
    folder.mkdir()
    assert "empty: has no sheet ルール" in refusal(folder)


def test_the_same_condition_in_two_places_counts_once(write_rules):
    path = write_rules({"大分類": "請求"} | one("大分類", "である", "請求"))
    (rule,) = read_workbook(path)
    assert rule.conditions == (Condition("category", "is", "請求"),)
