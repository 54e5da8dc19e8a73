"""The figures. A function here takes finished numbers and returns a picture; it computes none."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.figures.bar_charts import height_for, write_beside
from dashboard.figures.drawn_once import drawn_once
from dashboard.figures.ink import Ink, template

WEEKS_PER_TICK = 4
NOTE_WIDTH = 165
SYMBOLS = {"concern": "triangle-up", "improvement": "diamond", "unusual": "square"}


@drawn_once
def trend_with_range(
    rows: pl.DataFrame,
    names: dict[str, str],
    ink: Ink,
    changed: Mapping[dt.date, str] | None = None,
) -> go.Figure:
    """Weekly values over their usual range; a missing week stays a gap.

    `changed`: what to write above the Mondays of weeks with a change.

    `rows`: week_start, label, metric_value, low, center, high, signal, is_provisional, shown, note,
    stretch: a range that was locked anew begins a new one and breaks the band.
    """
    weeks = rows["week_start"].to_list()
    figure = go.Figure(layout={"template": template(ink), "height": 300})
    for stretch in rows.partition_by("stretch", maintain_order=True):
        _add_range(figure, stretch, names, ink)
    figure.add_trace(
        go.Scatter(
            x=weeks,
            y=rows["metric_value"].to_list(),
            name=names["value"],
            mode="lines+markers",
            connectgaps=False,
            line={"color": ink.line, "width": 2},
            marker=_marks(rows, ink),
            customdata=[[week.isoformat()] for week in weeks],
            text=rows["note"].to_list(),
            hovertemplate="%{text}<extra></extra>",
        )
    )
    _annotate(figure, rows, changed or {}, ink)
    figure.update_layout(margin_r=64)
    figure.update_xaxes(
        tickformat="%-m/%-d",
        tickvals=weeks[::WEEKS_PER_TICK],
        tickangle=0,
        showgrid=False,
        ticklabelstandoff=6,
    )
    # A count starts at zero; a rate is read against its usual range.
    mode = "tozero" if names.get("is_count") else "normal"
    figure.update_yaxes(rangemode=mode, title_text=names["axis"])
    return figure


def _add_range(figure: go.Figure, rows: pl.DataFrame, names: dict[str, str], ink: Ink) -> None:
    """Put the usual range and its center line behind the values."""
    if rows["center"].null_count() == rows.height:
        return
    weeks = rows["week_start"].to_list()
    edge: dict[str, Any] = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    figure.add_trace(go.Scatter(x=weeks, y=rows["low"].to_list(), name="low", **edge))
    figure.add_trace(
        go.Scatter(
            x=weeks,
            y=rows["high"].to_list(),
            name=names["range"],
            fill="tonexty",
            fillcolor=ink.band,
            **edge,
        )
    )
    figure.add_trace(
        go.Scatter(
            x=weeks,
            y=rows["center"].to_list(),
            name=names["center"],
            mode="lines",
            line={"color": ink.quiet, "width": 1, "dash": "dash"},
            hoverinfo="skip",
        )
    )


def _annotate(
    figure: go.Figure, rows: pl.DataFrame, changed: Mapping[dt.date, str], ink: Ink
) -> None:
    """Write the newest value beside its point, and draw a line where something changed."""
    # All at once: each one added later would check all before it again.
    figure.update_layout(
        annotations=[*_newest(rows, ink), *_numbers(changed, ink)],
        shapes=[_line(week, ink) for week in changed],
    )


def _line(week: dt.date, ink: Ink) -> dict[str, Any]:
    line = {"color": ink.quiet, "width": 1, "dash": "dot"}
    ends = {"x0": week, "x1": week, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", **ends, "layer": "below", "line": line}


def _numbers(changed: Mapping[dt.date, str], ink: Ink) -> list[dict[str, Any]]:
    return [
        {
            "x": week,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": numbers,
            "showarrow": False,
            "font": {"size": 12, "color": ink.text},
        }
        for week, numbers in changed.items()
    ]


def _marks(rows: pl.DataFrame, ink: Ink) -> dict[str, Any]:
    """Markers by meaning: shape and colour for a signal, hollow while provisional."""
    colours = {
        "concern": ink.concern,
        "improvement": ink.improvement,
        "unusual": ink.concern,
    }
    signals = rows["signal"].to_list()
    edges = [colours.get(signal, ink.line) for signal in signals]
    hollow = rows["is_provisional"].to_list()
    return {
        "symbol": [SYMBOLS.get(signal, "circle") for signal in signals],
        "size": [11 if signal in colours else 7 for signal in signals],
        "color": [ink.paper if soft else edge for soft, edge in zip(hollow, edges, strict=True)],
        "line": {"color": edges, "width": 2},
    }


def _newest(rows: pl.DataFrame, ink: Ink) -> list[dict[str, Any]]:
    """The newest value in words beside its point; none where no week has one."""
    last = rows.filter(pl.col("metric_value").is_not_null()).tail(1)
    return [
        {
            "x": row["week_start"],
            "y": row["metric_value"],
            "text": f"<b>{row['shown']}</b>",
            "showarrow": False,
            "xshift": 10,
            "xanchor": "left",
            "font": {"size": 13, "color": ink.text},
        }
        for row in last.iter_rows(named=True)
    ]


@drawn_once
def usual_ranges(rows: pl.DataFrame, names: dict[str, str], ink: Ink) -> go.Figure:
    """One week's value of each group as a mark on the group's usual range.

    `rows`: code, name, metric_value, low, center, high, signal, shown, note.
    """
    turned = rows.reverse()
    figure = go.Figure(layout={"template": template(ink), "height": height_for(rows.height)})
    known = turned.filter(pl.col("low").is_not_null())
    # One line with gaps for all of them; a line each takes ten times as long to draw.
    ends = [(low, high, None) for low, high in known.select("low", "high").iter_rows()]
    if ends:
        figure.add_trace(
            go.Scatter(
                x=[end for ends_of_one in ends for end in ends_of_one],
                y=[name for name in known["name"] for _ in range(3)],
                mode="lines",
                name=names["range"],
                line={"color": ink.band.replace("0.1", "0.2"), "width": 14},
                hoverinfo="skip",
            )
        )
    marker = _marks(turned.with_columns(is_provisional=pl.lit(False)), ink)
    figure.add_trace(
        go.Scatter(
            x=turned["metric_value"].to_list(),
            y=turned["name"].to_list(),
            name=names["value"],
            mode="markers",
            cliponaxis=False,
            marker={**marker, "size": [13 if size > 7 else 10 for size in marker["size"]]},
            customdata=[[code] for code in turned["code"].to_list()],
            text=turned["note"].to_list(),
            hovertemplate="%{text}<extra></extra>",
        )
    )
    write_beside(figure, turned, ink)
    figure.update_layout(margin_r=NOTE_WIDTH)
    figure.update_xaxes(rangemode="tozero", title_text=names["axis"])
    figure.update_yaxes(
        showgrid=False, tickfont={"color": ink.text, "size": 13}, ticklabelstandoff=8
    )
    return figure
