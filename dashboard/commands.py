"""Pages act through the command, in a process of its own.

A page may not know the pipeline, and what a load does to memory or to its own process must not
reach the people who are reading: so a page asks for what anybody could type.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Done:
    """How a command ended: 0 done, 1 the data needs attention, 2 wrong use; and what it said."""

    status: int
    said: str
    problem: str

    @property
    def is_refused(self) -> bool:
        """Whether it did nothing, and `problem` says why."""
        return self.status not in (0, 1)


def run(warehouse: Path, *arguments: str | Path) -> Done:
    """Run `minaoshi ARGUMENTS` on a warehouse and wait for its end."""
    ended = subprocess.run(
        command([*map(str, arguments), "--warehouse", str(warehouse)]),
        # Nothing is asked at a terminal that a page does not have.
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    return Done(ended.returncode, ended.stdout, ended.stderr.removeprefix("minaoshi: ").strip())


def command(arguments: Sequence[str]) -> list[str]:
    """The command line. -P keeps the folder it is started from off the import path."""
    return [sys.executable, "-P", "-m", "minaoshi", *arguments]
