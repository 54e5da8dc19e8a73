"""Findings are kept as facts, with the time in which they held and what the log met there."""

import datetime as dt
import json

import duckdb
import polars as pl

from etl.canonical import EVENT_SCHEMA
from etl.facts import FactInput, build_facts
from etl.rules import Book, keep_findings, plan_import, read_workbook, rule_dimensions
from etl.settings import read_settings

MONDAY = dt.datetime(2026, 4, 6, 1, tzinfo=dt.UTC)


def opened(folder, *rows):
    events = [
        {"event": "opened", "occurred_at": MONDAY + dt.timedelta(weeks=week), "seq": 0}
        | {"time_basis": "exact", "source_file": "log", "source_row": number}
        | {"contact_id": f"c{number}", "category": category, "channel": channel}
        for number, (week, category, channel) in enumerate(rows)
    ]
    frame = pl.DataFrame(events)
    missing = [pl.lit(None).alias(name) for name in EVENT_SCHEMA if name not in frame.columns]
    typed = frame.with_columns(missing).select(
        pl.col(name).cast(kind) for name, kind in EVENT_SCHEMA.items()
    )
    typed.write_parquet(folder / "events.parquet")
    return folder / "events.parquet"


def kept(book, events):
    connection = duckdb.connect()
    connection.execute("set timezone = 'Asia/Tokyo'")
    dimensions = read_settings().dimensions | rule_dimensions(book, "Asia/Tokyo")
    build_facts(connection, FactInput([events], dimensions=dimensions))
    keep_findings(connection)
    rows = connection.execute(
        "select kind, rule_id, other_rule_ids, condition, contacts, valid_from::date, "
        "valid_to::date, witness, explained_en from facts.rule_finding order by valid_from, kind"
    ).fetchall()
    connection.close()
    return rows


def test_a_conflict_holds_from_the_version_that_makes_it_to_the_one_that_mends_it(
    write_rules, tmp_path
):
    first = {"大分類": "請求", "エスカレ先(役割)": "SV"}
    second = first | {"ルール番号": "R2", "大分類": "", "チャネル": "電話"}
    other = second | {"エスカレ先(役割)": "マネージャー"}
    book = plan_import(Book(), read_workbook(write_rules(first))).book
    for day, row in (("2026-04-13", other), ("2026-04-27", second)):
        changed = read_workbook(write_rules(first, row | {"適用開始日": day, "変更理由": "x"}))
        book = plan_import(book, changed).book
    events = opened(
        tmp_path,
        *[(0, "請求", "phone"), (1, "請求", "phone"), (2, "請求", "phone"), (3, "請求", "phone")],
        *[(1, "請求", "email"), (1, "配送", "email")],
    )
    found = kept(book, events)
    conflict = next(row for row in found if row[0] == "conflict")
    assert conflict[:5] == ("conflict", "R1", ["R2"], "category = '請求' and channel = 'phone'", 2)
    assert conflict[5:7] == (dt.date(2026, 4, 13), dt.date(2026, 4, 27))
    assert json.loads(conflict[7]) == {"category": "請求", "channel": "phone"}
    assert conflict[8] == (
        "R1 (level 3) and R2 (level 4) cover the same situation, e.g. category 請求, channel "
        "phone, and neither goes before the other: now R1 is taken, being first by number. "
        "Say which one holds. The log has 0 escalations and 2 contacts there."
    )
    overlap = next(row for row in found if row[0] == "overlap")
    assert (overlap[4], *overlap[5:7]) == (1, dt.date(2026, 4, 27), None)


def test_without_rules_there_is_nothing_to_find(tmp_path):
    assert kept(Book(), opened(tmp_path, (0, "請求", "phone"))) == []
