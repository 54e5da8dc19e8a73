"""What several commands of the command line have in common."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run: TypeAlias = Callable[[argparse.Namespace], int]


def add_command(commands: Commands, name: str, words: str) -> argparse.ArgumentParser:
    """Add a command and what it is for."""
    return commands.add_parser(name, help=words, description=words)


def add_action(
    actions: Commands,
    name: str,
    words: str,
    run: Run,
    *add_options: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add a command within a command that works on a warehouse."""
    inner = add_command(actions, name, words)
    for add in add_options:
        add(inner)
    add_warehouse(inner, is_inner=True)
    inner.set_defaults(run=run)


def add_warehouse(parser: argparse.ArgumentParser, is_inner: bool = False) -> None:
    """Let the caller name the warehouse."""
    # An inner command's default would take the place of what was said before its name.
    default = Path(os.environ.get("MINAOSHI_WAREHOUSE", "minaoshi.duckdb"))
    parser.add_argument(
        "--warehouse",
        type=Path,
        default=argparse.SUPPRESS if is_inner else default,
        help="the warehouse file (default: $MINAOSHI_WAREHOUSE, else minaoshi.duckdb)",
    )
