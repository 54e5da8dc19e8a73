"""Usual ranges as the pages draw them."""

import datetime as dt
from pathlib import Path

import polars as pl

from dashboard.reading.inference import beside_own_range, ranges, with_cumulative, with_interval
from queries.asked import Asked
from queries.measure import Result, measure
from queries.warehouse import Warehouse

ASKED = Asked(start=dt.date(2026, 4, 6), stop=dt.date(2026, 7, 13), by=("week_start",))
LAST = dt.date(2026, 7, 6)


def answer(warehouse: Path, name: str, *by: str) -> Result:
    return measure(
        Warehouse(warehouse), name, Asked(start=ASKED.start, stop=ASKED.stop, by=(*ASKED.by, *by))
    )


def test_fourteen_weeks_have_a_range(full: Path) -> None:
    found = ranges(answer(full, "escalation_rate"))
    assert found.height == 14
    assert found["low"].null_count() == 0
    assert (found["low"] <= found["center"]).all()


def test_before_twelve_weeks_there_is_none(full: Path) -> None:
    asked = Asked(start=dt.date(2026, 5, 4), stop=dt.date(2026, 7, 13), by=("week_start",))
    found = ranges(measure(Warehouse(full), "escalation_rate", asked))
    assert found.height == 10
    assert set(found["signal"]) == {"no_range"}
    assert found["low"].null_count() == 10


def test_among_groups_only_a_value_beyond_its_limits_is_a_signal(full: Path) -> None:
    rows = beside_own_range(answer(full, "escalation_rate", "category"), "category", LAST)
    assert rows["category"].n_unique() == rows.height
    signals = rows.filter(~pl.col("signal").is_in(["usual", "no_range"]))
    assert not signals["metric_value"].is_between(signals["low"], signals["high"]).any()


def test_an_interval_holds_its_rate(full: Path) -> None:
    asked = Asked(start=ASKED.start, stop=ASKED.stop, by=("category",))
    rows = with_interval(measure(Warehouse(full), "escalation_rate", asked))
    assert (rows["low"] < rows["metric_value"]).all()
    assert (rows["metric_value"] < rows["high"]).all()


def test_cumulative_shares_end_at_a_hundred(full: Path) -> None:
    asked = Asked(start=ASKED.start, stop=ASKED.stop, by=("category", "target"))
    rows = with_cumulative(measure(Warehouse(full), "escalation_volume", asked))
    assert rows["count"].is_sorted(descending=True)
    assert abs(rows["cumulative"][-1] - 100) < 1e-9
