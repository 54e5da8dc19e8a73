"""What the failure patterns page shows: which views the log can carry, and their rows."""

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from dashboard import amounts, naming
from dashboard.frame.view import View
from dashboard.reading import data, inference
from queries.asked import Asked
from queries.measure import Result

_FEW = "too_few_people"
WEEKS = 13
TOP = 12
RATE_GROUPS = ("category", "hour", "weekday", "center", "channel", "team")
NEEDS = {
    "rate": "escalation_rate",
    "pareto": "escalation_volume",
    "target": "escalation_volume",
    "over": "over_escalation_by_receiver_rate",
    "unreachable": "unreachable_attempt_rate",
    "repeat": "repeat_question_slot_share",
    "missing": "missing_item_share",
    "matrix": "risk_matrix_escalation_rate",
}


@dataclass(frozen=True)
class Split:
    """A metric split by something: rows ready to be drawn, and where each row's click leads."""

    result: Result
    rows: pl.DataFrame
    links: dict[str, dict[str, Any]]
    thin: pl.DataFrame = field(default_factory=pl.DataFrame)

    @property
    def withheld(self) -> int:
        """How many groups have too few people behind them to be shown."""
        return 0 if self.result.is_empty else self.result.frame.filter(status=_FEW).height


def period(view: View) -> str:
    """The weeks that the page looks at, in words."""
    asked = _asked(view)
    return view.words(
        "patterns.weeks",
        weeks=WEEKS,
        start=f"{asked.start:%Y/%m/%d}",
        stop=f"{view.chosen.week.last:%Y/%m/%d}",
    )


def _asked(view: View, *by: str) -> Asked:
    return view.chosen.asked(WEEKS, by)


def _measured(view: View, metric: str, *by: str) -> Result:
    return data.metric(view.build, metric, _asked(view, *by))


def is_recorded(view: View, metric: str) -> bool:
    return _measured(view, metric).status != "not_recorded"


def rate_groups(view: View) -> list[str]:
    """The ways to split the escalation rate that tell something: more than one group."""
    return [by for by in RATE_GROUPS if _measured(view, _rate_metric(by), by).frame.height > 1]


def rate(view: View, by: str) -> Split:
    """The escalation rate split by one thing."""
    return _split(view, _rate_metric(by), by)


def _rate_metric(by: str) -> str:
    """The hour is known of contacts only, not of the daily counts."""
    return "escalation_rate_by_hour" if by in ("hour", "weekday") else NEEDS["rate"]


def over(view: View) -> Split:
    """Over-escalation by category."""
    return _split(view, NEEDS["over"], "category")


def slots(view: View) -> Split:
    """Repeat questions by the item asked again."""
    return _split(view, NEEDS["repeat"], "slot")


def _split(view: View, metric: str, by: str) -> Split:
    """A rate per group with its interval, highest first; hours and weekdays in their order."""
    result = _measured(view, metric, by)
    if result.is_empty:
        return Split(result, result.frame, {})
    rows = inference.with_interval(result).filter(pl.col("metric_value").is_not_null())
    if by not in ("hour", "weekday"):
        rows = rows.sort("metric_value", descending=True).head(TOP)
    groups = [named(view, by, value) for value in rows[by].to_list()]
    shown = [_shown(row, view) for row in rows.iter_rows(named=True)]
    rows = rows.with_columns(
        pl.Series("code", [str(place) for place in range(rows.height)], dtype=pl.String),
        pl.Series("name", groups, dtype=pl.String),
        pl.Series("shown", shown, dtype=pl.String),
        pl.Series("note", shown, dtype=pl.String),
    )
    return Split(result, rows, _links(view, result, rows))


def named(view: View, by: str, value: Any) -> str:
    if value is None:
        return view.words("common.unknown")
    if by == "hour":
        return view.words("hour.label", hour=value)
    if by == "level":
        return data.levels(view.build, view.lang).get(value, str(value))
    return view.words.named(by, str(value))


def _shown(row: dict[str, Any], view: View) -> str:
    value = amounts.shown(row["metric_value"], "percent", view.words)
    return f"<b>{value}</b>  {amounts.many(row['numerator'])}/{amounts.many(row['denominator'])}"


def _links(view: View, result: Result, rows: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """Where a click on each row leads, by the row's code."""
    name = result.metric.metric
    return {
        row["code"]: view.chosen.cases(name, result.asked.at(row))
        for row in rows.iter_rows(named=True)
    }


def combinations(view: View) -> Split:
    """Escalations by category and target, most frequent first, with the cumulative share."""
    return _counted(view, NEEDS["pareto"], "category", "target")


def targets(view: View) -> Split:
    """Escalations by target, most frequent first, with the cumulative share."""
    return _counted(view, NEEDS["target"], "target")


def missing_items(view: View) -> Split:
    """Items that reports leave out, most frequent first, with the cumulative share."""
    return _counted(view, NEEDS["missing"], "slot")


def _counted(view: View, metric: str, *by: str) -> Split:
    result = _measured(view, metric, *by)
    if result.is_empty:
        return Split(result, result.frame, {})
    groups = [naming.group_of_words(name, result.metric) for name in by]
    rows = inference.with_cumulative(result).filter(pl.col("count") > 0).head(TOP)
    cells = [
        " → ".join(named(view, group, value) for group, value in zip(groups, cell, strict=True))
        for cell in rows.select(by).iter_rows()
    ]
    rows = rows.with_columns(
        pl.Series("code", [str(place) for place in range(rows.height)], dtype=pl.String),
        pl.Series("name", cells, dtype=pl.String),
        pl.Series("shown", [amounts.many(count) for count in rows["numerator"]], dtype=pl.String),
    )
    return Split(result, rows, _links(view, result, rows))


def unreachable(view: View) -> Split:
    """Unreachable attempts by weekday and hour; cells with too few attempts stand apart."""
    result = _measured(view, NEEDS["unreachable"], "weekday", "hour")
    if result.is_empty:
        return Split(result, result.frame, {})
    known = result.frame.filter(pl.all_horizontal(pl.col("weekday", "hour").is_not_null()))
    known = known.with_columns(
        pl.Series("shown", [_percent(row, view) for row in known.iter_rows(named=True)]),
        pl.Series("note", [_cell_note(row, view) for row in known.iter_rows(named=True)]),
    )
    rows, thin = known.filter(status="ok"), known.filter(pl.col("status") != "ok")
    rows = rows.with_columns(
        pl.Series("code", [str(place) for place in range(rows.height)], dtype=pl.String)
    )
    return Split(result, rows, _links(view, result, rows), thin)


def _percent(row: dict[str, Any], view: View) -> str:
    return amounts.shown(row["metric_value"], "percent", view.words)


def _cell_note(row: dict[str, Any], view: View) -> str:
    day, hour = named(view, "weekday", row["weekday"]), named(view, "hour", row["hour"])
    if row["status"] == _FEW:
        return f"{day} {hour}  {view.words('status.too_few_people')}"
    thin = "" if row["status"] == "ok" else view.words("status.not_enough_data")
    return f"{day} {hour}  {_percent(row, view)}  ({row['numerator']}/{row['denominator']}) {thin}"
