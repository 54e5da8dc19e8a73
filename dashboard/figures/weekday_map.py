"""The weekday × hour map, which only ECharts can make clickable."""

from typing import Any

import polars as pl

from dashboard.figures.ink import FONT, Ink


def weekday_hour(
    rows: pl.DataFrame, thin: pl.DataFrame, names: dict[str, Any], ink: Ink
) -> dict[str, Any]:
    """The ECharts description of a weekday × hour map; a click gives the row of `rows`.

    `rows` and `thin` (too few cases or people): weekday, hour, metric_value, note. Cells show whole
    percents; the note, which has the rest, is the tooltip.
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
                    "decal": {
                        "symbol": "rect",
                        "color": ink.quiet,
                        "dashArrayX": [1, 0],
                        "dashArrayY": [1, 6],
                        "rotation": -0.7,
                        "symbolSize": 1,
                    },
                },
            },
        ],
    }


def _cells(rows: pl.DataFrame, names: dict[str, Any]) -> list[list[Any]]:
    """Column, row, value, short text and long text of each cell; a phone has room for digits."""
    return [
        [hour - names["first"], weekday - 1, value, "–" if value is None else f"{value:.0f}", note]
        for hour, weekday, value, note in rows.select(
            "hour", "weekday", "metric_value", "note"
        ).iter_rows()
    ]
