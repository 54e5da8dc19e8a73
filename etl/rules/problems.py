"""What is wrong in a workbook, gathered so that all of it is said at once."""

from collections.abc import Sequence

from etl.errors import EtlError
from etl.rules.say import say


class Problems:
    """Errors, which stop the import, and notes, which do not."""

    def __init__(self, file: str, lang: str = "en") -> None:
        """`file` begins the message."""
        self._file = file
        self._lang = lang
        self._lines: list[str] = []
        self._notes: list[str] = []

    def said(self, key: str, **values: object) -> str:
        """Return a text in the reader's language."""
        return say(self._lang, key, **values)

    def add(self, key: str, **values: object) -> None:
        """Note one error."""
        self._lines.append(self.said(key, **values))

    def note(self, key: str, **values: object) -> None:
        """Note what the reader should know; the same thing only once."""
        line = self.said(key, **values)
        if line not in self._notes:
            self._notes.append(line)

    def cell(self, sheet: str, row: int, column: str, key: str, **values: object) -> None:
        """Note what is wrong with one cell."""
        self.add("place", sheet=sheet, row=row, column=column, what=self.said(key, **values))

    def cell_error(
        self, sheet: str, row: int, rows: Sequence[Sequence[str | None]], column: int
    ) -> None:
        """Note a cell that holds a spreadsheet's error; its column is told by the text above it."""
        above = (line[column] for line in rows[: row - 1] if line[column])
        self.cell(sheet, row, next(above, None) or str(column + 1), "cell_error")

    @property
    def notes(self) -> tuple[str, ...]:
        """All notes."""
        return tuple(self._notes)

    def raise_any(self) -> None:
        """Raise EtlError with all errors, if there are any."""
        if self._lines:
            listed = "\n".join(f"  {line}" for line in self._lines)
            raise EtlError(f"{self.said('refused', file=self._file)}\n{listed}")
