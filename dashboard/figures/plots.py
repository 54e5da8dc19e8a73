"""Draws the figures of charts.py with their alt texts, and follows a click to its cases."""

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from dashboard import amounts, naming
from dashboard.export import tables
from dashboard.figures import bar_charts, charts, ink, picture, weekday_map
from dashboard.figures.spoken import spoken
from dashboard.frame import noted
from dashboard.frame.links import CASES_PAGE
from dashboard.frame.view import View
from dashboard.parts import cards
from dashboard.patterns.views import Split
from dashboard.reading import data
from dashboard.reading.changes import changes, circled, numbered
from dashboard.reading.trends import NO_RANGE, Trend
from dashboard.weekly.groups import GROUPS, Group
from queries.people import fewest_people

HEAT_SCALE = {
    "light": ["#eef4f8", "#9cc7e2", "#3b8fc2", "#0b4f7a"],
    "dark": ["#1e2a34", "#23567a", "#3f8fc4", "#9ad0f5"],
}


def trend(shown: Trend, view: View, rule_id: str | None = None) -> None:
    """A metric's weeks over its usual range; a click on a week opens its cases.

    With `rule_id` only the changes of that rule are marked, beside those that are of no rule.
    """
    words, metric = view.words, shown.result.metric
    name = naming.label(metric, words)
    heading = words("weekly.trend", label=name)
    if rule_id is None:
        noted.title(heading, metric.metric, view)
    else:
        st.subheader(heading, anchor=False)
    rows = _trend_rows(shown, view)
    names = {
        "value": name,
        "range": words("chart.range"),
        "center": words("chart.center_line"),
        "axis": f"{name} ({words(f'unit.{metric.unit}')})",
        "is_count": "yes" if metric.unit == "count" else "",
    }
    _offer_trend(shown, name, view)
    marks = changes(view, shown.rows["week_start"][0], rule_id)
    figure = charts.trend_with_range(rows, names, view.ink, numbered(marks))
    picked = draw(figure, "trend", spoken(shown, view), name, view)
    st.caption(f"{words('weekly.trend_caption')} {_range_note(shown, view)}")
    if marks:
        st.caption("　".join(f"{circled(mark.number)} {mark.title}" for mark in marks))
    if rule_id is None:
        noted.under(metric.metric, view)
    if picked is not None:
        asked = shown.result.asked
        week = rows.filter(pl.col("code") == picked).row(0, named=True)
        st.switch_page(CASES_PAGE, query_params=view.chosen.cases(metric.metric, asked.at(week)))


def _offer_trend(shown: Trend, name: str, view: View) -> None:
    """Let the weeks be taken away with their usual range and sign."""
    words = view.words

    def rows() -> pl.DataFrame:
        names = {"week_start": words("cases.week_start")}
        told = tables.figures(shown.rows, shown.result.metric, name, names, words)
        unit = words(f"unit.{shown.result.metric.unit}")
        return told.with_columns(
            shown.rows["low"].alias(f"{words('export.low')} ({unit})"),
            shown.rows["high"].alias(f"{words('export.high')} ({unit})"),
            pl.Series(
                words("export.signal"),
                [words(f"signal.{signal}") for signal in shown.rows["signal"]],
                dtype=pl.String,
            ),
        )

    tables.offer(words("weekly.trend", label=name), rows, shown.result.metric)


def _offer_split(split: Split, title: str, view: View) -> None:
    """Let the groups of a picture be taken away, those with too few cases among them."""
    words, metric = view.words, split.result.metric

    def rows() -> pl.DataFrame:
        shown = pl.concat([split.rows, split.thin], how="diagonal_relaxed")
        if "name" not in shown.columns:
            days = [words(f"weekday.{day}") for day in shown["weekday"]]
            shown = shown.with_columns(pl.Series("weekday", days))
        names = {
            "name": words("export.group"),
            "weekday": words("cases.weekday"),
            "hour": words("cases.hour"),
        }
        if "name" in shown.columns:
            names = {"name": words("export.group")}
        return tables.figures(shown, metric, naming.label(metric, words), names, words)

    tables.offer(title, rows, metric)


def _locks_behind(shown: Trend, week: dt.date) -> int:
    return sum(lock.first_week <= week for lock in shown.locked)


def _range_note(shown: Trend, view: View) -> str:
    """Which weeks the range comes from: locked by a person and why, or the first ones."""
    if shown.is_lock_unread:
        return view.words("weekly.range_unread")
    past = [lock for lock in shown.locked if lock.first_week <= view.chosen.week.start]
    if not past:
        return view.words("weekly.range_first")
    lock = past[-1]
    week = f"{lock.first_week:%Y/%m/%d}"
    return view.words("weekly.range_locked", week=week, reason=lock.reason)


def _trend_rows(shown: Trend, view: View) -> pl.DataFrame:
    unit = shown.result.metric.unit
    settled = {week.start: week.is_final for week in view.choices.weeks}
    notes, values, soft = [], [], []
    for row in shown.rows.iter_rows(named=True):
        value = amounts.shown(row["metric_value"], unit, view.words)
        size = f"{amounts.many(row['numerator'])} / {amounts.many(row['denominator'])}"
        week = view.words("chart.hover", week=f"{row['week_start']:%Y/%m/%d}")
        signal = "" if row["signal"] == NO_RANGE else view.words(f"signal.{row['signal']}")
        if row["status"] == "too_few_people":
            size, signal = "", view.words("tile.too_few_people", minimum=fewest_people())
        notes.append(f"{week}<br><b>{value}</b>  {size}<br>{signal}")
        values.append(value)
        soft.append(not settled.get(row["week_start"], True))
    return shown.rows.with_columns(
        pl.Series("note", notes, dtype=pl.String),
        pl.Series("shown", values, dtype=pl.String),
        pl.Series("is_provisional", soft, dtype=pl.Boolean),
        pl.Series("stretch", [_locks_behind(shown, week) for week in shown.rows["week_start"]]),
        pl.col("week_start").cast(pl.String).alias("code"),
    )


def draw(figure: go.Figure, key: str, alt: str, title: str, view: View) -> str | None:
    """Draw a figure that can be saved under its title; the code of the mark that was clicked."""
    state = st.plotly_chart(
        figure,
        theme=None,
        key=key,
        on_select="rerun",
        selection_mode="points",
        config=picture.config(title, view),
        alt=alt,
    )
    points = state["selection"]["points"]
    return points[0]["customdata"][0] if points and points[0].get("customdata") else None


def _follow(split: Split, picked: str | None) -> None:
    if picked in split.links:
        st.switch_page(CASES_PAGE, query_params=split.links[picked])


def this_week(found: Sequence[Group], by: str, view: View) -> None:
    """The chosen week's groups beside their own usual ranges; a click opens a group's cases."""
    words, metric = view.words, data.catalog()[GROUPS[by]]
    name = naming.label(metric, words)
    if not found:
        st.caption(words("state.no_rows_title"))
        return
    columns = ("metric_value", "low", "center", "high")
    figures = {
        column: pl.Series(column, [group.figure[place] for group in found], dtype=pl.Float64)
        for place, column in enumerate(columns)
    }
    rows = pl.DataFrame(
        {
            "code": [group.code for group in found],
            "name": [group.name for group in found],
            "signal": [group.signal for group in found],
            "shown": [f"<b>{group.value}</b>  {group.mark}" for group in found],
            "note": [f"{group.name}<br><b>{group.value}</b><br>{group.note}" for group in found],
            **figures,
        }
    )
    unit = words(f"unit.{metric.unit}")
    names = {"value": name, "range": words("chart.range"), "axis": f"{name} ({unit})"}
    headers = {
        "name": words("export.group"),
        "metric_value": f"{name} ({unit})",
        "low": f"{words('export.low')} ({unit})",
        "high": f"{words('export.high')} ({unit})",
    }
    tables.offer(
        words(f"weekly.by_{by}"),
        lambda: rows.select(pl.col(old).alias(new) for old, new in headers.items()),
        metric,
    )
    top = max(found, key=lambda group: group.figure[0] or 0)
    alt = words("chart.bars_alt", label=name, top=top.name, value=top.value, count=len(found))
    figure = charts.usual_ranges(rows, names, view.ink)
    picked = draw(figure, f"groups_{by}", alt, words(f"weekly.by_{by}"), view)
    st.caption(words("weekly.by_caption"))
    links = {group.code: group.link for group in found}
    if picked in links:
        st.switch_page(CASES_PAGE, query_params=links[picked])


def bars(split: Split, name_of_view: str, view: View) -> None:
    """A rate per group with its interval; a click opens the group's cases."""
    words, metric = view.words, split.result.metric
    title, caption = (words(f"patterns.{name_of_view}_{part}") for part in ("title", "caption"))
    st.subheader(title, anchor=False)
    if split.rows.is_empty():
        cards.block_state(split.result, view)
        return
    name = naming.label(metric, words)
    names = {"value": name, "axis": f"{name} (%)"}
    top = split.rows.sort("metric_value", descending=True, nulls_last=True).row(0, named=True)
    value = amounts.shown(top["metric_value"], "percent", words)
    alt = words(
        "chart.bars_alt", label=title, top=top["name"], value=value, count=split.rows.height
    )
    _offer_split(split, title, view)
    figure = bar_charts.rate_bars(split.rows, names, view.ink)
    picked = draw(figure, f"bars_{name_of_view}", alt, title, view)
    st.caption(f"{caption} {words('patterns.open_row')}")
    cards.withheld(split.withheld, words)
    _follow(split, picked)


def pareto(split: Split, name_of_view: str, view: View) -> None:
    """What is most frequent; a click opens its cases."""
    words = view.words
    st.subheader(words(f"patterns.{name_of_view}_title"), anchor=False)
    if split.rows.is_empty():
        cards.block_state(split.result, view)
        return
    names = {
        "value": words("chart.value"),
        "cumulative": words("patterns.pareto_cumulative"),
        "axis": naming.label(split.result.metric, words),
    }
    top = split.rows.row(0, named=True)
    alt = words("chart.pareto_alt", top=top["name"], value=top["shown"], count=split.rows.height)
    _offer_split(split, words(f"patterns.{name_of_view}_title"), view)
    figure = bar_charts.pareto(split.rows, names, view.ink)
    title = words(f"patterns.{name_of_view}_title")
    picked = draw(figure, name_of_view, alt, title, view)
    st.caption(f"{words('patterns.pareto_caption')} {words('patterns.open_row')}")
    cards.withheld(split.withheld, words)
    _follow(split, picked)


def weekday_hour(split: Split, view: View) -> None:
    """The weekday × hour map of what could not be reached; a click opens the cell's cases."""
    words = view.words
    st.subheader(words("patterns.unreachable_title"), anchor=False)
    if split.rows.is_empty():
        cards.block_state(split.result, view)
        return
    _offer_split(split, words("patterns.unreachable_title"), view)
    rows = split.rows
    hours = split.result.frame["hour"].drop_nulls()
    names = {
        "first": hours.min(),
        "last": hours.max(),
        "hour": words.texts["hour.label"],
        "weekdays": [words(f"weekday.{day}") for day in range(1, 8)],
        "max": rows["metric_value"].max(),
        "high": amounts.shown(rows["metric_value"].max(), "percent", words),
        "scale": HEAT_SCALE["dark" if view.ink is ink.DARK else "light"],
    }
    top = rows.sort("metric_value", descending=True).row(0, named=True)
    alt = words(
        "chart.heat_alt",
        label=words("patterns.unreachable_title"),
        weekday=words(f"weekday.{top['weekday']}"),
        hour=top["hour"],
        value=amounts.shown(top["metric_value"], "percent", words),
    )
    state = st.echarts_chart(
        weekday_map.weekday_hour(rows, split.thin, names, view.ink),
        height=360,
        theme=None,
        key="weekday_hour",
        on_select="rerun",
        renderer="canvas",
        alt=alt,
    )
    minimum = split.result.threshold.min_denominator
    st.caption(words("patterns.unreachable_caption", minimum=minimum))
    cards.withheld(split.withheld, words)
    picked = [index for group in state["selection"]["selected"] for index in group["data_indices"]]
    _follow(split, str(picked[0]) if picked else None)
