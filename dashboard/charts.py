"""The figures. A function here takes finished numbers and returns a picture; it computes none."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl

FOUR_WEEKS = 28 * 86_400_000
FONT = "Noto Sans JP, Noto Sans CJK JP, Hiragino Sans, Yu Gothic UI, Meiryo, sans-serif"


@dataclass(frozen=True)
class Ink:
    """Colours by what they mean (Okabe and Ito's set); each meaning also has a shape or a word."""

    text: str
    quiet: str
    grid: str
    paper: str
    line: str
    band: str
    worse: str
    better: str
    bar: str
    bar_quiet: str


LIGHT = Ink(
    text="#1d2733",
    quiet="#5b6673",
    grid="#e6eaef",
    paper="#ffffff",
    line="#0072b2",
    band="rgba(0,114,178,0.10)",
    worse="#d55e00",
    better="#009e73",
    bar="#0072b2",
    bar_quiet="#9db4c6",
)
DARK = Ink(
    text="#e6eaee",
    quiet="#9aa5b1",
    grid="#2b343e",
    paper="#14191f",
    line="#56b4e9",
    band="rgba(86,180,233,0.14)",
    worse="#f0954a",
    better="#3fc49a",
    bar="#56b4e9",
    bar_quiet="#4a6478",
)
SYMBOLS = {"worse": "triangle-up", "better": "diamond", "changed": "square", "usual": "circle"}


def ink_for(theme: str | None) -> Ink:
    """The colours for a light or a dark page."""
    return DARK if theme == "dark" else LIGHT


def template(ink: Ink) -> go.layout.Template:
    """Fonts, margins, axes and colours of every figure."""
    axis = {
        "gridcolor": ink.grid,
        "linecolor": ink.grid,
        "zeroline": False,
        "tickfont": {"color": ink.quiet, "size": 12},
        "title": {"font": {"color": ink.quiet, "size": 12}, "standoff": 8},
        "automargin": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": ink.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
            "xaxis": axis,
            "yaxis": axis,
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {"bgcolor": ink.paper, "font": {"color": ink.text, "family": FONT}},
            "legend": {"orientation": "h", "y": 1.02, "x": 0, "yanchor": "bottom"},
        }
    )


def trend_with_range(rows: pl.DataFrame, names: dict[str, str], ink: Ink) -> go.Figure:
    """Weekly values over their usual range; a missing week stays a gap.

    `rows`: week_start, label, metric_value, low, center, high, signal, is_provisional, shown, note.
    """
    weeks = rows["week_start"].to_list()
    figure = go.Figure(layout={"template": template(ink), "height": 280})
    _add_range(figure, rows, names, ink)
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
    figure.update_layout(margin_r=64)
    figure.update_xaxes(
        tickformat="%-m/%-d",
        tick0=weeks[0],
        dtick=FOUR_WEEKS,
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


def _marks(rows: pl.DataFrame, ink: Ink) -> dict[str, Any]:
    """Markers by meaning: shape and colour for a signal, hollow while provisional."""
    colours = {"worse": ink.worse, "better": ink.better, "changed": ink.worse}
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
    figure = go.Figure(layout={"template": template(ink), "height": _height(rows.height)})
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
            marker={**marker, "size": [13 if size > 7 else 10 for size in marker["size"]]},
            customdata=[[code] for code in turned["code"].to_list()],
            text=turned["note"].to_list(),
            hovertemplate="%{text}<extra></extra>",
        )
    )
    _write_beside(figure, turned, ink)
    figure.update_layout(margin_r=230)
    figure.update_xaxes(rangemode="tozero", title_text=names["axis"])
    figure.update_yaxes(
        showgrid=False, tickfont={"color": ink.text, "size": 13}, ticklabelstandoff=8
    )
    return figure


def _write_beside(figure: go.Figure, rows: pl.DataFrame, ink: Ink) -> None:
    """Write each row's figures at the right edge."""
    for name, shown in rows.select("name", "shown").iter_rows():
        figure.add_annotation(
            x=1,
            xref="paper",
            y=name,
            text=shown,
            showarrow=False,
            xanchor="left",
            xshift=10,
            font={"size": 12, "color": ink.quiet},
        )


def rate_bars(rows: pl.DataFrame, names: dict[str, str], ink: Ink) -> go.Figure:
    """Horizontal bars, highest first, with intervals. `rows`: code, name, metric_value, low, high,
    shown, note."""
    turned = rows.reverse()
    spread = [turned[side].to_list() for side in ("above", "below")]
    figure = go.Figure(layout={"template": template(ink), "height": _height(rows.height)})
    figure.add_trace(
        go.Bar(
            y=turned["name"].to_list(),
            x=turned["metric_value"].to_list(),
            name=names["value"],
            orientation="h",
            marker={"color": ink.bar, "opacity": 0.85},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": spread[0],
                "arrayminus": spread[1],
                "color": ink.quiet,
                "thickness": 1.5,
                "width": 5,
            },
            customdata=[[code] for code in turned["code"].to_list()],
            text=turned["note"].to_list(),
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
        )
    )
    _write_beside(figure, turned, ink)
    figure.update_layout(bargap=0.4, margin_r=150)
    figure.update_xaxes(rangemode="tozero", title_text=names["axis"])
    figure.update_yaxes(
        showgrid=False, tickfont={"color": ink.text, "size": 13}, ticklabelstandoff=8
    )
    return figure


def pareto(rows: pl.DataFrame, names: dict[str, str], ink: Ink) -> go.Figure:
    """Horizontal bars of counts, most frequent first, with the cumulative share as a line."""
    turned = rows.reverse()
    figure = go.Figure(layout={"template": template(ink), "height": _height(rows.height)})
    figure.add_trace(
        go.Bar(
            y=turned["name"].to_list(),
            x=turned["count"].to_list(),
            name=names["value"],
            orientation="h",
            marker={"color": ink.bar, "opacity": 0.85},
            customdata=[[code] for code in turned["code"].to_list()],
            text=turned["shown"].to_list(),
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}  %{text}<extra></extra>",
        )
    )
    figure.add_trace(
        go.Scatter(
            y=turned["name"].to_list(),
            x=turned["cumulative"].to_list(),
            name=names["cumulative"],
            xaxis="x2",
            mode="lines+markers",
            line={"color": ink.worse, "width": 2, "dash": "dot"},
            marker={"symbol": "diamond", "size": 7},
            hovertemplate=f"{names['cumulative']} %{{x:.0f}}%<extra></extra>",
        )
    )
    figure.update_layout(
        bargap=0.4,
        margin={"t": 30},
        xaxis2={
            "overlaying": "x",
            "side": "top",
            "range": [0, 105],
            "tickmode": "linear",
            "dtick": 20,
            "ticksuffix": "%",
            "showgrid": False,
            "title": {"text": names["cumulative"]},
        },
    )
    figure.update_xaxes(rangemode="tozero", title_text=names["axis"], selector={"side": None})
    figure.update_yaxes(
        showgrid=False, tickfont={"color": ink.text, "size": 13}, ticklabelstandoff=8
    )
    return figure


def _height(bars: int) -> int:
    """Room for so many bars and the axis."""
    return 70 + 34 * max(bars, 2)


def weekday_hour(
    rows: pl.DataFrame, thin: pl.DataFrame, names: dict[str, Any], ink: Ink
) -> dict[str, Any]:
    """The ECharts description of a weekday × hour map; a click gives the row of `rows`.

    `rows` and `thin` (too few cases to judge): weekday, hour, metric_value, shown, note.
    """
    hours = [names["hour"].format(hour=hour) for hour in range(names["first"], names["last"] + 1)]
    axis = {"type": "category", "axisLine": {"show": False}, "axisTick": {"show": False}}
    cell = {"borderColor": ink.paper, "borderWidth": 2, "borderRadius": 4}
    return {
        "textStyle": {"fontFamily": FONT},
        "grid": {"left": 36, "right": 12, "top": 8, "bottom": 70},
        "xAxis": {**axis, "data": hours, "axisLabel": {"color": ink.quiet}},
        "yAxis": {
            **axis,
            "data": names["weekdays"],
            "inverse": True,
            "axisLabel": {"color": ink.text},
        },
        "visualMap": {
            "seriesIndex": 0,
            "min": 0,
            "max": names["max"],
            "dimension": 2,
            "orient": "horizontal",
            "left": 36,
            "bottom": 0,
            "itemHeight": 140,
            "text": [names["high"], "0%"],
            "textStyle": {"color": ink.quiet},
            "inRange": {"color": names["scale"]},
        },
        "tooltip": {"formatter": "{@[4]}", "confine": True},
        "dataset": [{"source": _cells(rows, names)}, {"source": _cells(thin, names)}],
        "series": [
            {
                "type": "heatmap",
                "datasetIndex": 0,
                "encode": {"x": 0, "y": 1, "value": 2},
                "label": {"show": True, "formatter": "{@[3]}", "fontSize": 11},
                "itemStyle": cell,
                "selectedMode": "single",
                "emphasis": {"itemStyle": {"borderColor": ink.text}},
            },
            {
                "type": "heatmap",
                "datasetIndex": 1,
                "encode": {"x": 0, "y": 1, "value": 2},
                "itemStyle": {
                    **cell,
                    "color": ink.grid,
                    "decal": {"symbol": "rect", "color": ink.quiet, "dashArrayX": [1, 0],
                              "dashArrayY": [1, 6], "rotation": -0.7, "symbolSize": 1},
                },
            },
        ],
    }


def _cells(rows: pl.DataFrame, names: dict[str, Any]) -> list[list[Any]]:
    """Column, row, value, short text and long text of each cell."""
    return [
        [hour - names["first"], weekday - 1, value, shown, note]
        for hour, weekday, value, shown, note in rows.select(
            "hour", "weekday", "metric_value", "shown", "note"
        ).iter_rows()
    ]
