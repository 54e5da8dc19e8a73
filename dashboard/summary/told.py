"""What executives are told: one line, six figures of four weeks, customers, decisions, changes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard import amounts, naming
from dashboard.figures.course import course_of
from dashboard.frame.view import View
from dashboard.reading import data, weeks
from dashboard.reading.changes import Change, changes
from dashboard.reading.trends import NO_RANGE, UNUSUAL, Trend, WeekFigures
from dashboard.revisit import rulebook
from dashboard.revisit.rulebook import Entry
from dashboard.weekly import review
from dashboard.weekly.review import Tile
from dashboard.words import Words
from queries.asked import Asked
from queries.measure import Result

WEEKS = 4
# In the order in which the work flows; the first six on record are shown.
INDICATORS = (
    "escalation_rate",
    "over_escalation_by_receiver_rate",
    "time_to_escalate",
    "unreachable_attempt_rate",
    "repeat_question_rate",
    "consult_share",
    "reopen_rate",
    "escalation_volume",
    "contact_volume",
)
INDICATOR_COUNT = 6
CUSTOMERS = (
    "contact_resolution_time",
    "lost_waiting_rate",
    "reopen_rate",
    "complaint_rate",
    "first_contact_resolution_rate",
    "customer_impatience_rate",
)
DECISIONS = 3
CHANGES = 3


@dataclass(frozen=True)
class Summary:
    """The contents of the page and of its paper.

    `missing` are the effects on customers that the log cannot tell, and how to start.
    """

    period: str
    conclusion: str
    indicators: Sequence[Tile]
    customers: Sequence[Tile]
    missing: Sequence[tuple[str, str]]
    decisions: Sequence[Entry]
    changes: Sequence[Change]


def summary(view: View) -> Summary:
    """The four weeks up to the chosen one, beside the four before."""
    names = list(dict.fromkeys([*INDICATORS, *CUSTOMERS]))
    found = weeks.week(view.build, names, (), view.chosen)
    told = {
        name: _figure(found.trends[name], view) for name in names if found.trends[name].is_recorded
    }
    indicators = [told[name] for name in INDICATORS if name in told][:INDICATOR_COUNT]
    shown = {tile.metric for tile in indicators}
    entries = rulebook.entries(data.rules(view.build, view.chosen), view)
    revisit = rulebook.with_status(entries, ["revisit"])
    return Summary(
        _period(view),
        _conclusion(indicators, len(revisit), view.words),
        indicators,
        [told[name] for name in CUSTOMERS if name in told and name not in shown],
        _missing(found, view.words),
        revisit[:DECISIONS],
        changes(view, _first(view))[-CHANGES:],
    )


def _first(view: View) -> dt.date:
    return view.chosen.week.start - dt.timedelta(weeks=WEEKS - 1)


def _periods(view: View, trend: Trend) -> tuple[Asked, Asked]:
    """The last four weeks that most cases are decided in, and the four before them."""
    last = trend.last["week_start"] if trend.last else view.chosen.week.start
    stop, span = last + dt.timedelta(weeks=1), dt.timedelta(weeks=WEEKS)
    now = replace(view.chosen.asked(WEEKS), start=stop - span, stop=stop)
    return now, replace(now, start=stop - 2 * span, stop=stop - span)


def _period(view: View) -> str:
    start, stop = _first(view), view.chosen.week.last
    return view.words(
        "summary.period", weeks=WEEKS, start=f"{start:%Y/%m/%d}", stop=f"{stop:%Y/%m/%d}"
    )


def _figure(trend: Trend, view: View) -> Tile:
    """A figure of four weeks; its sign is that of the weeks themselves."""
    name, words = trend.result.metric.metric, view.words
    now, before = (data.metric(view.build, name, asked) for asked in _periods(view, trend))
    unit = now.metric.unit
    week = review.tile(trend, view)
    label = naming.label(now.metric, words)
    # A week that is withheld or too small says nothing of the four weeks together.
    row = None if now.failure or now.is_empty else now.frame.row(0, named=True)
    if row is None or row["metric_value"] is None:
        state = "failed" if now.failure else row["status"] if row else "too_few"
        return replace(week, label=label, state=state, value="–", signal="no_range", size="")
    signal, note = _sign(trend, words)
    return replace(
        week,
        label=label,
        state="ok" if row["status"] == "ok" else "too_few",
        value=amounts.shown(row["metric_value"], unit, words),
        signal=signal,
        note=_until(trend, words) + note,
        size=words(
            "summary.before", value=_value(before, words), count=amounts.many(row["numerator"])
        ),
        cases=row["numerator"],
        asked=now.asked,
        course=course_of(trend),
    )


def _value(result: Result, words: Words) -> str:
    if result.failure or result.is_empty:
        return "–"
    return amounts.shown(result.frame["metric_value"][0], result.metric.unit, words)


def _sign(trend: Trend, words: Words) -> tuple[str, str]:
    """The gravest sign of the last weeks, and in how many of them it showed."""
    signals = trend.known["signal"].tail(WEEKS)
    judged = signals.filter(signals != NO_RANGE).to_list()
    for signal in ("concern", "unusual", "improvement"):
        if count := judged.count(signal):
            return signal, words(f"summary.{signal}", count=count, weeks=len(judged))
    if judged:
        return "usual", words("summary.usual", weeks=len(judged))
    return "no_range", words("tile.range_pending", weeks=trend.weeks_missing)


def _until(trend: Trend, words: Words) -> str:
    """Until when, where the chosen week is still undecided."""
    if trend.last is None or not trend.is_behind:
        return ""
    last = trend.last["week_start"] + dt.timedelta(days=6)
    return words("summary.until", month=last.month, day=last.day)


def _conclusion(shown: Sequence[Tile], revisit: int, words: Words) -> str:
    """One line: what moved, which targets are met, how many rules wait for a decision."""
    ranged = [tile for tile in shown if tile.signal != NO_RANGE]
    moved = [tile.label for tile in ranged if tile.signal in UNUSUAL]
    said = []
    if moved:
        items = words("common.list_separator").join(moved)
        said.append(words("summary.moved", count=len(moved), of=len(ranged), items=items))
    else:
        said.append(words("summary.steady" if ranged else "summary.young", of=len(ranged)))
    aims = [tile.assurance for tile in shown if tile.target]
    if aims:
        said.append(words("summary.targets", met=aims.count("met"), of=len(aims)))
    said.append(words("summary.rules" if revisit else "summary.no_rules", count=revisit))
    return words("summary.sentence_join").join(said) + words("summary.sentence_end")


def _missing(found: WeekFigures, words: Words) -> list[tuple[str, str]]:
    """The effects on customers that this log does not tell."""
    return [
        (naming.label(trend.result.metric, words), naming.how_to_record(name, words))
        for name in CUSTOMERS
        if not (trend := found.trends[name]).is_recorded
    ]
