"""The front door: the `minaoshi` command, nothing but arguments and calls."""

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from etl.errors import EtlError
from queries.errors import QueryError
from queries.options import Commands, add_command, add_warehouse

DONE, NEEDS_ATTENTION, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 data needs attention, 2 wrong use."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.run is None:
        parser.print_help()
        return WRONG_USE
    try:
        status: int = given.run(given)
        sys.stdout.flush()
    except (EtlError, QueryError) as error:
        print(f"minaoshi: {error}", file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="minaoshi",
        description="Which escalation rules to look at again, and whether looking again helped.",
    )
    parser.add_argument("--version", action="version", version=version("minaoshi"))
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for add in (_add_demo, _add_serve, _add_sources, _add_metrics, _add_rules, _add_audit):
        add(commands)
    for add in (_add_baseline, _add_questions, _add_voices, _add_report):
        add(commands)
    return parser


def _add_demo(commands: Commands) -> None:
    parser = add_command(commands, "demo", "simulate a center, load it and open the dashboard")
    parser.add_argument("--folder", type=Path, default=Path("demo"), help="where its files go")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--headless", action="store_true", help="open no browser")
    parser.add_argument("--no-serve", action="store_true", help="stop once it is loaded")
    parser.set_defaults(run=_run_demo)


def _run_demo(given: argparse.Namespace) -> int:
    from dashboard.serve import serve
    from etl.demo import make_demo

    warehouse = make_demo(given.folder, now=dt.datetime.now(dt.UTC))
    if given.no_serve:
        return DONE
    return serve(warehouse, given.port, given.headless)


def _add_sources(commands: Commands) -> None:
    from etl.command import add_commands

    add_commands(commands)


def _add_metrics(commands: Commands) -> None:
    from queries import command

    listing = add_command(commands, "metrics", "list every metric with its definition")
    command.add_list_options(listing)
    listing.set_defaults(run=command.run_list)
    for name, words, add, run in (
        (
            "metric",
            "print what the page shows, from the same query",
            command.add_metric_options,
            command.run_metric,
        ),
        (
            "mix",
            "why a rate moved: its groups, or the mix of its groups",
            command.add_mix_options,
            command.run_mix,
        ),
    ):
        parser = add_command(commands, name, words)
        add(parser)
        add_warehouse(parser)
        parser.set_defaults(run=run)


def _add_rules(commands: Commands) -> None:
    parser = add_command(commands, "rules", "rules to revisit; answer a flag; keep the rule book")
    parser.add_argument("--week", type=dt.date.fromisoformat, help="the review's week (a Monday)")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.add_argument("--lang", choices=("ja", "en"), default="en")
    add_warehouse(parser)
    parser.set_defaults(run=_run_rules)
    actions = parser.add_subparsers(
        title="actions", metavar="answer | import | export | check | draft"
    )
    _add_answer(actions)
    _add_rule_book(actions)


def _run_rules(given: argparse.Namespace) -> int:
    from queries.flags import rules_to_revisit
    from queries.journal.answers import latest_answers
    from queries.journal.store import journal_of
    from queries.revisit.precision import precision, precision_text
    from queries.revisit.printing import format_revisit
    from queries.warehouse import Warehouse

    with Warehouse(given.warehouse) as warehouse:
        revisit = rules_to_revisit(warehouse, given.week)
    print(format_revisit(revisit, given.lang, given.format))
    if given.format == "table":
        answers = latest_answers(journal_of(given.warehouse))
        print(precision_text(precision(answers), given.lang))
    return DONE


def _add_answer(actions: Commands) -> None:
    from queries.revisit import command

    parser = add_command(actions, "answer", "say whether a flag was right")
    command.add_answer_options(parser)
    add_warehouse(parser, is_inner=True)
    parser.set_defaults(run=command.run_answer)


def _add_rule_book(actions: Commands) -> None:
    from etl.rules import command

    importing = add_command(
        actions, "import", "import the two sheets; versions are made by themselves"
    )
    command.add_import_options(importing)
    exporting = add_command(actions, "export", "write the rules in force as the two sheets")
    exporting.add_argument("path", type=Path)
    checking = add_command(
        actions, "check", "say what is wrong with the rule set; 1 if anything is"
    )
    command.add_check_options(checking)
    drafting = add_command(actions, "draft", "draft rules for what is escalated without one")
    command.add_draft_options(drafting)
    for parser, run in (
        (importing, command.run_import),
        (exporting, command.run_export),
        (checking, command.run_check),
        (drafting, command.run_draft),
    ):
        add_warehouse(parser, is_inner=True)
        parser.set_defaults(run=run)


def _add_audit(commands: Commands) -> None:
    from queries.audit.command import add_actions

    add_actions(add_command(commands, "audit", "judge a sample of what was not escalated"))


def _add_baseline(commands: Commands) -> None:
    from queries.baseline.command import add_actions

    words = "lock where the usual range of a metric comes from"
    add_actions(add_command(commands, "baseline", words))


def _add_questions(commands: Commands) -> None:
    from etl.slots.command import add_actions

    words = "items of questions that are on record as text alone"
    add_actions(add_command(commands, "questions", words))


def _add_voices(commands: Commands) -> None:
    from queries.voices.command import add_actions

    words = "what people answer to short anonymous questions"
    add_actions(add_command(commands, "voices", words))


def _add_report(commands: Commands) -> None:
    from dashboard.report.command import add_options, run

    parser = add_command(commands, "report", "the one-page weekly report, to paste into a mail")
    add_options(parser)
    add_warehouse(parser)
    parser.set_defaults(run=run)


def _add_serve(commands: Commands) -> None:
    parser = add_command(commands, "serve", "open the dashboard")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--headless", action="store_true", help="open no browser")
    add_warehouse(parser)
    parser.set_defaults(run=_run_serve)


def _run_serve(given: argparse.Namespace) -> int:
    from dashboard.serve import serve

    return serve(given.warehouse, given.port, given.headless)


if __name__ == "__main__":
    sys.exit(main())
