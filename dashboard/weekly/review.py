"""The tiles of the weekly review, and the line above them, from finished numbers."""

from dataclasses import dataclass, replace
from typing import Any

from dashboard import amounts, naming
from dashboard.figures.course import Course, course_of
from dashboard.figures.spoken import spoken
from dashboard.frame.chosen import TREND_WEEKS
from dashboard.frame.filters import sentence
from dashboard.frame.view import View
from dashboard.reading.changes import changes
from dashboard.reading.trends import UNUSUAL, Control, Trend, WeekFigures
from dashboard.words import Words
from queries.asked import Asked
from queries.measure import Result
from queries.methods.assurance import Assurance
from queries.methods.percentiles import fewest_for
from queries.people import fewest_people

# In the order a meeting asks for them; at most TILE_COUNT of those on record are shown.
TILES = (
    "escalation_rate",
    "over_escalation_by_receiver_rate",
    "time_to_escalate",
    "unreachable_attempt_rate",
    "repeat_question_rate",
    "open_contact_count",
    "overdue_contact_count",
    "consult_share",
    "reopen_rate",
    "escalation_volume",
    "contact_volume",
)
TILE_COUNT = 8
SNAPSHOTS = ("open_contact_count", "overdue_contact_count")


@dataclass(frozen=True)
class Tile:
    """One figure of the week, ready to be drawn."""

    metric: str
    label: str
    state: str
    value: str
    signal: str = "no_range"
    note: str = ""
    span: str = ""
    is_lasting: bool = False
    size: str = ""
    cases: int | None = None
    help: str = ""
    course: Course | None = None
    alt: str = ""
    assurance: Assurance | None = None
    target: str = ""
    target_help: str = ""
    asked: Asked | None = None


def lead(week: WeekFigures) -> Trend:
    """The course that a review begins with: the rate, or the volume where only that is on record.

    A log of escalations alone has no rate.
    """
    rate, volume = week.trends["escalation_rate"], week.trends["escalation_volume"]
    return volume if volume.is_recorded and not rate.is_recorded else rate


def tiles(week: WeekFigures, view: View) -> list[Tile]:
    """The tiles of what is on record, in the meeting's order."""
    found = []
    first = view.chosen.asked(TREND_WEEKS).start
    changed = {mark.week for mark in changes(view, first)} if first else set()
    for name in TILES:
        if name in week.trends and week.trends[name].is_recorded:
            shown = tile(week.trends[name], view)
            found.append(replace(shown, course=course_of(week.trends[name], changed)))
        elif name in week.snapshots and week.snapshots[name].status != "not_recorded":
            found.append(_snapshot_tile(week.snapshots[name], view))
    return found[:TILE_COUNT]


def tile(trend: Trend, view: View) -> Tile:
    """One tile from a metric's weeks; says why when there is no value."""
    words, metric = view.words, trend.result.metric
    base: dict[str, Any] = {"metric": metric.metric, "label": naming.short(metric, words)}
    base["help"] = naming.explained(metric, words)
    if trend.result.failure:
        return Tile(**base, state="failed", value="–", note=words("tile.failed"))
    row = trend.last
    if row is not None and row["status"] == "too_few_people":
        return _withheld_tile(base, words)
    if row is None or row["metric_value"] is None:
        return Tile(**base, state="too_few", value="–", note=words("tile.too_few", count=0))
    return Tile(
        **base,
        state="ok" if row["status"] == "ok" else "too_few",
        value=amounts.shown(row["metric_value"], metric.unit, words),
        signal=row["signal"],
        note=_of_week(trend, words) + _range_note(trend, words),
        span=amounts.span(row["low"], row["high"], metric.unit, words),
        is_lasting=row["low"] is not None and bool(_lasting(row)),
        size=_size_note(trend, words),
        cases=row["numerator"],
        asked=view.chosen.asked(TREND_WEEKS, ("week_start",)).at(row),
        alt=spoken(trend, view),
        assurance=trend.assurance,
        target=_short_target(trend, words),
        target_help=_target_note(trend, words),
    )


def _withheld_tile(base: dict[str, Any], words: Words) -> Tile:
    note = words("tile.too_few_people", minimum=fewest_people())
    return Tile(**base, state="too_few_people", value="–", note=note)


def _snapshot_tile(result: Result, view: View) -> Tile:
    """What is open now: a stock as of the data, not a flow of the week, hence without a range."""
    words, metric = view.words, result.metric
    base: dict[str, Any] = {"metric": metric.metric, "label": naming.short(metric, words)}
    base["help"] = naming.explained(metric, words)
    if result.failure or result.is_empty:
        return Tile(**base, state="failed", value="–", note=words("tile.failed"))
    row = result.frame.row(0, named=True)
    if row["status"] == "too_few_people":
        return _withheld_tile(base, words)
    return Tile(
        **base,
        state="ok",
        value=amounts.shown(row["metric_value"], "count", words),
        note=_age_note(result, row, words),
        size=words("common.cases_link", count=amounts.many(row["numerator"])),
        cases=row["numerator"],
        asked=result.asked,
    )


def _age_note(result: Result, row: dict[str, Any], words: Words) -> str:
    days = result.threshold.params.get("overdue_days")
    if days is not None:
        return words("tile.overdue_note", days=days)
    return words("tile.open_note", older=amounts.many(row["over_7_days"]))


def _range_note(trend: Trend, words: Words) -> str:
    row, unit = trend.last, trend.result.metric.unit
    assert row is not None
    if row["low"] is None:
        return words("tile.range_pending", weeks=trend.weeks_missing)
    span = amounts.span(row["low"], row["high"], unit, words)
    return words(f"tile.{row['signal']}{_lasting(row)}", span=span)


def _of_week(trend: Trend, words: Words) -> str:
    """Which week it is about, where the chosen one is still undecided."""
    if trend.last is None or not trend.is_behind:
        return ""
    week = trend.last["week_start"]
    return words("tile.of_week", month=week.month, day=week.day)


def _target_note(trend: Trend, words: Words) -> str:
    """Whether the target will be met as things are; empty without a target."""
    if trend.target is None:
        return ""
    return words(f"target.{trend.assurance or 'pending'}", target=_target(trend, words))


def _short_target(trend: Trend, words: Words) -> str:
    """The target as a tile has room for it; empty without one."""
    if trend.target is None:
        return ""
    value = amounts.goal(trend.target.value, trend.result.metric.unit, words)
    return words("target.short", value=value)


def _target(trend: Trend, words: Words) -> str:
    """The target itself; empty without one."""
    if trend.target is None:
        return ""
    value = amounts.goal(trend.target.value, trend.result.metric.unit, words)
    return words(f"target.{trend.target.good}", value=value)


def _lasting(row: dict[str, Any]) -> str:
    """What sets a week apart that lies within its limits: it goes on and on."""
    is_within = row["low"] <= row["metric_value"] <= row["high"]
    return "_lasting" if row["signal"] in UNUSUAL and is_within else ""


def _size_note(trend: Trend, words: Words) -> str:
    row = trend.last
    assert row is not None
    if trend.result.metric.unit == "count":
        return words("common.cases_link", count=amounts.many(row["numerator"]))
    if row.get("aj_p90") is not None and row["denominator"] >= fewest_for(0.9):
        # A percentile from fewer cases has no upper limit at all.
        p90 = amounts.duration(row["aj_p90"], words)
        return words("tile.percentiles", p90=p90, numerator=amounts.many(row["numerator"]))
    return words(
        "tile.n",
        numerator=amounts.many(row["numerator"]),
        denominator=amounts.many(row["denominator"]),
    )


def not_recorded(week: WeekFigures, words: Words) -> list[tuple[str, str]]:
    """What is missing from this log and how to start recording it."""
    return [
        (naming.label(result.metric, words), naming.how_to_record(result.metric.metric, words))
        for result in week.not_recorded()
    ]


def control_notes(control: Control, view: View) -> list[str]:
    """The filters in words, the volumes, the control total and what is recorded."""
    words = view.words
    notes = [
        sentence(view.chosen, words),
        words(
            # That nobody counted the contacts is said in words: a dash reads as none.
            "weekly.volume_unknown"
            if control.contacts.status == "not_recorded"
            else "weekly.volume",
            contacts=_total(control.contacts, words),
            escalations=_total(control.escalations, words),
        ),
        _agreement(control, words),
    ]
    known = control.recorded.frame
    if known.height:
        share = known.filter(item="target")["metric_value"][0]
        notes.append(words("weekly.recorded_share", percent=amounts.shown(share, "percent", words)))
    return notes


def _agreement(control: Control, words: Words) -> str:
    """How far the log agrees with the numbers counted elsewhere."""
    if control.contacts.status == "too_few_people":
        return words("weekly.control_total_withheld", minimum=fewest_people())
    if not control.counted:
        return words("weekly.control_total_missing")
    return words(
        "weekly.control_total",
        percent=amounts.percent((control.logged or 0) / control.counted),
        logged=amounts.many(control.logged),
        counted=amounts.many(control.counted),
    )


def _total(result: Result, words: Words) -> str:
    value = result.frame["metric_value"][0] if result.frame.height else None
    return amounts.shown(value, "count", words)
