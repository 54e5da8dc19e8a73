"""`minaoshi simulate`: its options, and what it prints."""

import argparse
from pathlib import Path
from typing import Final

DONE: Final = 0


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the simulation its options."""
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


def run(given: argparse.Namespace) -> int:
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
