"""Ten thousand damaged files, loaded by processes that are watched: no crash, no hang, no loss."""

import json
import queue
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

FILES: Final = 10_000
SEED: Final = 20261201
_AT_ONCE: Final = 500
# A file of a few kilobytes that says nothing for so long hangs.
_SILENCE_SECONDS: Final = 60


@dataclass
class Watched:
    """How the files fared: by kind of outcome, and what was wrong with those that failed."""

    kinds: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def watch(seed: int, first: int, count: int) -> Watched:
    """Load damaged files in a process of their own and say how they fared."""
    found = Watched()
    command = [sys.executable, "-m", "bench.faults.mutated", str(seed), str(first), str(count)]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert worker.stdout is not None
    lines: queue.Queue[str | None] = queue.Queue()
    follower = threading.Thread(target=_follow, args=(worker.stdout, lines), daemon=True)
    follower.start()
    for number in range(first, first + count):
        try:
            line = lines.get(timeout=_SILENCE_SECONDS)
        except queue.Empty:
            worker.kill()
            found.wrong.append(f"file {number} hangs")
            break
        if line is None:
            found.wrong.append(f"file {number} ended the process: {worker.wait()}")
            break
        outcome = json.loads(line)
        found.kinds[outcome["kind"]] += 1
        if outcome["kind"] == "failed":
            found.wrong.append(f"file {number} ({outcome['damage']}): {outcome['said']}")
    worker.wait()
    follower.join()
    worker.stdout.close()
    return found


def _follow(output: IO[str], lines: "queue.Queue[str | None]") -> None:
    for line in output:
        lines.put(line)
    lines.put(None)


def main(work: Path, files: int = FILES) -> None:
    """Print how many files were loaded and refused, and each that was neither."""
    del work
    every = Watched()
    for first in range(0, files, _AT_ONCE):
        found = watch(SEED, first, min(_AT_ONCE, files - first))
        every.kinds += found.kinds
        every.wrong += found.wrong
    print(
        f"damaged files  {files:,}: {every.kinds['loaded']:,} loaded, {every.kinds['refused']:,} "
        f"refused with a reason, {len(every.wrong):,} neither (at most 0)"
    )
    for line in every.wrong:
        print(f"  {line}")
