"""The whole log of a plan, week by week or in one piece."""

from collections.abc import Iterator

import polars as pl

from etl.canonical import EVENT_SCHEMA
from etl.simulate.plan import SimulationPlan
from etl.simulate.planted import PlantedFailures
from etl.simulate.story import week_events
from etl.simulate.topics import RuleBook
from etl.simulate.volumes import contacts_per_week
from etl.simulate.week import open_week

ZONE = "Asia/Tokyo"
_ADDED = ["time_basis", "rule_basis", "source_file", "source_row"]


def weekly_events(
    plan: SimulationPlan, book: RuleBook, failures: PlantedFailures
) -> Iterator[pl.DataFrame]:
    """The events of each week of arrivals, on the local clock; counts into the tallies."""
    for number, count in enumerate(contacts_per_week(plan)):
        if count:
            yield week_events(open_week(plan, number, int(count), book, failures))


def simulate_events(plan: SimulationPlan, source_file: str = "simulated") -> pl.DataFrame:
    """The canonical event log of a plan in memory: every column, `occurred_at` in UTC."""
    book = RuleBook(plan)
    failures = PlantedFailures(plan, book.rules)
    frame = pl.concat(list(weekly_events(plan, book, failures)))
    return canonical(frame, source_file)


def canonical(frame: pl.DataFrame, source_file: str) -> pl.DataFrame:
    """The local log with the columns a load adds: UTC, time basis, rule basis, source row."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.Enum]
    whole = [name for name, kind in frame.schema.items() if kind.is_integer() and name != "seq"]
    return frame.with_columns(
        pl.col("occurred_at").dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC"),
        pl.col(*texts).cast(pl.String),
        pl.col(*whole).cast(pl.Int32),
        time_basis=pl.lit("exact"),
        rule_basis=pl.when(pl.col("rule_id").is_not_null()).then(pl.lit("named")),
        source_file=pl.lit(source_file),
        source_row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
    ).select(
        pl.col(name) if name in frame.columns + _ADDED else pl.lit(None, kind).alias(name)
        for name, kind in EVENT_SCHEMA.items()
    )
