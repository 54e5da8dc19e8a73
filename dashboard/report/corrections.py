"""What has moved in published reports since: then, now, and how many cases came late."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import amounts, naming
from dashboard.frame.view import View
from dashboard.reading import data
from dashboard.weekly.review import SNAPSHOTS, TILES
from queries.asked import Asked
from queries.journal.published import Figure, Published, definition_of
from queries.measure import Result

# How many weeks back a meeting is told of what has moved since.
WEEKS_TOLD = 4


@dataclass(frozen=True)
class Correction:
    """One figure of a published report that is another one now."""

    week: dt.date
    label: str
    then: str
    now: str
    late: int | None
    is_defined_anew: bool


def figures(view: View, week: dt.date) -> dict[str, Figure]:
    """The figures of a week that the log carries; a stock as of the data is no week's."""
    asked = Asked(start=week, stop=week + dt.timedelta(weeks=1))
    names = [name for name in TILES if name not in SNAPSHOTS]
    answers = data.metrics(view.build, names, asked)
    return {name: _figure(answer) for name, answer in answers.items() if answer.frame.height}


def _figure(answer: Result) -> Figure:
    row = answer.frame.row(0, named=True)
    return Figure(
        value=row["metric_value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        status=row["status"],
        definition=definition_of(answer.metric),
    )


def newest(published: Sequence[Published]) -> list[Published]:
    """The last edition of each week, the newest week first."""
    last = {report.week: report for report in reversed(published)}
    return sorted(last.values(), key=lambda report: report.week, reverse=True)


def corrections(view: View, published: Sequence[Published]) -> list[Correction]:
    """What has moved in the reports of the last weeks, up to the chosen one."""
    first = view.chosen.week.start - dt.timedelta(weeks=WEEKS_TOLD - 1)
    return [
        correction
        for report in newest(published)
        if first <= report.week <= view.chosen.week.start
        for correction in moved(view, report)
    ]


def moved(view: View, report: Published) -> list[Correction]:
    """What reads otherwise now than in a published report, or is computed otherwise."""
    now, found = figures(view, report.week), []
    for name, then in report.figures.items():
        if name not in now:
            continue
        metric = data.catalog()[name]
        read = [amounts.shown(it.value, metric.unit, view.words) for it in (then, now[name])]
        is_anew = then.definition != now[name].definition
        if read[0] != read[1] or is_anew:
            label = naming.label(metric, view.words)
            late = _late(then, now[name])
            found.append(Correction(report.week, label, read[0], read[1], late, is_anew))
    return found


def _late(then: Figure, now: Figure) -> int | None:
    """How many cases have come since; of a count, which has no denominator, of itself."""
    pairs = ((then.denominator, now.denominator), (then.numerator, now.numerator))
    return next(
        (after - before for before, after in pairs if before is not None and after is not None),
        None,
    )


def said(correction: Correction, view: View) -> str:
    """A correction as a paper prints it: which week, then and now, and why."""
    words = view.words
    key = "then_now"
    if correction.is_defined_anew:
        key = "then_now_anew"
    elif correction.late:
        key = "then_now_late" if correction.late > 0 else "then_now_gone"
    return words(
        f"reports.{key}",
        month=correction.week.month,
        day=correction.week.day,
        label=correction.label,
        then=correction.then,
        now=correction.now,
        late=amounts.many(abs(correction.late or 0)),
    )
