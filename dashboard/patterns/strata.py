"""One failure in layers: the same rate in each group of one dimension, with what it rests on.

A group is set beside the rest of the log, never beside the whole that it is part of. Groups with
too few cases or too few people stand in the table and say so; they are not drawn.
"""

from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard import amounts, naming
from dashboard.export import tables
from dashboard.figures import bar_charts, plots
from dashboard.frame import address
from dashboard.frame.links import CASES_PAGE
from dashboard.frame.view import View
from dashboard.parts import cards
from dashboard.patterns.three_failures import FAILURES
from dashboard.patterns.views import TOP, WEEKS, named
from dashboard.reading import data, inference
from queries.catalog import Metric
from queries.measure import Result
from queries.methods.intervals import interval

VIEW = "strata"
LAYERS = ("category", "target", "level", "channel", "center", "team", "means", "weekday", "hour")
_IN_ORDER = ("level", "weekday", "hour")
_COLUMNS = ("group", "count", "of", "rate", "interval", "rest")
_OF_FEW = {"too_few": "status.not_enough_data", "too_few_people": "status.too_few_people"}


@dataclass(frozen=True)
class Strata:
    """A failure split by one dimension: bars of what can be told, a row in words for each group.

    `left_out` groups could be drawn and stand in the table alone.
    """

    result: Result
    bars: pl.DataFrame
    told: list[dict[str, Any]]
    links: dict[str, dict[str, Any]]
    left_out: int = 0

    @property
    def withheld(self) -> int:
        """How many groups have too few people behind them to be shown."""
        return self.result.frame.filter(pl.col("status") == "too_few_people").height


def failures(view: View) -> list[Metric]:
    """The failures on record that are a share of something, in the order of the articles."""
    names = [name for group in FAILURES.values() for name in group]
    found = data.metrics(view.build, names, view.chosen.asked(WEEKS))
    return [
        answer.metric
        for answer in found.values()
        if answer.status == "ok" and answer.metric.denominator != "none"
    ]


def layers(metric: Metric, view: View) -> list[str]:
    """The dimensions in which the failure has more than one group."""
    return [
        by for by in LAYERS if by in metric.grains and _measured(metric, by, view).frame.height > 1
    ]


def _measured(metric: Metric, by: str, view: View) -> Result:
    return data.metric(view.build, metric.metric, view.chosen.asked(WEEKS, (by,)))


def strata(metric: Metric, by: str, view: View) -> Strata:
    """The groups, worst first; levels, weekdays and hours in their own order."""
    result = _measured(metric, by, view)
    rows = inference.with_interval(result)
    order = [by] if by in _IN_ORDER else ["metric_value", by]
    rows = rows.sort(order, descending=by not in _IN_ORDER, nulls_last=True)
    rows = rows.with_columns(
        pl.Series("code", [str(place) for place in range(rows.height)], dtype=pl.String),
        pl.Series("name", [named(view, by, value) for value in rows[by]], dtype=pl.String),
    )
    told = [_told(row, rows, view) for row in rows.iter_rows(named=True)]
    shown = rows.with_columns(
        pl.Series("shown", [_beside(row) for row in told], dtype=pl.String),
        pl.Series("note", [f"{row['group']}<br>{_beside(row)}" for row in told], dtype=pl.String),
    ).filter(status="ok")
    links = {
        row["code"]: view.chosen.cases(metric.metric, result.asked.at(row))
        for row in shown.iter_rows(named=True)
    }
    # Hours stand in their order: cut after some, the evening would be missing and not the rare.
    drawn = shown if by in _IN_ORDER else shown.head(TOP)
    return Strata(result, drawn, told, links, shown.height - drawn.height)


def _beside(row: dict[str, Any]) -> str:
    return f"<b>{row['rate']}</b>  {row['count']}/{row['of']}"


def _told(row: dict[str, Any], rows: pl.DataFrame, view: View) -> dict[str, Any]:
    words, few = view.words, _OF_FEW.get(row["status"])
    if row["status"] == "too_few_people" or not row["denominator"]:
        reason = words(few or "status.not_recorded")
        return {**dict.fromkeys(_COLUMNS, "–"), "group": row["name"], "rate": reason}
    return {
        "group": row["name"],
        "count": amounts.many(row["numerator"]),
        "of": amounts.many(row["denominator"]),
        "rate": words(few) if few else amounts.shown(row["metric_value"], "percent", words),
        "interval": amounts.span(row["low"], row["high"], "percent", words),
        "rest": _rest(row, rows, view),
    }


def _rest(row: dict[str, Any], rows: pl.DataFrame, view: View) -> str:
    """The rate of all other groups and its interval; unknown where one of them is withheld."""
    others = rows.filter(pl.col("code") != row["code"])
    if (others["status"] == "too_few_people").any():
        # The difference to the whole would tell what is withheld.
        return "–"
    count, size = (int(others[column].sum()) for column in ("numerator", "denominator"))
    if not size:
        return "–"
    rate = amounts.shown(100 * count / size, "percent", view.words)
    span = amounts.span(*interval(count, size), "percent", view.words)
    return view.words("strata.rest_value", rate=rate, interval=span)


def draw(view: View) -> None:
    """A failure and a dimension to choose; bars lead to the cases, the table holds every group."""
    words = view.words
    offered = failures(view)
    if not offered:
        cards.no_rows(view)
        return
    metric = _choice_of_failure(offered, view)
    splits = layers(metric, view)
    st.subheader(words("strata.title", label=naming.label(metric, words)), anchor=False)
    if not splits:
        st.caption(words("strata.one_group"))
        return
    by = cards.choice("layer", splits, "strata.by", words)
    _draw(strata(metric, by, view), by, view)


def _choice_of_failure(offered: list[Metric], view: View) -> Metric:
    """Which failure is in layers, kept in the URL."""
    words, by_name = view.words, {metric.metric: metric for metric in offered}
    families = {name: family for family, names in FAILURES.items() for name in names}
    address.follow_url("failure", list(by_name), next(iter(by_name)))
    picked = st.selectbox(
        words("strata.failure"),
        list(by_name),
        format_func=lambda name: words(
            "three.name",
            family=words(f"three.{families[name]}"),
            name=naming.short(by_name[name], words),
        ),
        key="failure",
        width=420,
    )
    address.keep_in_url("failure", picked)
    return by_name[picked]


def _draw(found: Strata, by: str, view: View) -> None:
    words, metric = view.words, found.result.metric
    name = naming.label(metric, words)
    title = f"{name} ({words(f'strata.by_{by}')})"
    shown = {column: words(f"strata.column_{column}") for column in _COLUMNS}
    if found.bars.is_empty():
        st.caption(words("strata.nothing_to_draw"))
    else:
        top = found.bars.sort("metric_value", descending=True).row(0, named=True)
        alt = words(
            "chart.bars_alt",
            label=title,
            top=top["name"],
            value=amounts.shown(top["metric_value"], "percent", words),
            count=found.bars.height,
        )
        figure = bar_charts.rate_bars(found.bars, {"value": name, "axis": f"{name} (%)"}, view.ink)
        picked = plots.draw(figure, "strata", alt, title, view)
        st.caption(words("strata.caption"))
        if found.left_out:
            st.caption(words("strata.left_out", count=found.left_out))
        if picked in found.links:
            st.switch_page(CASES_PAGE, query_params=found.links[picked])
    cards.withheld(found.withheld, words)
    if found.withheld:
        st.caption(words("strata.no_rest"))
    told = tables.worded(found.told, shown)
    tables.offer(title, lambda: told, metric)
    st.dataframe(told, hide_index=True, height="content", alt=title)
