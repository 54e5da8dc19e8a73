"""Every metric over one million escalations among ten million contacts, as ratios of one run.

What a load keeps (queries/kept.py) is measured as a reader meets it, and beside it as worked out
anew, which is what a filter costs.
"""

import gc
import time
from pathlib import Path

import duckdb
import pandas as pd

from bench.big_warehouse import big_warehouse
from bench.pandas_measures import COLUMNS, MEASURES
from bench.timing import median_seconds
from queries.asked import Asked
from queries.catalog import Metric, load_catalog
from queries.measure import measure
from queries.thresholds import load_thresholds
from queries.warehouse import Warehouse

_PLAIN = Path(__file__).with_name("plain_aggregate.sql")
# Largest first: a metric is held against the bare aggregate over the largest fact that it needs.
_TABLES = (
    *("fct_contact", "fct_report_item", "fct_question", "fct_attempt", "fct_escalation"),
    *("agg_operator_group", "agg_receiver_group", "fct_receiver_load", "agg_contact_day"),
)
_SUMMED = {
    "fct_contact": "escalate_seconds",
    "fct_report_item": "level",
    "fct_question": "seconds_spent",
    "fct_attempt": "lost_seconds",
    "fct_escalation": "accept_seconds",
    "agg_operator_group": "contact_count",
    "agg_receiver_group": "judged_count",
    "fct_receiver_load": "busy_seconds",
    "agg_contact_day": "contacts",
}


def main(work: Path, contacts: int = 10_000_000) -> None:
    """Print each metric's time over the bare aggregate's, and all of them against pandas."""
    path = big_warehouse(work, contacts)
    ours = anew = 0.0
    worst = ("", 0.0)
    with Warehouse(path) as warehouse:
        bare = {table: _bare_seconds(warehouse, table) for table in _TABLES}
        print(f"{'metric':36} {'rows':>6} {'ms':>8} {'bare ms':>8} {'ratio':>6} {'anew':>6}  read")
        for metric in load_catalog().values():
            table = _largest(metric)
            answer = measure(warehouse, metric.metric, Asked())
            taken = median_seconds(lambda name=metric.metric: measure(warehouse, name, Asked()), 3)
            fresh = _anew_seconds(warehouse, metric) if metric.is_kept else taken
            ours += taken
            anew += fresh
            ratio = taken / bare[table]
            worst = max(worst, (metric.metric, ratio), key=lambda pair: pair[1])
            print(
                f"{metric.metric:36} {answer.frame.height:6} {taken * 1e3:8.1f} "
                f"{bare[table] * 1e3:8.1f} {ratio:6.2f} {fresh * 1e3:6.1f}  {table}"
            )
    print(f"slowest against its bare aggregate: {worst[0]} {worst[1]:.2f} (at most 6)")
    reading, theirs = _pandas_seconds(path)
    whole = reading + theirs
    print(f"all metrics from the file {ours:.2f} s, with nothing kept {anew:.2f} s")
    print(f"pandas from the file {whole:.2f} s: {whole / ours:.1f} x, {whole / anew:.1f} x")
    print(f"pandas once all is read {theirs:.2f} s: {theirs / ours:.1f} x, {theirs / anew:.1f} x")


def _largest(metric: Metric) -> str:
    return next(table for table in _TABLES if f"facts.{table}" in metric.source)


def _anew_seconds(warehouse: Warehouse, metric: Metric) -> float:
    params = Asked().params() | dict(load_thresholds()[metric.metric].params)
    return median_seconds(lambda: warehouse.query(metric.sql, params), 3)


def _bare_seconds(warehouse: Warehouse, table: str) -> float:
    sql = _PLAIN.read_text(encoding="utf-8").format(table=table, summed=_SUMMED[table])
    return median_seconds(lambda: warehouse.query(sql), 5)


def _pandas_seconds(path: Path) -> tuple[float, float]:
    """Read one fact at a time and measure on it; give the seconds of either."""
    reading = measuring = 0.0
    for table in _TABLES:
        names = [metric.metric for metric in load_catalog().values() if _largest(metric) == table]
        connection = duckdb.connect()
        connection.execute(f"attach '{path}' as warehouse (read_only)")
        started = time.perf_counter()
        facts: dict[str, pd.DataFrame] = {
            needed: _read(connection, needed) for needed in _needed(table, names)
        }
        reading += time.perf_counter() - started
        connection.close()
        for name in names:
            measuring += median_seconds(lambda name=name, facts=facts: MEASURES[name](facts), 1)
        del facts
        gc.collect()
    return reading, measuring


def _read(connection: duckdb.DuckDBPyConnection, table: str) -> pd.DataFrame:
    """Read the columns that the measures use: all of them would not fit into memory."""
    relation = connection.table(f"warehouse.facts.{table}")
    return relation.select(*(name for name in relation.columns if name in COLUMNS)).df()


def _needed(table: str, names: list[str]) -> set[str]:
    return {table} | ({"agg_contact_day"} if "escalation_rate" in names else set())
