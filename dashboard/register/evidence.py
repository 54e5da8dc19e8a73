"""What the log shows of one rule: its figures by week, its route's steps, and rules like it."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from dashboard import amounts, naming
from dashboard.frame.view import View
from dashboard.reading import data, weeks
from dashboard.reading.trends import Trend
from dashboard.register.book import WEEKS
from queries.catalog import Metric
from queries.methods.fair_comparison import funnel_limits, overdispersed_funnel

# What a rule is looked at by, in the order of the page; those on record are offered.
FIGURES = (
    "escalation_volume",
    "over_escalation_by_receiver_rate",
    "raised_late_rate",
    "unreachable_attempt_rate",
    "repeat_question_rate",
    "level_misfit_rate",
    "report_completeness_rate",
    "return_rate",
)
FEWEST_RULES = 10
_CURVE = 60


@dataclass(frozen=True)
class Funnel:
    """Rules of a rate by size: rows of code, name, size, value, note; and the curves of limits.

    `curves`: size, inner_low, inner_high, outer_low, outer_high, in percent. `withheld` rules have
    too few people behind them.
    """

    metric: Metric
    rows: pl.DataFrame
    curves: pl.DataFrame
    center: float
    withheld: int
    links: dict[str, dict[str, Any]]

    @property
    def is_drawn(self) -> bool:
        """Whether there are rules enough to tell what is usual among them."""
        return self.rows.height >= FEWEST_RULES


def offered(view: View, rule_id: str) -> list[str]:
    """The figures that this log carries for a rule."""
    return [name for name in FIGURES if _trend(view, name, rule_id).is_recorded]


def trend(view: View, name: str, rule_id: str) -> Trend:
    """A figure's weeks of one rule beside the rule's own usual range."""
    return _trend(view, name, rule_id)


def _trend(view: View, name: str, rule_id: str) -> Trend:
    return weeks.rule_trend(view.build, name, rule_id, view.chosen)


def step_notes(view: View, rule_id: str) -> dict[int, str]:
    """How often each step of a rule's route could not be reached in the last weeks, in words."""
    words = view.words
    asked = replace(view.chosen.unfiltered().asked(WEEKS, ("step",)), rule_id=(rule_id,))
    result = data.metric(view.build, "unreachable_attempt_rate", asked)
    if result.is_empty:
        return {}
    found = {}
    for row in result.frame.filter(pl.col("step").is_not_null()).iter_rows(named=True):
        if row["status"] == "too_few_people":
            found[row["step"]] = words("status.too_few_people")
            continue
        found[row["step"]] = words(
            "register.step_result",
            value=amounts.shown(row["metric_value"], "percent", words),
            numerator=amounts.many(row["numerator"]),
            denominator=amounts.many(row["denominator"]),
        )
    return found


def funnel(view: View, name: str, titles: dict[str, str]) -> Funnel | None:
    """All rules by size and rate over the last weeks; None for what is no rate."""
    metric = data.catalog()[name]
    if metric.unit != "percent":
        return None
    asked = view.chosen.unfiltered().asked(WEEKS, ("rule_id",))
    result = data.metric(view.build, name, asked)
    if result.is_empty:
        return None
    named = result.frame.filter(pl.col("rule_id").is_not_null())
    rows = named.filter(pl.col("metric_value").is_not_null() & (pl.col("denominator") > 0))
    found = overdispersed_funnel(rows["numerator"], rows["denominator"])
    return Funnel(
        metric=metric,
        rows=_rows(rows, titles, view),
        curves=_curves(found, rows),
        center=100 * found.center,
        withheld=named.filter(status="too_few_people").height,
        links={
            row["rule_id"]: view.chosen.unfiltered().cases(name, asked.at(row))
            for row in rows.iter_rows(named=True)
        },
    )


def _rows(rows: pl.DataFrame, titles: dict[str, str], view: View) -> pl.DataFrame:
    notes = [
        f"{titles.get(row['rule_id'], row['rule_id'])}<br>"
        f"<b>{amounts.shown(row['metric_value'], 'percent', view.words)}</b>  "
        f"{amounts.many(row['numerator'])} / {amounts.many(row['denominator'])}"
        for row in rows.iter_rows(named=True)
    ]
    return rows.select(code="rule_id", size="denominator", value="metric_value").with_columns(
        pl.Series("note", notes, dtype=pl.String)
    )


def _curves(found: Any, rows: pl.DataFrame) -> pl.DataFrame:
    if rows.is_empty():
        return pl.DataFrame()
    sizes = np.linspace(5, float(rows["denominator"].max() or 5) * 1.05, _CURVE)  # type: ignore[arg-type]
    columns = {"size": sizes}
    for name, z in (("inner", 1.96), ("outer", 3.09)):
        low, high = funnel_limits(found, sizes, z)
        columns |= {f"{name}_low": 100 * low, f"{name}_high": 100 * high}
    return pl.DataFrame(columns)


def label(name: str, view: View) -> str:
    """A figure's short name."""
    return naming.short(data.catalog()[name], view.words)
