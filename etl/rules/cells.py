"""Cells of a sheet, read with care: what cannot be used is noted with its place."""

import contextlib
import datetime as dt
import re
import unicodedata
from typing import Any, Final

from etl.errors import EtlError
from etl.rules.words import codes, plain

_SPAN: Final = re.compile(r"(\d{1,2}:\d{2})[-~〜](\d{1,2}:\d{2})")
_DAY: Final = re.compile(r"(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})")
_WEEKDAYS: Final = "月火水木金土日"
_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEPARATOR: Final = re.compile(r"[、,;・\n]+")


class Problems:
    """What is wrong in a workbook, gathered so that all of it is said at once."""

    def __init__(self, file: str) -> None:
        """`file` begins the message."""
        self._file = file
        self._lines: list[str] = []

    def add(self, line: str) -> None:
        """Note one thing."""
        self._lines.append(line)

    def raise_any(self) -> None:
        """Raise EtlError with all that was noted, if anything was."""
        if self._lines:
            listed = "\n".join(f"  {line}" for line in self._lines)
            raise EtlError(f"{self._file}: nothing was imported; mend these cells:\n{listed}")


class Cells:
    """One row of a sheet."""

    def __init__(self, row: dict[str, Any], sheet: str, number: int, problems: Problems) -> None:
        """`number` is the row's number as the spreadsheet shows it."""
        self._row = row
        self._sheet = sheet
        self._number = number
        self._problems = problems

    def text(self, column: str, required: bool = False) -> str | None:
        """Return a text, or None for an empty cell."""
        value = self._row.get(column)
        text = str(value).strip() if value is not None else ""
        if not text and required:
            self._wrong(column, "", "is empty. Fill it in")
        return text or None

    def code(self, column: str, kind: str, required: bool = False) -> str | None:
        """Return the code of a written value."""
        text = self.text(column, required)
        if text is None:
            return None
        found = codes(kind).get(plain(text))
        if found is None:
            self._wrong(column, text, f"is not known. Use one of: {_list_of(kind)}")
        return found

    def codes(self, column: str, kind: str) -> list[str]:
        """Return the codes of several values in one cell."""
        text = self.text(column)
        found = []
        for part in _SEPARATOR.split(text or ""):
            code = codes(kind).get(plain(part))
            if part.strip() and code is None:
                self._wrong(column, part, f"is not known. Use one of: {_list_of(kind)}")
            if code is not None:
                found.append(code)
        return found

    def scale(self, column: str) -> int | None:
        """Return 1 to 3 for low to high."""
        found = self.code(column, "scale")
        return None if found is None else int(found)

    def flag(self, column: str) -> bool | None:
        """Return yes or no; an empty cell is unknown."""
        found = self.code(column, "flag")
        return None if found is None else found == "true"

    def number(self, column: str, required: bool = False) -> float | None:
        """Return a number."""
        text = self.text(column, required)
        if text is None:
            return None
        try:
            return float(unicodedata.normalize("NFKC", text))
        except ValueError:
            self._wrong(column, text, "is not a number. Write digits only")
            return None

    def day(self, column: str) -> str | None:
        """Return a date as 2026-04-01."""
        text = self.text(column)
        if text is None:
            return None
        found = _DAY.match(unicodedata.normalize("NFKC", text))
        if found is not None:
            with contextlib.suppress(ValueError):
                return str(dt.date(*(int(part) for part in found.groups())))
        self._wrong(column, text, "is no date. Write it as 2026/4/1")
        return None

    def span(self, column: str) -> tuple[str | None, str | None]:
        """Return from and to of hours such as 9:00-18:00."""
        text = self.text(column)
        if text is None:
            return None, None
        found = _SPAN.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
        if found is None:
            self._wrong(column, text, "are no hours. Write them as 9:00-18:00")
            return None, None
        return found[1], found[2]

    def weekdays(self, column: str) -> str | None:
        """Return weekdays as numbers, Monday is 1: '1,2,3'."""
        text = self.text(column)
        if text is None:
            return None
        if all(sign in _WEEKDAYS for sign in _SEPARATOR.sub("", text)):
            signs = _SEPARATOR.sub("", text)
            return ",".join(str(day) for day, name in enumerate(_WEEKDAYS, 1) if name in signs)
        parts = [plain(part)[:3] for part in _SEPARATOR.split(text) if part.strip()]
        if not set(parts) <= set(_ENGLISH):
            self._wrong(column, text, "are no weekdays. Write them as 月火水 or Mon, Tue")
            return None
        return ",".join(str(day) for day, name in enumerate(_ENGLISH, 1) if name in parts)

    def _wrong(self, column: str, value: str, what: str) -> None:
        shown = f' "{value}"' if value else ""
        self._problems.add(f"{self._sheet} row {self._number}, {column}:{shown} {what}.")


def _list_of(kind: str) -> str:
    first: dict[str, str] = {}
    for word, code in codes(kind).items():
        first.setdefault(code, word)
    return ", ".join(first.values())
