"""Reads a file of answers and keeps nothing of it but how many people said what."""

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from queries.errors import QueryError
from queries.journal.store import Journal
from queries.journal.voices import (
    ANSWERS,
    Cell,
    Poll,
    Rejected,
    latest_polls,
    people_of,
    store_polls,
)
from queries.voices.words import QUESTION, codes, plain, question_codes, say

_REQUIRED: Final = ("date", "question", "answer")
_ENCODINGS: Final = ("utf-8-sig", "cp932")
_DATES: Final = ("%Y-%m-%d", "%Y/%m/%d")


@dataclass
class VoiceImport:
    """What became of a file's rows; a cell is one question of one desk in one week."""

    lang: str
    answers: int = 0
    blank: int = 0
    stored: int = 0
    unchanged: int = 0
    replaced: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    def text(self) -> str:
        """Return the counts, then every row that was not taken with its reason."""
        counts = {
            name: getattr(self, name)
            for name in ("answers", "blank", "stored", "unchanged", "replaced")
        }
        rows = [
            say(self.lang, "row", row=row.row_number, reason=row.reason) for row in self.rejected
        ]
        return "\n".join([say(self.lang, "imported", **counts, rejected=len(self.rejected)), *rows])


class _RowError(Exception):
    """Why a row cannot be taken."""


def import_voices(journal: Journal, path: Path, imported_at: dt.datetime, lang: str) -> VoiceImport:
    """Count the answers of a file into the journal and return what became of its rows.

    Columns date, question and answer, and center and team where they are there; no other column is
    looked at. All answers of a desk, week and question belong into one file: a later one takes
    their place. Raises QueryError where the file is no such file.
    """
    found = VoiceImport(lang)
    counted: dict[Cell, Counter[int]] = {}
    for number, row in enumerate(_rows(path, lang), start=1):
        try:
            cell, answer = _answer(row, lang)
        except _RowError as error:
            found.rejected.append(Rejected(path.name, number, str(error), imported_at))
            continue
        found.answers += 1
        if answer is None:
            found.blank += 1
        else:
            counted.setdefault(cell, Counter())[answer] += 1
    polls = [Poll(*cell, people=people_of(counts)) for cell, counts in counted.items()]
    before = {poll.cell: poll for poll in latest_polls(journal)}
    fresh = [poll for poll in polls if before.get(poll.cell) != poll]
    store_polls(journal, fresh, found.rejected, imported_at)
    found.replaced = sum(poll.cell in before for poll in fresh)
    found.stored = len(fresh) - found.replaced
    found.unchanged = len(polls) - len(fresh)
    return found


def _rows(path: Path, lang: str) -> Iterator[Mapping[str, str]]:
    reader = csv.DictReader(io.StringIO(_text(path, lang)))
    heads = [plain(head) for head in reader.fieldnames or []]
    for column in _REQUIRED:
        if column not in heads:
            shown = ", ".join(heads) or "–"
            raise QueryError(say(lang, "no_column", file=path.name, column=column, found=shown))
    reader.fieldnames = heads
    for row in reader:
        yield {name: (row.get(name) or "").strip() for name in (*_REQUIRED, "center", "team")}


def _text(path: Path, lang: str) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise QueryError(say(lang, "no_file", file=path, why=error.strerror)) from error
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise QueryError(say(lang, "no_file", file=path, why="encoding"))


def _answer(row: Mapping[str, str], lang: str) -> tuple[Cell, int | None]:
    question = codes(QUESTION).get(plain(row["question"]))
    if question is None:
        known = ", ".join(question_codes())
        raise _RowError(say(lang, "bad_question", value=row["question"], known=known))
    cell = (_monday(row["date"], lang), row["center"] or None, row["team"] or None, question)
    value = plain(row["answer"])
    if not value:
        return cell, None
    if value not in {str(answer) for answer in ANSWERS}:
        raise _RowError(say(lang, "bad_answer", value=row["answer"]))
    return cell, int(value)


def _monday(text: str, lang: str) -> dt.date:
    for form in _DATES:
        try:
            day = dt.datetime.strptime(plain(text), form).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day - dt.timedelta(days=day.weekday())
    raise _RowError(say(lang, "bad_date", value=text))
