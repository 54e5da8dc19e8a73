"""`minaoshi forget` and `minaoshi key rotate`: their options, and what they print."""

import argparse
import datetime as dt
from typing import Final

from queries.options import Commands, add_action, add_command, add_warehouse

DONE: Final = 0
NEEDS_ATTENTION: Final = 1


def add_commands(commands: Commands) -> None:
    """Add what is done with the data of people."""
    forgetting = add_command(commands, "forget", "remove a customer from everything that is held")
    forgetting.add_argument("customer", help="the customer's key or name, as it stands in the log")
    forgetting.add_argument(
        "--pseudonym", action="store_true", help="CUSTOMER is a pseudonym of the warehouse"
    )
    add_warehouse(forgetting)
    forgetting.set_defaults(run=run_forget)
    keeping = add_command(commands, "key", "the key behind pseudonyms")
    add_warehouse(keeping)
    actions = keeping.add_subparsers(title="actions", metavar="rotate", required=True)
    add_action(actions, "rotate", "make a new key and give everybody a new pseudonym", run_rotate)


def run_forget(given: argparse.Namespace) -> int:
    """Forget a customer and print what was removed; 1 when nothing was ever held."""
    from etl.pipeline import forget

    now = dt.datetime.now(dt.UTC)
    forgotten = forget(given.warehouse, given.customer, now, given.pseudonym)
    print(forgotten.text())
    return NEEDS_ATTENTION if forgotten.is_unknown else DONE


def run_rotate(given: argparse.Namespace) -> int:
    """Rotate the key and print where it is."""
    from etl.pipeline import rotate_key
    from etl.secret import key_file

    rotate_key(given.warehouse, now=dt.datetime.now(dt.UTC))
    print(f"new key in {key_file()}; keep a copy of the file: all its keys are needed")
    print("other warehouses of this key take it over at their next load")
    return DONE
