"""What the command says of a workbook: what it changes, what it asks, or why it is refused."""

import datetime as dt
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard import commands
from dashboard.frame.view import View

BOOK = "rules.xlsx"


@dataclass(frozen=True)
class Given:
    """What a reader answers for all rules of a workbook that leave it open."""

    valid_from: dt.date | None = None
    reason: str = ""
    retires_missing: bool = False


@dataclass(frozen=True)
class Told:
    """What an import changes or would change; `asks` names what is still open.

    `problem` says why the workbook cannot be used.
    """

    counts: dict[str, int] = field(default_factory=dict)
    changes: tuple[dict[str, Any], ...] = ()
    gone: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    message: str = ""
    problem: str = ""

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.changes)


def in_force(view: View) -> bytes:
    """The workbook of the rules in force; raises RuntimeError where it cannot be written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / BOOK
        done = commands.run(Path(view.build.path), "rules", "export", path)
        if done.is_refused:
            raise RuntimeError(done.problem)
        return path.read_bytes()


def difference(workbook: bytes, given: Given, view: View) -> Told:
    """What a workbook would change; nothing is written."""
    return _asked(workbook, given, view, "--dry-run")


def write(workbook: bytes, given: Given, view: View) -> Told:
    """Import a workbook, and say what that has changed."""
    return _asked(workbook, given, view)


def _asked(workbook: bytes, given: Given, view: View, *more: str) -> Told:
    # What was uploaded is nobody's but this reader's, and gone once it is read.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / BOOK
        path.write_bytes(workbook)
        answers = ["--lang", view.lang, "--format", "json", *_answers(given), *more]
        done = commands.run(Path(view.build.path), "rules", "import", path, *answers)
    if done.is_refused:
        return Told(problem=done.problem.replace(str(path), BOOK))
    return _told(json.loads(done.said))


def _answers(given: Given) -> list[str]:
    answers = ["--valid-from", given.valid_from.isoformat()] if given.valid_from else []
    answers += ["--reason", given.reason] if given.reason else []
    return answers + (["--retire-missing"] if given.retires_missing else [])


def _told(said: dict[str, Any]) -> Told:
    lists = ("changes", "gone", "notes", "findings", "asks")
    return Told(
        counts=said.get("counts", {}),
        message=said.get("message", ""),
        **{name: tuple(said.get(name, ())) for name in lists},
    )
