"""`minaoshi metrics`, `metric` and `mix`: their options, and what they print."""

import argparse
import datetime as dt

DONE, NEEDS_ATTENTION = 0, 1


def add_list_options(parser: argparse.ArgumentParser) -> None:
    """Give the list of metrics its options."""
    parser.add_argument("--lang", choices=("ja", "en"), default="en")


def run_list(given: argparse.Namespace) -> int:
    """Print every metric with its definition."""
    from queries.printing import list_metrics

    print(list_metrics(given.lang))
    return DONE


def add_metric_options(parser: argparse.ArgumentParser) -> None:
    """Give the question for one metric its options; the warehouse is the caller's to add."""
    parser.add_argument("name", help="see `minaoshi metrics`")
    parser.add_argument("--from", dest="start", type=dt.date.fromisoformat, metavar="DATE")
    parser.add_argument("--to", dest="stop", type=dt.date.fromisoformat, metavar="DATE")
    parser.add_argument("--by", action="append", default=[], metavar="GRAIN")
    parser.add_argument("--filter", action="append", default=[], metavar="FIELD=VALUE")
    parser.add_argument("--clock", choices=("wall", "business"), default="wall")
    parser.add_argument("--cases", action="store_true", help="the cases behind the number")
    parser.add_argument("--against", metavar="METRIC", help="whether both go together by group")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.add_argument("--lang", choices=("ja", "en"), default="en")


def run_metric(given: argparse.Namespace) -> int:
    """Print a metric's figures or its cases; 1 where it could not be computed."""
    from queries.asked import Asked, parse_filters, parse_grains
    from queries.measure import cases, measure
    from queries.printing import print_cases, print_result
    from queries.relation import relate, relation_text
    from queries.warehouse import Warehouse

    asked = Asked(
        start=given.start,
        stop=given.stop,
        by=parse_grains(given.by),
        clock=given.clock,
        **parse_filters(given.filter),
    )
    with Warehouse(given.warehouse) as warehouse:
        if given.cases:
            print(print_cases(cases(warehouse, given.name, asked), given.format))
            return DONE
        if given.against:
            print(relation_text(relate(warehouse, given.name, given.against, asked), given.lang))
            return DONE
        result = measure(warehouse, given.name, asked)
    print(print_result(result, given.format, given.lang))
    return NEEDS_ATTENTION if result.failure else DONE


def add_mix_options(parser: argparse.ArgumentParser) -> None:
    """Give the comparison of two periods its options; the warehouse is the caller's to add."""
    parser.add_argument("name", help="see `minaoshi metrics`")
    parser.add_argument("--by", action="append", required=True, metavar="GRAIN")
    for prefix, words in (("", "the later period"), ("before-", "the earlier period")):
        name = prefix.replace("-", "_")
        for word, dest in (("from", "start"), ("to", "stop")):
            parser.add_argument(
                f"--{prefix}{word}",
                dest=name + dest,
                type=dt.date.fromisoformat,
                required=True,
                metavar="DATE",
                help=f"{words}: {'first day' if dest == 'start' else 'day after the last'}",
            )
    parser.add_argument("--filter", action="append", default=[], metavar="FIELD=VALUE")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.add_argument("--lang", choices=("ja", "en"), default="en")


def run_mix(given: argparse.Namespace) -> int:
    """Print how much of a change lies within the groups and how much in their mix."""
    from queries.asked import Asked, parse_filters, parse_grains
    from queries.mix_printing import print_mix_shift
    from queries.mix_shift import explain_change
    from queries.warehouse import Warehouse

    shared = {"by": parse_grains(given.by), **parse_filters(given.filter)}
    now = Asked(start=given.start, stop=given.stop, **shared)
    before = Asked(start=given.before_start, stop=given.before_stop, **shared)
    with Warehouse(given.warehouse) as warehouse:
        shift = explain_change(warehouse, given.name, now, before)
    print(print_mix_shift(shift, given.format, given.lang))
    return DONE
