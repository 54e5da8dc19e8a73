"""Workbooks written on the spot, from rows that name only what matters."""

from pathlib import Path

import pytest
import xlsxwriter


@pytest.fixture
def write_sheets(tmp_path):
    """Write sheets given as rows of cells, headers among them; return the file."""

    def write(sheets: dict[str, list[list[object]]]) -> Path:
        path = tmp_path / "rules.xlsx"
        with xlsxwriter.Workbook(path) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return path

    return write


@pytest.fixture
def write_rules(write_sheets):
    """Write rules given as dicts over a plain one; `steps` likewise, none by default."""

    def write(*rules: dict[str, object], steps: tuple[dict[str, object], ...] = ()) -> Path:
        plain = {"ルール番号": "R1", "件名": "返金", "適用開始日": "2026-04-01"}
        full = [plain | rule for rule in rules]
        sheets = {"ルール": _rows(full)}
        if steps:
            sheets["経路"] = _rows(
                [{"ルール番号": "R1", "順番": 1, "役割": "SV"} | step for step in steps]
            )
        return write_sheets(sheets)

    return write


def _rows(dicts: list[dict[str, object]]) -> list[list[object]]:
    headers = list(dict.fromkeys(key for row in dicts for key in row))
    return [list(headers), *([row.get(header, "") for header in headers] for row in dicts)]
