"""A folder that files are dropped into: each is loaded once it no longer grows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from etl.errors import EtlError
from etl.extract import expand_paths

# A file that is still being copied changes between two looks.
SECONDS: Final = 5.0
Look: TypeAlias = dict[Path, tuple[int, int]]


@dataclass
class Watched:
    """What was seen of a folder: the last look, and the files that need none any more."""

    folder: Path
    seen: Look = field(default_factory=dict)
    done: Look = field(default_factory=dict)

    def ready(self) -> list[Path]:
        """Return the files that are as they were at the last look and were not given before."""
        now = _look(self.folder)
        found = [
            path
            for path, mark in now.items()
            if self.seen.get(path) == mark and self.done.get(path) != mark
        ]
        self.seen = now
        self.done |= {path: now[path] for path in found}
        return found


def watch(
    folder: Path,
    load: Callable[[Sequence[Path]], None],
    refused: Callable[[EtlError], None],
    wait: Callable[[], bool],
) -> None:
    """Load what is dropped into a folder, file by file, until `wait` says that it is enough.

    A file that cannot be loaded is told to `refused` and tried again when it changes. Raises
    EtlError where there is no such folder.
    """
    if not folder.is_dir():
        raise EtlError(f"{folder}: no such folder. Make it, or check the path.")
    watched = Watched(folder)
    while True:
        for path in watched.ready():
            try:
                load([path])
            except EtlError as error:
                refused(error)
        if not wait():
            return


def _look(folder: Path) -> Look:
    try:
        paths = expand_paths([folder])
    except EtlError:
        # Nothing is there yet.
        return {}
    marks: Look = {}
    for path in paths:
        try:
            stat = path.stat()
        except FileNotFoundError:
            # Gone since the folder was listed.
            continue
        marks[path] = (stat.st_size, stat.st_mtime_ns)
    return marks
