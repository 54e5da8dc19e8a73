"""Raw personal keys appear nowhere: every file that is written is searched byte by byte."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

import minaoshi
from dashboard.export.files import ENCODINGS, as_csv, as_workbook

# What stands in person columns, and what stands in notes, of rows accepted and set aside.
CUSTOMERS = ("CU7700001", "CU7700002", "CU7700003", "御手洗 小百合", "CALLER-5521")
STAFF = ("OPERATOR-77", "五十嵐 彩音", "RESOLVER-88")
IN_NOTES = ("090-7788-9911", "sayuri.m@example.jp", "4111 1111 1111 1111", "4111111111111111")
IN_NOTES += ("勅使河原", "東京都渋谷区神南1-19-11", "7788123", "Ms Worthington", "+44 20 7946 0958")
PERSONAL = CUSTOMERS + STAFF + IN_NOTES
ENCODED = ("utf-8", "utf-16-le", "utf-16-be", "cp932")

# ruff: noqa: E501  a row of a log is one line
CANONICAL = """\
contact_id,occurred_at,seq,event,channel,customer_id,actor,level,note
N1,2026-11-16 09:00,1,opened,phone,CU7700001,OPERATOR-77,1,勅使河原様 090-7788-9911 へ。CU7700001 の件
N1,2026-11-16 09:05,2,resolved,phone,CU7700001,OPERATOR-77,1,OPERATOR-77 sent it to sayuri.m@example.jp
N2,2026-11-16 10:00,1,opened,email,CU7700002,OPERATOR-77,1,Ms Worthington paid with 4111 1111 1111 1111
N3,yesterday,1,opened,phone,CU7700003,OPERATOR-77,1,東京都渋谷区神南1-19-11 口座番号7788123
N4,2026-11-16 10:00,1,opened,CU7700003,OPERATOR-77,1,call +44 20 7946 0958
N5,2026-11-16 10:00,1,opened,phone,phone,CU7700003,OPERATOR-77,1,Ms Worthington 090-7788-9911,x,y
"""
CASES_JA_HEADER = (
    "受付番号,班,大分類,中分類,お客様名,担当者,エスカレ,エスカレ先,ルール番号,つながらなかった相手,結果,苦情,再受付,備考,"
    "受付日,受付時刻,エスカレ日,エスカレ時刻,受領日,受領時刻,完了日,完了時刻,拠点,受付方法,相談/引継ぎ,判定\n"
)
CASES_JA = CASES_JA_HEADER + (
    "J1,A,請求,金額,御手洗 小百合,五十嵐 彩音,なし,なし,,なし,完了,,,御手洗様 sayuri.m@example.jp,"
    "2026/11/16,09:00,,,,,2026/11/16,09:10,②東京,電話,,\n"
    "J2,A,請求,金額,御手洗 小百合,五十嵐 彩音,なし,なし,,なし,完了,,,五十嵐彩音が対応。4111111111111111,"
    "いつか,09:00,,,,,2026/11/16,09:10,②東京,電話,,\n"
)
STATES = """\
number,state,assignment_group,mod_count,reassignment_count,reopen_count,assigned_to,updated_at,category,subcategory,contact_type,impact,urgency,caller_id
S1,New,L1 Desk Tokyo,0,0,0,RESOLVER-88,16/11/2026 09:00:00,billing,sum,phone,,,CALLER-5521
S1,Resolved,L2 Leader Tokyo,1,0,0,RESOLVER-88,16/11/2026 09:30:00,billing,sum,phone,,,CALLER-5521
S2,New,L1 Desk Tokyo,0,0,0,RESOLVER-88,never,billing,sum,phone,,,CALLER-5521
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with all that loads, a rotation and a forgetting leave behind and print."""
    logs = tmp_path_factory.mktemp("logs")
    made = tmp_path_factory.mktemp("made")
    (made / "minaoshi.toml").write_text("", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINAOSHI_KEY_FILE", str(logs / "key"))
        patch.setenv("MINAOSHI_WAREHOUSE", str(made / "w.duckdb"))
        patch.delenv("MINAOSHI_JOURNAL", raising=False)
        yield _fill(logs, made)


def _fill(logs: Path, made: Path) -> Path:
    texts = {"canonical": (CANONICAL, "utf-8"), "cases_ja": (CASES_JA, "cp932")}
    texts["states"] = (STATES, "utf-16")
    for mapping, (text, encoding) in texts.items():
        path = logs / f"{mapping}.csv"
        path.write_bytes(text.encode(encoding))
        _say(made, "load", str(path), "--mapping", mapping)
    _say(made, "key", "rotate")
    _say(made, "doctor")
    _say(made, "metric", "escalation_rate", "--format", "csv")
    _say(made, "rules", "--format", "json")
    return made


def _say(made: Path, *arguments: str) -> None:
    """Run a command; what it prints goes into a file among the others."""
    printed = made / "printed.txt"
    with printed.open("a", encoding="utf-8") as out, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        patch.setattr("sys.stderr", out)
        minaoshi.main(arguments)


def tables_of(warehouse: Path) -> Iterator[tuple[str, pl.DataFrame]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        names = connection.sql("select schema_name || '.' || table_name from duckdb_tables()")
        for [name] in names.fetchall():
            yield name, connection.sql(f"from {name}").pl()


def raw_keys_in(content: bytes) -> list[str]:
    """Return the personal values that a file holds in any encoding; kanji differ in all of them."""
    return [
        value
        for value in PERSONAL
        for encoding in ENCODED
        if value.encode(encoding, errors="replace") in content
    ]


def text_of(frame: pl.DataFrame) -> bytes:
    nested = [name for name, kind in frame.schema.items() if kind.is_nested()]
    return frame.drop(nested).write_csv().encode() + str(frame.select(nested).rows()).encode()


def test_the_search_finds_what_is_there(folder: Path) -> None:
    for text, encoding in ((CANONICAL, "utf-8"), (CASES_JA, "cp932"), (STATES, "utf-16")):
        assert len(raw_keys_in(text.encode(encoding))) >= 2


def test_no_file_holds_a_raw_key(folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {"w.duckdb", "w.duckdb.lock", "load.json", "quarantine.parquet", "printed.txt"} <= {
        path.name for path in files
    }
    for path in files:
        assert raw_keys_in(path.read_bytes()) == [], path


def test_no_parquet_holds_a_raw_key_once_it_is_read(folder: Path) -> None:
    paths = list(folder.rglob("*.parquet"))
    assert {"events", "rows"} <= {path.parent.name for path in paths}
    for path in paths:
        assert raw_keys_in(text_of(pl.read_parquet(path))) == [], path


def test_no_table_of_the_warehouse_holds_a_raw_key(folder: Path) -> None:
    tables = dict(tables_of(folder / "w.duckdb"))
    assert tables["quarantine.row"].height == 5
    assert tables["facts.fct_contact"].height == 4
    for name, frame in tables.items():
        assert raw_keys_in(text_of(frame)) == [], name


def test_no_export_holds_a_raw_key(folder: Path) -> None:
    for name, frame in tables_of(folder / "w.duckdb"):
        plain = frame.select(pl.col(pl.String))
        if plain.width == 0:
            continue
        for encoding in ENCODINGS.values():
            assert raw_keys_in(as_csv(plain, encoding)[0]) == [], name
        with zipfile.ZipFile(io.BytesIO(as_workbook([("table", name)], "rows", plain))) as book:
            for part in book.namelist():
                assert raw_keys_in(book.read(part)) == [], (name, part)


def test_the_printed_report_says_how_much_was_masked(folder: Path) -> None:
    printed = (folder / "printed.txt").read_text(encoding="utf-8")
    counts = "account 1, address 1, card 1, customer_no 2, email 1, name 2, phone 1"
    assert f"masked in free text: {counts}" in printed
