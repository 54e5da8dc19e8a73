"""A trend in words, for those who do not see the picture."""

from typing import Any

from dashboard import amounts, naming
from dashboard.frame.view import View
from dashboard.reading.trends import Trend


def spoken(shown: Trend, view: View) -> str:
    """What the weeks of a figure show: the latest value, its usual range and its sign."""
    words, metric, last = view.words, shown.result.metric, shown.last
    assert last is not None
    facts: dict[str, Any] = {
        "label": naming.label(metric, words),
        "start": f"{shown.rows['week_start'][0]:%Y/%m/%d}",
        "stop": f"{last['week_start']:%Y/%m/%d}",
        "count": shown.rows.height,
        "value": amounts.shown(last["metric_value"], metric.unit, words),
    }
    if last["low"] is None:
        return words("chart.trend_alt_plain", **facts)
    low, high = (amounts.shown(last[side], metric.unit, words) for side in ("low", "high"))
    signal = words(f"signal.{last['signal']}")
    return words("chart.trend_alt", **facts, low=low, high=high, signal=signal)
