"""What the weekly review says: its tiles and its three sentences, from finished numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import amounts, data
from dashboard.filters import sentence
from dashboard.trends import Trend, WeekFigures
from dashboard.view import View
from dashboard.words import Words
from queries.asked import Asked
from queries.flags import Revisit
from queries.measure import Result

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
GROUPS = {"category": "escalation_rate", "target": "escalation_volume"}
TILE_COUNT = 8
UNUSUAL = ("better", "worse", "changed")
SNAPSHOTS = ("open_contact_count", "overdue_contact_count")
NAMED_RULES = 2


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
    size: str = ""
    cases: int | None = None
    help: str = ""
    asked: Asked | None = None


@dataclass(frozen=True)
class Group:
    """One category or target in the chosen week, beside its own usual range."""

    code: str
    name: str
    label: str
    value: str
    span: str
    signal: str
    note: str
    link: dict[str, Any]
    figure: tuple[float | None, float | None, float | None, float | None]


def groups_of(by: str, view: View) -> list[Group]:
    """The groups of the chosen week: the rate by category, the count by target."""
    name = GROUPS[by]
    rows = data.this_week_by(view.build, name, by, view.chosen)
    return groups(rows, data.catalog()[name], by, view)


def groups(rows: pl.DataFrame, metric: Any, by: str, view: View) -> list[Group]:
    """The groups of a metric in the chosen week, what moved first, then the largest."""
    ordered = rows.sort("metric_value", descending=True, nulls_last=True)
    found = [_group(row, metric, by, view) for row in ordered.iter_rows(named=True)]
    return sorted(found, key=lambda group: group.signal not in UNUSUAL)


def _group(row: dict[str, Any], metric: Any, by: str, view: View) -> Group:
    words = view.words
    name = words.named(by, row[by])
    value = amounts.shown(row["metric_value"], metric.unit, words)
    has_range = row["low"] is not None
    span = amounts.span(row["low"], row["high"], metric.unit, words) if has_range else ""
    asked = view.chosen.asked(by=("week_start", by)).at(row)
    return Group(
        code=str(row[by]),
        name=name,
        label=words("weekly.group_label", name=name, label=short(metric, words)),
        value=value,
        span=span,
        signal=row["signal"],
        note=words(f"tile.{row['signal']}", span=span) if has_range else "",
        link=view.chosen.cases(metric.metric, asked),
        figure=(row["metric_value"], row["low"], row["center"], row["high"]),
    )


def label(metric: Any, words: Words) -> str:
    """A metric's name in the interface language."""
    return metric.label_ja if words.lang == "ja" else metric.label


def short(metric: Any, words: Words) -> str:
    """A metric's name for small places; its whole name where there is no shorter one."""
    return words.texts.get(f"short.{metric.metric}") or label(metric, words)


def question(metric: Any, words: Words) -> str:
    """The question a metric answers, in the interface language."""
    return metric.question_ja if words.lang == "ja" else metric.question


def how_to_record(name: str, words: Words) -> str:
    """What has to be recorded for a metric to begin."""
    key = f"how_to_record.{name}"
    return words.texts.get(key, words("how_to_record.other"))


def tiles(week: WeekFigures, view: View) -> list[Tile]:
    """The tiles of what is on record, in the meeting's order."""
    found = []
    for name in TILES:
        if name in week.trends and week.trends[name].is_recorded:
            found.append(tile(week.trends[name], view))
        elif name in week.snapshots and week.snapshots[name].status != "not_recorded":
            found.append(_snapshot_tile(week.snapshots[name], view))
    return found[:TILE_COUNT]


def tile(trend: Trend, view: View) -> Tile:
    """One tile from a metric's weeks; says why when there is no value."""
    words, metric = view.words, trend.result.metric
    base = {"metric": metric.metric, "label": short(metric, words)}
    base["help"] = question(metric, words)
    if trend.result.failure:
        return Tile(**base, state="failed", value="–", note=words("tile.failed"))
    row = trend.last
    if row is None or row["metric_value"] is None:
        return Tile(**base, state="too_few", value="–", note=words("tile.too_few", count=0))
    return Tile(
        **base,
        state="ok" if row["status"] == "ok" else "too_few",
        value=amounts.shown(row["metric_value"], metric.unit, words),
        signal=row["signal"],
        note=_range_note(trend, words),
        span=amounts.span(row["low"], row["high"], metric.unit, words),
        size=_size_note(trend, words),
        cases=row["numerator"],
        asked=view.chosen.asked(),
    )


def _snapshot_tile(result: Result, view: View) -> Tile:
    """What is open now: a stock as of the data, not a flow of the week, hence without a range."""
    words, metric = view.words, result.metric
    base = {"metric": metric.metric, "label": short(metric, words)}
    base["help"] = question(metric, words)
    if result.failure or result.is_empty:
        return Tile(**base, state="failed", value="–", note=words("tile.failed"))
    row = result.frame.row(0, named=True)
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
    return words(f"tile.{row['signal']}", span=span)


def _size_note(trend: Trend, words: Words) -> str:
    row = trend.last
    assert row is not None
    if trend.result.metric.unit == "count":
        return words("common.cases_link", count=amounts.many(row["numerator"]))
    if row.get("aj_p90") is not None:
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
        (label(result.metric, words), how_to_record(result.metric.metric, words))
        for result in week.not_recorded()
    ]


def control_notes(control: Mapping[str, Result], view: View) -> list[str]:
    """The filters in words, the volumes, the control total and what is recorded."""
    words = view.words
    total = {name: _total(result) for name, result in control.items()}
    known = control["recorded_share"].frame
    notes = [
        sentence(view.chosen, words),
        words(
            "weekly.volume",
            contacts=amounts.shown(total.get("contact_volume"), "count", words),
            escalations=amounts.shown(total.get("escalation_volume"), "count", words),
        ),
        words("weekly.control_total_missing"),
    ]
    if known.height:
        share = known.filter(pl.col("item") == "target")["metric_value"][0]
        notes.append(words("weekly.recorded_share", percent=amounts.shown(share, "percent", words)))
    return notes


def _total(result: Result) -> Any:
    return result.frame["metric_value"][0] if result.frame.height else None


def sentences(
    shown: Sequence[Tile], trend: Trend, groups: Sequence[Group], rules: Revisit, view: View
) -> list[str]:
    """What changed, what is usual variation, what to decide."""
    return [
        _changed(shown, trend, groups, view),
        _usual(shown, view.words),
        _decide(rules.frame, groups, view.words),
    ]


def _changed(
    shown: Sequence[Tile], trend: Trend, groups: Sequence[Group], view: View
) -> str:
    words = view.words
    unusual = [
        (found.label, found.value, found.span)
        for found in [*shown, *groups]
        if found.signal in UNUSUAL
    ]
    if unusual:
        items = [
            words("weekly.changed_item", label=label, value=value, span=span)
            for label, value, span in unusual
        ]
        return words("weekly.changed_join", items=words("common.list_separator").join(items))
    row = trend.last
    if row is not None and row["low"] is None and row["metric_value"] is not None:
        first = tile(trend, view)
        return words(
            "weekly.changed_too_short",
            weeks=trend.weeks_missing,
            label=first.label,
            value=first.value,
            numerator=amounts.many(row["numerator"]),
            denominator=amounts.many(row["denominator"]),
        )
    return words("weekly.changed_none")


def _usual(shown: Sequence[Tile], words: Words) -> str:
    usual = [found for found in shown if found.signal == "usual"]
    if not usual:
        ranged = any(found.signal != "no_range" for found in shown)
        return words("weekly.usual_none" if ranged else "weekly.usual_pending")
    items = [words("weekly.usual_item", label=found.label, value=found.value) for found in usual]
    return words("weekly.usual_join", items=words("common.list_separator").join(items))


def _decide(rules: pl.DataFrame, groups: Sequence[Group], words: Words) -> str:
    revisit = rules.filter(status="revisit")
    if revisit.is_empty():
        return _nothing_to_revisit(rules, groups, words)
    items = [
        words(
            "weekly.decide_item",
            title=row["title"],
            numerator=amounts.many(row["numerator"]),
            denominator=amounts.many(row["denominator"]),
            kind=words.named("kind", row["kind"]),
        )
        for row in revisit.head(NAMED_RULES).iter_rows(named=True)
    ]
    if revisit.height > NAMED_RULES:
        items.append(words("weekly.decide_more", count=revisit.height - NAMED_RULES))
    return words("weekly.decide_join", items=words("common.list_separator").join(items))


def _nothing_to_revisit(rules: pl.DataFrame, groups: Sequence[Group], words: Words) -> str:
    """What to do without a proposal: look at what moved, or start recording."""
    moved = [f"**{found.name}**" for found in groups if found.signal in UNUSUAL]
    if moved:
        return words("weekly.decide_look", items=words("common.list_separator").join(moved))
    if rules.filter(pl.col("status") != "not_recorded").is_empty():
        return words("weekly.decide_record")
    watch = rules.filter(status="watch").height
    note = words("weekly.decide_watch", count=watch) if watch else ""
    return words("weekly.decide_none", watch=note)
