"""`minaoshi load`, `map`, `doctor` and `simulate`: their options, and what they print."""

import argparse
import datetime as dt
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from etl import quarantine, template
from etl.errors import EtlError
from etl.personal import command as personal
from etl.suggest import command as suggesting
from queries.options import Commands, add_command, add_warehouse

DONE: Final = 0
NEEDS_ATTENTION: Final = 1
_STDIN: Final = Path("-")


def add_commands(commands: Commands) -> None:
    """Add what brings a log in and checks what has come in."""
    loading = add_command(commands, "load", "load log files into the warehouse")
    _add_load_options(loading)
    loading.set_defaults(run=run_load)
    mapping = add_command(commands, "map", "list the mappings, check one, or propose one")
    mapping.add_argument("mapping", nargs="?", help="a mapping's name, or a TOML file")
    suggesting.add_options(mapping)
    mapping.set_defaults(run=run_map)
    words = "check the warehouse and say what is recorded in it"
    examining = add_command(commands, "doctor", words)
    add_warehouse(examining)
    examining.set_defaults(run=run_doctor)
    template.add_commands(commands)
    quarantine.add_commands(commands)
    personal.add_commands(commands)
    simulating = add_command(commands, "simulate", "write the log of a simulated center")
    _add_simulate_options(simulating)
    simulating.set_defaults(run=run_simulate)


def _add_load_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="files, folders, patterns; - reads stdin",
    )
    words = "what standard input is, by its ending (default: %(default)s)"
    parser.add_argument("--stdin-name", default="stdin.csv", metavar="NAME", help=words)
    parser.add_argument(
        "--mapping", required=True, help="a mapping's name, or a TOML file (see `minaoshi map`)"
    )
    parser.add_argument("--as-of", type=dt.datetime.fromisoformat, help="censor open cases here")
    words = "go on: load each file that is dropped into the folder, until Ctrl+C"
    parser.add_argument("--watch", action="store_true", help=words)
    add_warehouse(parser)


def run_load(given: argparse.Namespace) -> int:
    """Load files and print what became of their rows; 1 when a row was quarantined."""
    if given.watch:
        return _run_watch(given)
    from etl.pipeline import load
    from etl.progress import shown_progress

    with _with_stdin(given.paths, given.stdin_name) as paths, shown_progress() as progress:
        report = load(
            paths,
            given.mapping,
            given.warehouse,
            now=dt.datetime.now(dt.UTC),
            as_of=given.as_of,
            progress=progress,
        )
    print(report.text())
    return NEEDS_ATTENTION if report.rows_quarantined else DONE


def _run_watch(given: argparse.Namespace) -> int:
    from etl.pipeline import load
    from etl.watching import SECONDS, watch

    if len(given.paths) != 1:
        raise EtlError(f"--watch looks at one folder; {len(given.paths)} were named. Name one.")

    def load_and_tell(paths: Sequence[Path]) -> None:
        now = dt.datetime.now(dt.UTC)
        report = load(paths, given.mapping, given.warehouse, now=now, as_of=given.as_of)
        print(report.text(), flush=True)

    def wait() -> bool:
        time.sleep(SECONDS)
        return True

    print(f"{given.paths[0]}: files dropped here are loaded. Ctrl+C ends this.", flush=True)
    try:
        watch(given.paths[0], load_and_tell, _tell_refused, wait)
    except KeyboardInterrupt:
        return DONE
    return DONE


def _tell_refused(error: EtlError) -> None:
    print(f"minaoshi: {error}", file=sys.stderr, flush=True)


@contextmanager
def _with_stdin(paths: Sequence[Path], name: str) -> Iterator[list[Path]]:
    """Give the paths with standard input in a file of its own in the place of `-`."""
    if _STDIN not in paths:
        yield list(paths)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / Path(name).name
        with file.open("wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
        yield [file if path == _STDIN else path for path in paths]


def run_map(given: argparse.Namespace) -> int:
    """Print the mappings, what one of them does, or one proposed for a file."""
    if given.suggest:
        return suggesting.run_suggest(given)
    from etl.mapping_words import describe_mapping, list_mappings

    print(describe_mapping(given.mapping) if given.mapping else list_mappings())
    return DONE


def run_doctor(given: argparse.Namespace) -> int:
    """Print what is recorded and what is wrong; 1 when anything is."""
    from etl.doctor import examine

    findings = examine(given.warehouse)
    print(findings.text())
    return NEEDS_ATTENTION if findings.problems else DONE


def _add_simulate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--contacts", type=int, default=50_000)
    parser.add_argument("--weeks", type=int, default=26)
    parser.add_argument("--shape", action="append", default=[], help="events, states, cases …")
    parser.add_argument("--profile", choices=("full", "poor"), default="full")
    parser.add_argument(
        "--plant",
        action="append",
        default=[],
        metavar="KIND[:RULE[:SIZE]]",
        help="plant a failure, e.g. over_escalation:R012:0.15",
    )


def run_simulate(given: argparse.Namespace) -> int:
    """Write the log and print the files."""
    from etl.simulate import SimulationPlan, parse_planted, write_simulation

    plan = SimulationPlan(
        seed=given.seed,
        contacts=given.contacts,
        weeks=given.weeks,
        planted=[parse_planted(text) for text in given.plant],
    )
    for path in write_simulation(plan, given.folder, given.shape or ["events"], given.profile):
        print(path)
    return DONE
