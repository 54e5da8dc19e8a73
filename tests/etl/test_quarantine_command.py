"""Rows set aside are shown with their reasons and cells, taken away, corrected and loaded."""

from pathlib import Path

import fastexcel
import pytest

from minaoshi import main

MAPPING = """
name = "amounts"
shape = "cases"
[source]
contact = "number"
[columns]
number = "受付番号"
at = { header = "受付日時", kind = "time", formats = ["%Y-%m-%d %H:%M"] }
amount = { header = "金額", kind = "number" }
[[event]]
event = "escalated"
at = "at"
values = { amount = "amount" }
"""
ROWS = (
    "受付番号,受付日時,金額\n001,2026-07-01 10:00,1200\n002,2026-07-01 11:00,=1+1\n,2026-07-99,𠮷\n"
)


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "key").write_bytes(b"k" * 32)
    monkeypatch.setenv("MINAOSHI_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("MINAOSHI_WAREHOUSE", str(tmp_path / "w.duckdb"))
    (tmp_path / "own.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "log.csv").write_text(ROWS, encoding="utf-8")
    mapping = str(tmp_path / "own.toml")
    assert main(["load", str(tmp_path / "log.csv"), "--mapping", mapping]) == 1
    return tmp_path


@pytest.mark.parametrize("action", [[], ["list"]])
def test_rows_are_shown_with_their_reasons_and_cells(
    loaded: Path, capsys: pytest.CaptureFixture[str], action: list[str]
) -> None:
    capsys.readouterr()
    assert main(["quarantine", *action]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "log.csv (mapping amounts): 2 rows set aside",
        "  amount_is_number: 1",
        "  at_is_time; amount_is_number; contact_id_present: 1",
        "  row 2 (amount_is_number): 受付番号: 002, 受付日時: 2026-07-01 11:00, 金額: =1+1",
        "  row 3 (at_is_time; amount_is_number; contact_id_present): "
        "受付日時: 2026-07-99, 金額: 𠮷",
    ]


def test_an_export_is_corrected_and_loaded_again(
    loaded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = loaded / "aside.csv"
    assert main(["quarantine", "export", str(path)]) == 0
    text = path.read_text(encoding="utf-8-sig")
    assert text.splitlines()[:2] == [
        "受付番号,受付日時,金額,@file,@row,@reason",
        "002,2026-07-01 11:00,=1+1,log.csv,2,amount_is_number",
    ]
    head, first, _ = text.splitlines()
    path.write_text(f"{head}\n{first.replace('=1+1', '2')}\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["load", str(path), "--mapping", str(loaded / "own.toml")]) == 0
    assert "1 rows read = 1 accepted + 0 quarantined + 0 ignored" in capsys.readouterr().out


def test_a_workbook_holds_cells_as_text(loaded: Path) -> None:
    path = loaded / "aside.xlsx"
    assert main(["quarantine", "export", str(path), "--mapping", "amounts"]) == 0
    table = fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars()
    assert table["金額"].to_list() == ["=1+1", "𠮷"]


def test_what_an_encoding_cannot_hold_is_counted(
    loaded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = loaded / "aside.csv"
    capsys.readouterr()
    assert main(["quarantine", "export", str(path), "--encoding", "cp932"]) == 0
    assert "1 characters have no place in cp932" in capsys.readouterr().out
    assert "2026-07-99,?" in path.read_text(encoding="cp932")


def test_nothing_set_aside_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quarantine", "--warehouse", str(tmp_path / "none.duckdb")]) == 0
    assert capsys.readouterr().out == "No row is set aside.\n"
