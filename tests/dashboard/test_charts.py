"""The figures, by their traces."""

import datetime as dt

import polars as pl

from dashboard.figures import bar_charts, charts, ink, weekday_map

WEEKS = [dt.date(2026, 6, 1), dt.date(2026, 6, 8), dt.date(2026, 6, 15)]
NAMES = {"value": "率", "range": "範囲", "center": "中心線", "axis": "率 (%)", "cumulative": "累積"}


def trend_rows() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "week_start": WEEKS,
            "metric_value": [6.0, None, 9.0],
            "low": [4.0, 4.0, 4.0],
            "center": [6.0, 6.0, 6.0],
            "high": [8.0, 8.0, 8.0],
            "signal": ["usual", "no_range", "concern"],
            "is_provisional": [False, False, True],
            "shown": ["6.0%", "–", "9.0%"],
            "note": ["a", "b", "c"],
            "stretch": [0, 0, 0],
        }
    )


def test_a_missing_week_is_a_gap_and_not_a_bridge() -> None:
    values = charts.trend_with_range(trend_rows(), NAMES, ink.LIGHT).data[-1]
    assert list(values.y) == [6.0, None, 9.0]
    assert values.connectgaps is False


def test_a_signal_has_its_own_shape_and_a_provisional_week_is_hollow() -> None:
    marker = charts.trend_with_range(trend_rows(), NAMES, ink.LIGHT).data[-1].marker
    assert list(marker.symbol) == ["circle", "circle", "triangle-up"]
    assert marker.color[2] == ink.LIGHT.paper
    assert marker.line.color[2] == ink.LIGHT.concern


def test_without_a_usual_range_there_is_no_band() -> None:
    rows = trend_rows().with_columns(
        pl.lit(None, dtype=pl.Float64).alias(name) for name in ("low", "center", "high")
    )
    figure = charts.trend_with_range(rows, NAMES, ink.LIGHT)
    assert [trace.name for trace in figure.data] == ["率"]


def test_a_range_that_was_locked_anew_breaks_the_band() -> None:
    rows = trend_rows().with_columns(pl.Series("stretch", [0, 0, 1]))
    figure = charts.trend_with_range(rows, NAMES, ink.LIGHT)
    assert [len(trace.x) for trace in figure.data if trace.name == "範囲"] == [2, 1]


def test_bars_read_from_the_top_and_carry_their_interval() -> None:
    rows = pl.DataFrame(
        {
            "code": ["0", "1"],
            "name": ["苦情", "配送"],
            "metric_value": [30.0, 4.0],
            "above": [5.0, 1.0],
            "below": [4.0, 0.5],
            "shown": ["30.0%", "4.0%"],
            "note": ["x", "y"],
        }
    )
    bars = bar_charts.rate_bars(rows, NAMES, ink.DARK).data[0]
    assert list(bars.y) == ["配送", "苦情"]
    assert list(bars.error_x.array) == [1.0, 5.0]
    assert [code for (code,) in bars.customdata] == ["1", "0"]


def test_a_pareto_shows_counts_and_their_cumulative_share() -> None:
    rows = pl.DataFrame(
        {
            "code": ["0", "1"],
            "name": ["苦情 → SV", "配送 → SV"],
            "count": [3, 1],
            "cumulative": [75.0, 100.0],
            "shown": ["3", "1"],
        }
    )
    figure = bar_charts.pareto(rows, NAMES, ink.LIGHT)
    bars, line = figure.data
    assert list(bars.x) == [1, 3]
    assert list(line.x) == [100.0, 75.0]
    # Beside the bars, where the line cannot cross them.
    assert [text.text for text in figure.layout.annotations] == ["<b>1</b>  100%", "<b>3</b>  75%"]
    assert {text.xref for text in figure.layout.annotations} == {"paper"}


def test_the_map_puts_hours_across_and_days_down() -> None:
    cell = {"weekday": [5], "hour": [12], "metric_value": [28.04], "note": ["n"]}
    rows = pl.DataFrame(cell)
    names = {
        "hour": "{hour}時",
        "first": 9,
        "last": 12,
        "weekdays": list("月火水木金土日"),
        "max": 28.0,
        "high": "28%",
        "scale": ["#fff", "#000"],
    }
    spec = weekday_map.weekday_hour(rows, rows.clear(), names, ink.LIGHT)
    assert spec["xAxis"]["data"] == ["9時", "10時", "11時", "12時"]
    assert spec["dataset"][0]["source"] == [[3, 4, 28.04, "28", "n"]]
    assert spec["dataset"][1]["source"] == []
