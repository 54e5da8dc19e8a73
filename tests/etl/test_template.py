"""One workbook to begin with: the recording form and the rule sheets."""

from pathlib import Path

import fastexcel
import pytest

from minaoshi import main

SHEETS = {
    "ja": ["記録票", "書き方", "選択肢", "ルール", "経路"],
    "en": ["Recording form", "How to", "Choices", "ルール", "経路"],
}


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_new_center_gets_the_form_and_empty_rule_sheets(
    tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "begin.xlsx"
    none = tmp_path / "none.duckdb"
    assert main(["template", str(path), "--lang", lang, "--warehouse", str(none)]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert fastexcel.read_excel(path).sheet_names == SHEETS[lang]
    rules = fastexcel.read_excel(path).load_sheet("ルール", dtypes="string").to_polars()
    assert rules.columns[:2] == ["ルール番号", "件名"]
    assert rules.height == 0
    assert not none.exists()


def test_a_place_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "no" / "such" / "begin.xlsx"
    assert main(["template", str(path), "--warehouse", str(tmp_path / "none.duckdb")]) == 2
    assert "cannot be written" in capsys.readouterr().err
