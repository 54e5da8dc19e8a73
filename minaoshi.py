"""The front door: the `minaoshi` command, nothing but arguments and calls."""

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

from etl.errors import EtlError
from queries.errors import QueryError

DONE, NEEDS_ATTENTION, WRONG_USE = 0, 1, 2
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


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
    for add in (_add_demo, _add_load, _add_map, _add_metrics, _add_rules):
        add(commands)
    for add in (_add_audit, _add_baseline, _add_questions, _add_report, _add_simulate):
        add(commands)
    for add in (_add_serve, _add_doctor):
        add(commands)
    return parser


def _command(commands: _Commands, name: str, words: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=words, description=words)


def _add_warehouse(parser: argparse.ArgumentParser, is_inner: bool = False) -> None:
    # An inner command's default would take the place of what was said before its name.
    default = Path(os.environ.get("MINAOSHI_WAREHOUSE", "minaoshi.duckdb"))
    parser.add_argument(
        "--warehouse",
        type=Path,
        default=argparse.SUPPRESS if is_inner else default,
        help="the warehouse file (default: $MINAOSHI_WAREHOUSE, else minaoshi.duckdb)",
    )


def _add_demo(commands: _Commands) -> None:
    parser = _command(commands, "demo", "simulate a center, load it and open the dashboard")
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


def _add_load(commands: _Commands) -> None:
    parser = _command(commands, "load", "load log files into the warehouse")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument(
        "--mapping", required=True, help="a mapping's name, or a TOML file (see `minaoshi map`)"
    )
    parser.add_argument("--as-of", type=dt.datetime.fromisoformat, help="censor open cases here")
    _add_warehouse(parser)
    parser.set_defaults(run=_run_load)


def _run_load(given: argparse.Namespace) -> int:
    from etl.pipeline import load
    from etl.progress import shown_progress

    with shown_progress() as progress:
        report = load(
            given.paths,
            given.mapping,
            given.warehouse,
            now=dt.datetime.now(dt.UTC),
            as_of=given.as_of,
            progress=progress,
        )
    print(report.text())
    return NEEDS_ATTENTION if report.rows_quarantined else DONE


def _add_map(commands: _Commands) -> None:
    parser = _command(commands, "map", "list the mappings, or check one")
    parser.add_argument("mapping", nargs="?", help="a mapping's name, or a TOML file")
    parser.set_defaults(run=_run_map)


def _run_map(given: argparse.Namespace) -> int:
    from etl.mapping_words import describe_mapping, list_mappings

    print(describe_mapping(given.mapping) if given.mapping else list_mappings())
    return DONE


def _add_metrics(commands: _Commands) -> None:
    from queries import command

    listing = _command(commands, "metrics", "list every metric with its definition")
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
        parser = _command(commands, name, words)
        add(parser)
        _add_warehouse(parser)
        parser.set_defaults(run=run)


def _add_rules(commands: _Commands) -> None:
    parser = _command(commands, "rules", "rules to revisit; answer a flag; keep the rule book")
    parser.add_argument("--week", type=dt.date.fromisoformat, help="the review's week (a Monday)")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.add_argument("--lang", choices=("ja", "en"), default="en")
    _add_warehouse(parser)
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


def _add_answer(actions: _Commands) -> None:
    from queries.revisit import command

    parser = _command(actions, "answer", "say whether a flag was right")
    command.add_answer_options(parser)
    _add_warehouse(parser, is_inner=True)
    parser.set_defaults(run=command.run_answer)


def _add_rule_book(actions: _Commands) -> None:
    from etl.rules import command

    importing = _command(
        actions, "import", "import the two sheets; versions are made by themselves"
    )
    command.add_import_options(importing)
    exporting = _command(actions, "export", "write the rules in force as the two sheets")
    exporting.add_argument("path", type=Path)
    checking = _command(actions, "check", "say what is wrong with the rule set; 1 if anything is")
    command.add_check_options(checking)
    drafting = _command(actions, "draft", "draft rules for what is escalated without one")
    command.add_draft_options(drafting)
    for parser, run in (
        (importing, command.run_import),
        (exporting, command.run_export),
        (checking, command.run_check),
        (drafting, command.run_draft),
    ):
        _add_warehouse(parser, is_inner=True)
        parser.set_defaults(run=run)


def _add_audit(commands: _Commands) -> None:
    from queries.audit import command

    parser = _command(commands, "audit", "judge a sample of what was not escalated")
    actions = parser.add_subparsers(
        title="actions", metavar="draw | import | rate | agree", required=True
    )
    drawing = _command(actions, "draw", "draw a week's sample and write its sheet")
    importing = _command(actions, "import", "read the judgements of a sheet")
    rating = _command(actions, "rate", "the rate of missed escalations")
    command.add_draw_options(drawing)
    command.add_import_options(importing)
    command.add_rate_options(rating)
    agreeing = _command(actions, "agree", "how far two people who judged one sheet agree")
    command.add_agree_options(agreeing)
    agreeing.set_defaults(run=command.run_agree)
    for inner, run in (
        (drawing, command.run_draw),
        (importing, command.run_import),
        (rating, command.run_rate),
    ):
        _add_warehouse(inner, is_inner=True)
        inner.set_defaults(run=run)
    _add_warehouse(parser)


def _add_baseline(commands: _Commands) -> None:
    from queries.baseline import command

    parser = _command(commands, "baseline", "lock where the usual range of a metric comes from")
    _add_warehouse(parser)
    parser.set_defaults(run=command.run_list)
    actions = parser.add_subparsers(title="actions", metavar="lock | unlock")
    for name, words, run in (
        ("lock", "take the range from the first weeks from a date on", command.run_lock),
        ("unlock", "take a lock back", command.run_unlock),
    ):
        inner = _command(actions, name, words)
        command.add_change_options(inner)
        _add_warehouse(inner, is_inner=True)
        inner.set_defaults(run=run)


def _add_questions(commands: _Commands) -> None:
    from etl.slots import command

    parser = _command(commands, "questions", "items of questions that are on record as text alone")
    _add_warehouse(parser)
    actions = parser.add_subparsers(title="actions", metavar="suggest | evaluate", required=True)
    suggesting = _command(actions, "suggest", "wordings without an item, and what they are like")
    evaluating = _command(actions, "evaluate", "precision and recall on a file of text and slot")
    command.add_suggest_options(suggesting)
    command.add_evaluate_options(evaluating)
    for inner, run in ((suggesting, command.run_suggest), (evaluating, command.run_evaluate)):
        _add_warehouse(inner, is_inner=True)
        inner.set_defaults(run=run)


def _add_report(commands: _Commands) -> None:
    from dashboard.report.command import add_options, run

    parser = _command(commands, "report", "the one-page weekly report, to paste into a mail")
    add_options(parser)
    _add_warehouse(parser)
    parser.set_defaults(run=run)


def _add_simulate(commands: _Commands) -> None:
    parser = _command(commands, "simulate", "write the log of a simulated center")
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
    parser.set_defaults(run=_run_simulate)


def _run_simulate(given: argparse.Namespace) -> int:
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


def _add_serve(commands: _Commands) -> None:
    parser = _command(commands, "serve", "open the dashboard")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--headless", action="store_true", help="open no browser")
    _add_warehouse(parser)
    parser.set_defaults(run=_run_serve)


def _run_serve(given: argparse.Namespace) -> int:
    from dashboard.serve import serve

    return serve(given.warehouse, given.port, given.headless)


def _add_doctor(commands: _Commands) -> None:
    parser = _command(commands, "doctor", "check the warehouse and say what is recorded in it")
    _add_warehouse(parser)
    parser.set_defaults(run=_run_doctor)


def _run_doctor(given: argparse.Namespace) -> int:
    from etl.doctor import examine

    findings = examine(given.warehouse)
    print(findings.text())
    return NEEDS_ATTENTION if findings.problems else DONE


if __name__ == "__main__":
    sys.exit(main())
