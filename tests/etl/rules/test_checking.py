"""`minaoshi rules check` and `draft`: findings in words, honest status, drafts to import."""

import datetime as dt
import json

import polars as pl
import pytest

from etl.pipeline import build_from_events
from etl.rules import Book, plan_import, read_workbook, rule_dimensions
from etl.rules.drafting import draft_book
from etl.settings import read_settings
from minaoshi import main

# A Monday, 10:00 in Tokyo; 30 contacts, one every four hours.
START = dt.datetime(2026, 5, 4, 1, tzinfo=dt.UTC)


def run(*words: object) -> int:
    return main([str(word) for word in words])


def log(category: str, minutes: list[int]) -> pl.DataFrame:
    """Contacts of one category, each escalated some minutes after its first sign."""
    rows = []
    for number, minute in enumerate(minutes):
        opened = START + dt.timedelta(hours=4 * number)
        common = {"contact_id": f"{category}{number}", "category": category, "channel": "phone"}
        common |= {"time_basis": "exact", "source_file": "log", "source_row": number}
        rows += [
            common | {"event": "opened", "occurred_at": opened, "seq": 0},
            common | {"event": "triggered", "occurred_at": opened, "seq": 1, "reason": "money"},
            common
            | {"event": "escalated", "occurred_at": opened + dt.timedelta(minutes=minute)}
            | {"seq": 2, "level": 1, "target": "SV", "target_level": 3, "mode": "consult"}
            | {"reason": "money"},
        ]
    return pl.DataFrame(rows, infer_schema_length=None)


@pytest.fixture
def warehouse(write_rules, tmp_path):
    """A warehouse whose one rule is overdue and covers none of 30 escalations."""
    rules = read_workbook(write_rules({"大分類": "配送", "次回見直し": "2026-05-01"}))
    book = plan_import(Book(), rules).book
    dimensions = read_settings().dimensions | rule_dimensions(book, "Asia/Tokyo")
    path = tmp_path / "w.duckdb"
    build_from_events(log("返金", [5] * 26 + [12] * 4), path, dimensions=dimensions)
    return path


def test_check_explains_every_finding_and_ends_with_one(warehouse, capsys):
    asked = ("rules", "check", "--warehouse", warehouse, "--week", "2026-05-04")
    assert run(*asked, "--format", "json") == 1
    found = [
        (row["kind"], row["rule_id"], row["cases"]) for row in json.loads(capsys.readouterr().out)
    ]
    assert found == [("overdue", "R1", 0), ("gap", None, 30), ("no_rule", None, 30)]
    assert run(*asked, "--lang", "ja") == 1
    table = capsys.readouterr().out
    assert "見直し期限切れ" in table
    assert "ログではここに引き上げ30件、受付30件があります。" in "".join(
        line.split("│")[3].strip() for line in table.splitlines() if line.count("│") == 4
    )


def test_a_workbook_is_checked_before_it_is_imported(write_rules, tmp_path, capsys):
    nowhere = tmp_path / "none.duckdb"
    sound = write_rules(
        {"条件式": "category = '返金' and impact >= 2"}, {"ルール番号": "R2", "大分類": "返金"}
    )
    assert run("rules", "check", sound, "--warehouse", nowhere) == 0
    assert capsys.readouterr().out.startswith("Nothing found")
    rows = (
        {"大分類": "返金", "エスカレ先(役割)": "SV"},
        {"ルール番号": "R2", "条件式": "channel = 'phone'", "エスカレ先(役割)": "リーダー"},
        {"ルール番号": "R3", "条件式": "channel <> 'phone'"},
    )
    assert (
        run("rules", "check", write_rules(*rows), "--warehouse", nowhere, "--format", "json") == 1
    )
    found = json.loads(capsys.readouterr().out)
    assert [(row["kind"], row["rule_id"], row["other_rule_ids"]) for row in found] == [
        ("conflict", "R1", ["R2"]),
        ("overlap", "R1", ["R3"]),
    ]


def test_a_draft_has_the_clusters_level_role_and_limit(warehouse, tmp_path, capsys):
    asked = ("rules", "draft", tmp_path / "drafts.xlsx", "--warehouse", warehouse)
    assert run(*asked, "--week", "2026-05-04", "--lang", "ja") == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "D001: category = '返金' and channel = 'phone' and reason = 'money' なら "
        "SV(レベル3)へ、12分以内",
        "  下書き。ルールのない引き上げ30件(全体の100%)から作成。100%がレベル3へ。"
        "兆候から引き上げまで中央値5分、P90 12分。制限時間はP90。",
    ]
    (rule,) = read_workbook(tmp_path / "drafts.xlsx")
    assert (rule.category, rule.channel, rule.expression) == ("返金", "phone", "reason = 'money'")
    assert (rule.target, rule.level, rule.mode, rule.limit_seconds) == ("SV", 3, "consult", 720)
    assert rule.valid_from == "2026-05-11"


def test_too_few_times_give_no_limit_and_too_few_cases_no_draft(write_rules, tmp_path, capsys):
    dimensions = rule_dimensions(Book(), "Asia/Tokyo")
    path = tmp_path / "w.duckdb"
    events = log("返金", [5] * 21).filter(
        (pl.col("event") != "triggered") | (pl.col("source_row") < 19)
    )
    build_from_events(events, path, dimensions=dimensions)
    (version,) = draft_book(path, dt.date(2026, 5, 4)).versions
    assert version.rule.limit_seconds is None
    assert version.rule.condition_words.endswith("Too few times on record for a limit.")
    build_from_events(log("返金", [5] * 19), path, dimensions=dimensions)
    assert run("rules", "draft", "--warehouse", path, "--week", "2026-05-04") == 0
    assert capsys.readouterr().out.startswith("No cluster of escalations")
