"""Figures of bars. Like charts.py: finished numbers in, a picture out."""

import plotly.graph_objects as go
import polars as pl

from dashboard.figures.ink import Ink, template


def rate_bars(rows: pl.DataFrame, names: dict[str, str], ink: Ink) -> go.Figure:
    """Horizontal bars, highest first, with intervals. `rows`: code, name, metric_value, low, high,
    shown, note."""
    turned = rows.reverse()
    spread = [turned[side].to_list() for side in ("above", "below")]
    figure = go.Figure(layout={"template": template(ink), "height": height_for(rows.height)})
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
    write_beside(figure, turned, ink)
    figure.update_layout(bargap=0.4, margin_r=150)
    figure.update_xaxes(rangemode="tozero", title_text=names["axis"])
    figure.update_yaxes(
        showgrid=False, tickfont={"color": ink.text, "size": 13}, ticklabelstandoff=8
    )
    return figure


def count_bars(rows: pl.DataFrame, names: dict[str, str], ink: Ink) -> go.Figure:
    """Horizontal bars of counts, most frequent first. `rows`: code, name, count, shown, note."""
    figure = _counts(rows.reverse(), names, ink)
    write_beside(figure, rows.reverse(), ink)
    figure.update_layout(
        bargap=0.4,
        margin_r=110,
        # On a phone more marks would turn upright.
        xaxis={"rangemode": "tozero", "title": names["axis"], "nticks": 3, "tickangle": 0},
    )
    return figure


def _counts(turned: pl.DataFrame, names: dict[str, str], ink: Ink) -> go.Figure:
    """The bars alone, from the bottom up."""
    figure = go.Figure(layout={"template": template(ink), "height": height_for(turned.height)})
    notes = "note" if "note" in turned.columns else "shown"
    figure.add_trace(
        go.Bar(
            y=turned["name"].to_list(),
            x=turned["count"].to_list(),
            name=names["value"],
            orientation="h",
            marker={"color": ink.bar, "opacity": 0.85},
            customdata=[[code] for code in turned["code"].to_list()],
            text=turned[notes].to_list(),
            textposition="none",
            hovertemplate="%{y}  %{text}<extra></extra>",
        )
    )
    figure.update_yaxes(
        showgrid=False, tickfont={"color": ink.text, "size": 13}, ticklabelstandoff=8
    )
    return figure


def pareto(rows: pl.DataFrame, names: dict[str, str], ink: Ink) -> go.Figure:
    """Horizontal bars of counts, most frequent first, with the cumulative share as a line."""
    turned = rows.reverse()
    figure = _counts(turned, names, ink)
    figure.add_trace(
        go.Scatter(
            y=turned["name"].to_list(),
            x=turned["cumulative"].to_list(),
            name=names["cumulative"],
            xaxis="x2",
            mode="lines+markers",
            line={"color": ink.concern, "width": 2, "dash": "dot"},
            marker={"symbol": "diamond", "size": 7},
            hovertemplate=f"{names['cumulative']} %{{x:.0f}}%<extra></extra>",
        )
    )
    figure.update_layout(
        bargap=0.4,
        # Figures stand beside the bars, where the line cannot cross them.
        margin={"t": 46, "r": 105},
        xaxis2={
            "overlaying": "x",
            "side": "top",
            "range": [0, 105],
            # Every share stands beside its bar; more marks would turn upright on a phone.
            "tickvals": [0, 100],
            "tickangle": 0,
            "ticktext": ["0%", "100%"],
            "showgrid": False,
            "title": {"text": names["cumulative"]},
        },
    )
    cumulative = pl.col("cumulative").round(0).cast(pl.Int64)
    write_beside(
        figure, turned.with_columns(shown=pl.format("<b>{}</b>  {}%", "shown", cumulative)), ink
    )
    few = {"nticks": 3, "tickangle": 0}
    figure.update_layout(xaxis={"rangemode": "tozero", "title": names["axis"], **few})
    return figure


def write_beside(figure: go.Figure, rows: pl.DataFrame, ink: Ink) -> None:
    """Write each row's figures at the right edge."""
    notes = [
        {
            "x": 1,
            "xref": "paper",
            "y": name,
            "text": shown,
            "showarrow": False,
            "xanchor": "left",
            "xshift": 10,
            "font": {"size": 12, "color": ink.quiet},
        }
        for name, shown in rows.select("name", "shown").iter_rows()
    ]
    # All at once: each one added later would check all before it again.
    figure.update_layout(annotations=notes)


def height_for(bars: int) -> int:
    """Room for so many bars and the axis."""
    return 90 + 34 * max(bars, 2)
