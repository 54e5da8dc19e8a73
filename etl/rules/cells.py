"""Cells of a row, read with care: what cannot be used is noted with its place."""

import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from etl.rules.problems import Problems
from etl.rules.times import read_day, read_hours, read_weekdays
from etl.rules.words import codes, header_names, plain, words_of

# The middle dot is no separator: it stands inside names such as 請求・支払.
_SEPARATOR: Final = re.compile(r"[、,，;；\n]+")
# How people write that a cell is meant to be empty.
_BLANK: Final = frozenset({"", "-", "ー", "−", "―", "–", "—"})


class Cells:
    """One row of a sheet; `number` is the row's number as the spreadsheet shows it."""

    def __init__(
        self,
        row: Mapping[str, str | None],
        sheet: str,
        headers: Mapping[str, str],
        number: int,
        problems: Problems,
    ) -> None:
        """`headers` are the columns as the file calls them."""
        self._row = row
        self.sheet = sheet
        self._headers = headers
        self.number_of_row = number
        self.problems = problems

    def text(self, column: str, required: bool = False) -> str | None:
        """Return a text, or None for an empty cell."""
        text = (self._row.get(column) or "").strip()
        if unicodedata.normalize("NFKC", text) in _BLANK:
            text = ""
        if not text and required:
            self.wrong(column, "empty")
        return text or None

    def code(self, column: str, kind: str, required: bool = False) -> str | None:
        """Return the code of a written value."""
        text = self.text(column, required)
        if text is None:
            return None
        found = codes(kind).get(plain(text))
        if found is None:
            self._unknown(column, text, kind)
        return found

    def codes(self, column: str, kind: str) -> list[str]:
        """Return the codes of several values in one cell."""
        found = []
        for part in self.parts(column):
            code = codes(kind).get(plain(part))
            if code is None:
                self._unknown(column, part, kind)
            else:
                found.append(code)
        return found

    def parts(self, column: str) -> list[str]:
        """Return the values of a cell with several."""
        text = self.text(column) or ""
        return [part.strip() for part in _SEPARATOR.split(text) if part.strip()]

    def scale(self, column: str) -> int | None:
        """Return 1 to 3 for low to high."""
        found = self.code(column, "scale")
        return None if found is None else int(found)

    def flag(self, column: str) -> bool | None:
        """Return yes or no; an empty cell is unknown."""
        found = self.code(column, "flag")
        return None if found is None else found == "true"

    def minutes(self, column: str) -> int | None:
        """Return minutes as seconds."""
        text = self.text(column)
        if text is None:
            return None
        digits = unicodedata.normalize("NFKC", text).replace(",", "").removesuffix("分")
        try:
            minutes = float(digits)
        except ValueError:
            minutes = math.nan
        if not 0 <= minutes < math.inf:
            self.wrong(column, "no_number", value=text)
            return None
        return round(minutes * 60)

    def order(self, column: str) -> int:
        """Return a place in an order, from 1; 0 when it cannot be used."""
        text = self.text(column, required=True)
        if text is None:
            return 0
        digits = unicodedata.normalize("NFKC", text)
        if not digits.isdecimal() or int(digits) == 0:
            self.wrong(column, "no_order", value=text)
            return 0
        return int(digits)

    def day(self, column: str) -> str | None:
        """Return a date as 2026-04-01."""
        text = self.text(column)
        found = None if text is None else read_day(text)
        if text is not None and found is None:
            self.wrong(column, "no_date", value=text)
        return None if found is None else str(found)

    def hours(self, column: str) -> tuple[str | None, str | None]:
        """Return from and to of hours, as 09:00 and 18:00."""
        text = self.text(column)
        found = None if text is None else read_hours(text)
        if text is not None and found is None:
            self.wrong(column, "no_hours", value=text)
        return found or (None, None)

    def weekdays(self, column: str) -> str | None:
        """Return weekdays as numbers, Monday is 1: '1,2,3'."""
        text = self.text(column)
        if text is not None and "祝" in text:
            self.note("no_holidays", value=text)
            text = text.replace("祝日", "").replace("祝", "")
        found = None if text is None else read_weekdays(text)
        if text is not None and found is None:
            self.wrong(column, "no_weekdays", value=text)
        return found

    def header(self, column: str) -> str:
        """Return a column's header as the file has it, or as it should."""
        usual = (header_names("rule") | header_names("route"))[column][0]
        return self._headers.get(column, usual)

    def wrong(self, column: str, key: str, **values: object) -> None:
        """Note what is wrong with one cell."""
        self.problems.cell(self.sheet, self.number_of_row, self.header(column), key, **values)

    def note(self, key: str, **values: object) -> None:
        """Note what the reader should know about the row."""
        self.problems.note(key, sheet=self.sheet, row=self.number_of_row, **values)

    def _unknown(self, column: str, value: str, kind: str) -> None:
        self.wrong(column, "unknown", value=value, words=", ".join(words_of(kind)))
