"""Simulate a center, load it, review it, and keep what the review and its rivals need."""

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from bench.calibrate.plans import Trial
from etl.pipeline import build_from_events
from etl.rules import Book, plan_import, read_workbook, rule_dimensions
from etl.settings import read_settings
from etl.simulate import SimulationPlan, simulate_events
from etl.simulate.workbook import write_workbooks
from queries.flags import rules_to_revisit
from queries.revisit.evidence import read_evidence
from queries.revisit.settings import load_settings
from queries.thresholds import coverage_minimum
from queries.warehouse import Warehouse

_ZONE = "Asia/Tokyo"


@dataclass(frozen=True)
class Seen:
    """One review.

    `rows` has kind, rule_id, rule_basis and status, a cluster without a rule by its narrowest name;
    `counts` the numerator and denominator of each kind and rule over the same weeks, whatever the
    step, hour or item.
    """

    trial: Trial
    rows: pl.DataFrame
    counts: pl.DataFrame


def review(trial: Trial) -> Seen:
    """Return what the product says at the end of the plan's last week."""
    settings, stop = load_settings(), trial.plan.end_date
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "center.duckdb"
        dimensions = _dimensions(trial.plan, folder)
        build_from_events(simulate_events(trial.plan), path, dimensions=dimensions)
        warehouse = Warehouse(path)
        frame = rules_to_revisit(warehouse).frame
        evidence = read_evidence(warehouse, stop, settings, coverage_minimum(path))
    start = stop - dt.timedelta(weeks=settings.weeks)
    counts = (
        evidence.weekly.filter(pl.col("week_start") >= start)
        .group_by("kind", "rule_id")
        .agg(pl.col("numerator", "denominator").sum())
        .sort("kind", "rule_id")
    )
    named = pl.coalesce("subcategory", "category", "rule_id")
    rows = frame.with_columns(
        pl.when(pl.col("rule_basis") == "none").then(named).otherwise("rule_id").alias("rule_id")
    )
    return Seen(trial, rows.select("kind", "rule_id", "rule_basis", "status"), counts)


def _dimensions(plan: SimulationPlan, folder: Path) -> dict[str, pl.DataFrame]:
    """Return the plan's rule workbooks as a center would import them."""
    book = Book()
    for path in sorted(write_workbooks(plan, folder)):
        book = plan_import(book, read_workbook(path), reason="revised").book
    return rule_dimensions(book, _ZONE) | read_settings().dimensions
