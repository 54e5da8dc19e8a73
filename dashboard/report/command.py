"""`minaoshi report`: its options, and writing the report where it was asked for."""

import argparse
import datetime as dt
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from queries.errors import QueryError
from queries.journal.vocabulary import ROLES

if TYPE_CHECKING:
    from dashboard.frame.chosen import Choices, Week
    from dashboard.frame.view import View
    from dashboard.reading.data import Build
    from dashboard.words import Words

DONE, NEEDS_ATTENTION = 0, 1
FORMATS = ("text", "markdown", "html")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the command its options; the warehouse is the caller's to add."""
    parser.add_argument("kind", nargs="?", choices=("week", "summary"), default="week")
    parser.add_argument(
        "--week",
        type=dt.date.fromisoformat,
        metavar="DATE",
        help="any day of the week (default: the last week that is over)",
    )
    parser.add_argument("--lang", choices=("ja", "en"), default="ja")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument(
        "--publish", action="store_true", help="freeze it, so that later differences are told"
    )
    parser.add_argument("--by", choices=ROLES, help="the role that publishes it, never a name")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it to this file")


def run(given: argparse.Namespace) -> int:
    """Write the report; 1, and what to do on stderr, while there is nothing to report on."""
    _quiet_streamlit()
    from dashboard.reading import data
    from dashboard.words import in_language

    build, words = data.build(str(given.warehouse)), in_language(given.lang)
    choices = data.choices(build)
    if build.state != "ready" or not choices.weeks:
        print(_nothing_to_report(build, words), file=sys.stderr)
        return NEEDS_ATTENTION
    view = _view(build, choices, _week(choices, given.week, words), words)
    if given.publish:
        _publish(view, given.kind, given.by)
    page = _page(view, given.kind, given.format)
    if given.output is None:
        sys.stdout.write(page)
        return DONE
    try:
        given.output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{given.output}: cannot be written. {error.strerror}.") from error
    return DONE


def _quiet_streamlit() -> None:
    """Outside a running app its cache works all the same, but warns about it."""
    from streamlit.logger import set_log_level

    set_log_level(logging.ERROR)


def _view(build: "Build", choices: "Choices", week: "Week", words: "Words") -> "View":
    from dashboard.figures.ink import LIGHT
    from dashboard.frame.chosen import Chosen
    from dashboard.frame.view import View

    return View(words, build, choices, Chosen(words.lang, week), LIGHT)


def _publish(view: "View", kind: str, role: str | None) -> None:
    from dashboard.report.frozen import publish

    if kind != "week":
        raise QueryError(f"--publish: freezes the weekly report, not the {kind}. Leave it out.")
    publish(view, role, dt.datetime.now(dt.UTC))


def _page(view: "View", kind: str, form: str) -> str:
    from dashboard.report.executive import executive_report
    from dashboard.report.html import as_html
    from dashboard.report.text import as_markdown, as_text
    from dashboard.report.weekly import weekly_report

    report = {"week": weekly_report, "summary": executive_report}[kind](view)
    return {"text": as_text, "markdown": as_markdown, "html": as_html}[form](report)


def _week(choices: "Choices", day: dt.date | None, words: "Words") -> "Week":
    """The week that a day falls into; without a day, the last that is over."""
    monday = day - dt.timedelta(days=day.weekday()) if day else None
    week = choices.week(monday.isoformat()) if monday else choices.default_week()
    if week is None:
        first, last = choices.weeks[-1].start, choices.weeks[0].start
        raise QueryError(words("report.no_week", day=monday, first=first, last=last))
    return week


def _nothing_to_report(build: "Build", words: "Words") -> str:
    """Why there is no report and the commands that lead to one."""
    state = "empty" if build.state == "ready" else build.state
    lines = [words(f"state.{state}_title")]
    lines.append(words(f"state.{state}_body", path=build.path, reason=build.reason))
    if state in ("missing", "empty"):
        lines.append(f"  {words('state.missing_demo')}: minaoshi demo")
        lines.append(f"  {words('state.missing_load')}: minaoshi load log.csv --mapping NAME")
    return "\n".join(lines)
