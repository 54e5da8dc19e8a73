"""The funnel of like groups: finished numbers in, a picture out."""

import plotly.graph_objects as go
import polars as pl

from dashboard.figures.ink import Ink, template


def funnel(
    rows: pl.DataFrame, curves: pl.DataFrame, chosen: str, names: dict[str, str], ink: Ink
) -> go.Figure:
    """Rates over sizes within the limits of chance and of what like groups differ anyway.

    `rows`: code, size, value, note. `curves`: size, inner_low, inner_high, outer_low, outer_high.
    `names`: title of the chosen one, center, inner, outer, size and value.
    """
    figure = go.Figure(layout={"template": template(ink), "height": 320})
    for band, dash in (("outer", "dash"), ("inner", "dot")):
        for side in ("low", "high"):
            figure.add_trace(
                go.Scatter(
                    x=curves["size"].to_list(),
                    y=curves[f"{band}_{side}"].to_list(),
                    mode="lines",
                    name=names[band],
                    line={"color": ink.quiet, "width": 1, "dash": dash},
                    hoverinfo="skip",
                )
            )
    is_chosen = [code == chosen for code in rows["code"]]
    figure.add_trace(
        go.Scatter(
            x=rows["size"].to_list(),
            y=rows["value"].to_list(),
            mode="markers",
            name=names["value"],
            cliponaxis=False,
            marker={
                "symbol": ["diamond" if one else "circle" for one in is_chosen],
                "size": [15 if one else 8 for one in is_chosen],
                "color": [ink.concern if one else ink.bar_quiet for one in is_chosen],
                "line": {"color": ink.paper, "width": 1},
            },
            customdata=[[code] for code in rows["code"].to_list()],
            text=rows["note"].to_list(),
            hovertemplate="%{text}<extra></extra>",
        )
    )
    own = rows.filter(code=chosen)
    if own.height:
        figure.add_annotation(
            x=own["size"][0],
            y=own["value"][0],
            text=f"<b>{names['title']}</b>",
            showarrow=False,
            yshift=16,
            font={"size": 13, "color": ink.text},
        )
    figure.add_hline(y=float(names["center"]), line={"color": ink.line, "width": 1})
    figure.update_xaxes(title_text=names["size"], rangemode="tozero", showgrid=False)
    figure.update_yaxes(title_text=names["axis"], rangemode="tozero")
    return figure
