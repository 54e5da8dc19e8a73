"""Categories and targets in the chosen week, each beside its own usual range."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import amounts, naming
from dashboard.frame.view import View
from dashboard.reading import data, weeks
from dashboard.reading.trends import UNUSUAL, Trend
from queries.catalog import Metric
from queries.people import fewest_people

GROUPS = {"category": "escalation_rate", "target": "escalation_volume"}


def offered(lead: Trend) -> list[str]:
    """What a week can be split by: what the review's leading figure stands for, or counts alone."""
    leading = lead.result.metric.metric
    return [by for by, name in GROUPS.items() if name in (leading, "escalation_volume")]


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
    mark: str
    link: dict[str, Any]
    figure: tuple[float | None, float | None, float | None, float | None]
    is_lasting: bool = False


def groups_of(by: str, view: View) -> list[Group]:
    """The groups of the chosen week: the rate by category, the count by target."""
    name = GROUPS[by]
    rows = weeks.this_week_by(view.build, name, by, view.chosen)
    return groups(rows, data.catalog()[name], by, view)


def groups(rows: pl.DataFrame, metric: Metric, by: str, view: View) -> list[Group]:
    """The groups of a metric in the chosen week, what moved first, then the largest."""
    ordered = rows.sort("metric_value", descending=True, nulls_last=True)
    found = [_group(row, metric, by, view) for row in ordered.iter_rows(named=True)]
    return sorted(found, key=lambda group: group.signal not in UNUSUAL)


def _group(row: dict[str, Any], metric: Metric, by: str, view: View) -> Group:
    words = view.words
    name = words.named(by, row[by])
    value = amounts.shown(row["metric_value"], metric.unit, words)
    is_withheld = row["status"] == "too_few_people"
    has_range = row["low"] is not None and not is_withheld
    withheld = few = ""
    if is_withheld:
        withheld = words("tile.too_few_people", minimum=fewest_people())
        # Beside a bar there is room for few words; the rest is told where the mark is pointed at.
        few = words("tile.too_few_people_mark", minimum=fewest_people())
    span = amounts.span(row["low"], row["high"], metric.unit, words) if has_range else ""
    asked = view.chosen.asked(by=("week_start", by)).at(row)
    return Group(
        code=str(row[by]),
        name=name,
        label=words("weekly.group_label", name=name, label=naming.short(metric, words)),
        value=value,
        span=span,
        signal=row["signal"],
        note=words(f"tile.{row['signal']}", span=span) if has_range else withheld,
        mark=words(f"tile.{row['signal']}_mark", span=span) if has_range else few,
        link=view.chosen.cases(metric.metric, asked),
        figure=(row["metric_value"], row["low"], row["center"], row["high"]),
    )
