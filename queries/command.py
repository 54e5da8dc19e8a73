"""What `minaoshi metric` and `minaoshi metrics` do: arguments in, text out."""

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

from queries.asked import CLOCKS, FILTERS, NUMBER_FILTERS, Asked
from queries.errors import QueryError
from queries.measure import measure
from queries.nearest import nearest
from queries.printing import FORMATS, format_result, list_metrics
from queries.warehouse import Warehouse

_SHORT_GRAINS = {"week": "week_start", "rule": "rule_id"}
_NO_VALUE = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `minaoshi metric`, all but --warehouse."""
    parser.add_argument("name", help="the metric, as `minaoshi metrics` lists it")
    parser.add_argument("--from", dest="start", type=_date, help="first day, such as 2026-04-01")
    parser.add_argument("--to", dest="stop", type=_date, help="day after the last one")
    parser.add_argument(
        "--by", default="week", help="groups, such as week,center; `all` for one total"
    )
    parser.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="NAME=VALUE[,VALUE]",
        help=f"keep only these; NAME={_NO_VALUE} keeps rows without a value; may be repeated",
    )
    parser.add_argument("--clock", choices=CLOCKS, default="wall", help="for durations")
    parser.add_argument("--format", choices=FORMATS, default="table")


def run(args: argparse.Namespace) -> int:
    """Print one metric and return the exit code: 0 done, 1 not recorded, 2 wrongly asked."""
    try:
        result = measure(Warehouse(Path(args.warehouse)), args.name, as_asked(args))
    except QueryError as error:
        print(error, file=sys.stderr)
        return 2
    print(format_result(result, args.format), end="")
    return 1 if result.status == "not_recorded" else 0


def run_list() -> int:
    """Print all metrics and return the exit code."""
    print(list_metrics(), end="")
    return 0


def as_asked(args: argparse.Namespace) -> Asked:
    """Return the question that the arguments put; raises QueryError on an unknown filter."""
    names = [] if args.by == "all" else args.by.split(",")
    by = tuple(_SHORT_GRAINS.get(name, name) for name in names)
    filters: dict[str, Any] = dict(_filter(text) for text in args.filter)
    return Asked(start=args.start, stop=args.stop, clock=args.clock, by=by, **filters)


def _filter(text: str) -> tuple[str, tuple[str | int | None, ...]]:
    name, sign, values = text.partition("=")
    name = _SHORT_GRAINS.get(name, name)
    if not sign or name not in FILTERS:
        raise QueryError(
            f"--filter {text}: {name!r} is no filter.{nearest(name, FILTERS)} "
            f"Write NAME=VALUE with one of {', '.join(FILTERS)}."
        )
    return name, tuple(_value(name, value) for value in values.split(","))


def _value(name: str, value: str) -> str | int | None:
    if value == _NO_VALUE:
        return None
    if name not in NUMBER_FILTERS:
        return value
    try:
        return int(value)
    except ValueError:
        raise QueryError(f"--filter {name}={value}: write a number, such as {name}=1.") from None


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a date; write it as 2026-04-01"
        ) from None
