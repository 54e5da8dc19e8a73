"""The figures. A function here takes finished numbers and returns a picture; it computes none."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.figures.bar_charts import height_for, write_beside
from dashboard.figures.ink import Ink, template

WEEKS_PER_TICK = 4
NOTE_WIDTH = 165
SYMBOLS = {"concern": "triangle-up", "improvement": "diamond", "unusual": "square"}


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
    figure = go.Figure(layout={"template": template(ink), "height": 280})
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
    _label_last(figure, rows, ink)
    _mark_changes(figure, changed or {}, ink)
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


def _mark_changes(figure: go.Figure, changed: Mapping[dt.date, str], ink: Ink) -> None:
    """Draw a line with its numbers where something changed."""
    for week, numbers in changed.items():
        figure.add_shape(
            type="line",
            x0=week,
            x1=week,
            y0=0,
            y1=1,
            yref="paper",
            layer="below",
            line={"color": ink.quiet, "width": 1, "dash": "dot"},
        )
        figure.add_annotation(
            x=week,
            y=1,
            yref="paper",
            yanchor="bottom",
            text=numbers,
            showarrow=False,
            font={"size": 12, "color": ink.text},
        )
    if changed:
        figure.update_layout(margin_t=24)


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


def _label_last(figure: go.Figure, rows: pl.DataFrame, ink: Ink) -> None:
    """Write the newest value beside its point."""
    last = rows.filter(pl.col("metric_value").is_not_null()).tail(1)
    if last.is_empty():
        return
    figure.add_annotation(
        x=last["week_start"][0],
        y=last["metric_value"][0],
        text=f"<b>{last['shown'][0]}</b>",
        showarrow=False,
        xshift=10,
        xanchor="left",
        font={"size": 13, "color": ink.text},
    )


def usual_ranges(rows: pl.DataFrame, names: dict[str, str], ink: Ink) -> go.Figure:
    """One week's value of each group as a mark on the group's usual range.

    `rows`: code, name, metric_value, low, center, high, signal, shown, note.
    """
    turned = rows.reverse()
    figure = go.Figure(layout={"template": template(ink), "height": height_for(rows.height)})
    for name, low, high in turned.select("name", "low", "high").iter_rows():
        if low is not None:
            figure.add_trace(
                go.Scatter(
                    x=[low, high],
                    y=[name, name],
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
