"""What the executive paper says, from the very numbers of the summary page."""

from collections.abc import Sequence

from dashboard.figures.course import Course
from dashboard.frame.layout import settled
from dashboard.frame.view import View
from dashboard.reading.changes import circled
from dashboard.report.contents import Report, Section
from dashboard.report.head import centers, day
from dashboard.summary.told import Summary, summary
from dashboard.weekly.review import Tile
from dashboard.words import Words


def executive_report(view: View) -> Report:
    """The summary of the four weeks up to the chosen one; a section with nothing is left out."""
    words, told = view.words, summary(view)
    sections = [
        Section(
            words("summary.indicators", count=len(told.indicators)),
            *_figures(told.indicators, words),
        ),
        Section(words("summary.customers"), *_figures(told.customers, words)),
        Section(words("report.not_recorded"), _missing(told, words)),
        Section(words("summary.changes"), _changes(told)),
        Section(words("summary.decide"), _decisions(told, words)),
    ]
    return Report(
        words(
            "report.summary_title",
            stop=day("first_day", view.chosen.week.last, words),
            centers=centers(view),
            mark=words(f"common.{settled(view.chosen.week)[0]}"),
        ),
        [told.period, words("common.as_of", as_of=view.build.as_of)],
        words("report.conclusion", sentence=told.conclusion),
        [section for section in sections if section.rows],
        words("report.foot"),
        words.lang,
    )


def _figures(
    shown: Sequence[Tile], words: Words
) -> tuple[list[tuple[str, ...]], list[Course | None]]:
    """Label, value, sign with target, and the four weeks before; beside them their weeks."""
    rows = [
        (
            tile.label,
            tile.value,
            words("common.list_separator").join(
                part for part in (tile.note, tile.target_help) if part
            ),
            tile.size,
        )
        for tile in shown
    ]
    return rows, [tile.course for tile in shown]


def _missing(told: Summary, words: Words) -> list[tuple[str, ...]]:
    return [(name, words("report.start", how=how)) for name, how in told.missing]


def _changes(told: Summary) -> list[tuple[str, ...]]:
    return [(f"{circled(mark.number)} {mark.title}",) for mark in told.changes]


def _decisions(told: Summary, words: Words) -> list[tuple[str, ...]]:
    """Each rule with its reason and a line to fill in; or that there is nothing to decide."""
    rows: list[tuple[str, ...]] = []
    for number, entry in enumerate(told.decisions, start=1):
        rows.append((words("report.decision", number=number, title=entry.title),))
        rows.append((words("report.because", kind=entry.kind, reason=entry.reason),))
    return rows or [(words("summary.nothing_to_decide"),)]
