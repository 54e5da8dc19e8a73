"""Time a call or a whole process; the median of several runs is what is printed."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """One finished process: wall seconds and peak resident memory in MiB."""

    seconds: float
    peak_mib: float


def median_seconds(call: Callable[[], object], runs: int = 5) -> float:
    """Return the median wall seconds of `runs` calls, after one that is not counted."""
    call()
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        call()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def run_process(command: Sequence[str], env: dict[str, str] | None = None) -> Run:
    """Run a command to its end and return what it took; raises when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ | (env or {}), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, usage.ru_maxrss / 1024)
