"""`minaoshi baseline`: list, lock and unlock where usual ranges come from."""

import argparse
import datetime as dt
from typing import TYPE_CHECKING

from queries.options import add_action, add_warehouse

if TYPE_CHECKING:
    from queries.journal.baselines import Baseline

DONE = 0


def add_actions(parser: argparse.ArgumentParser) -> None:
    """Give the command its own commands; by itself it lists."""
    add_warehouse(parser)
    parser.set_defaults(run=run_list)
    actions = parser.add_subparsers(title="actions", metavar="lock | unlock")
    words = "take the range from the first weeks from a date on"
    add_action(actions, "lock", words, run_lock, _add_change_options)
    add_action(actions, "unlock", "take a lock back", run_unlock, _add_change_options)


def _add_change_options(parser: argparse.ArgumentParser) -> None:
    """Give lock and unlock their options; the warehouse is the caller's to add."""
    from queries.journal.vocabulary import ROLES

    parser.add_argument("metric", metavar="METRIC", help="see `minaoshi metrics`")
    parser.add_argument(
        "--from",
        dest="day",
        type=dt.date.fromisoformat,
        required=True,
        metavar="DATE",
        help="any day of the first week",
    )
    parser.add_argument("--reason", required=True, help="what has changed, and how you know")
    parser.add_argument("--role", choices=ROLES, help="in which role, never who")


def run_list(given: argparse.Namespace) -> int:
    """Print the locks in force; what is not listed has the range of its first weeks on record."""
    from queries.journal.baselines import locked_baselines
    from queries.journal.store import journal_of

    found = locked_baselines(journal_of(given.warehouse))
    for locks in found.values():
        for lock in locks:
            print(f"{lock.metric}  from {lock.first_week}  {lock.reason}")
    if not found:
        print(
            "No usual range is locked. All come from the first 20 weeks on record; "
            "`minaoshi baseline lock METRIC --from DATE` locks another."
        )
    return DONE


def run_lock(given: argparse.Namespace) -> int:
    """Lock a metric's range and say from which week."""
    from queries.baseline.locking import lock_baseline

    lock = lock_baseline(given.warehouse, _wanted(given))
    print(f"{lock.metric}: usual range locked on its first weeks from {lock.first_week}.")
    return DONE


def run_unlock(given: argparse.Namespace) -> int:
    """Take a lock back and say so."""
    from queries.baseline.locking import unlock_baseline

    lock = unlock_baseline(given.warehouse, _wanted(given))
    print(f"{lock.metric}: the lock from {lock.first_week} is taken back.")
    return DONE


def _wanted(given: argparse.Namespace) -> "Baseline":
    from queries.journal.baselines import Baseline

    now = dt.datetime.now(dt.UTC)
    return Baseline(given.metric, given.day, given.reason, now, given.role)
