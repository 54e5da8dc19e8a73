"""What is known about each rule, week by week: one small aggregate per kind of flag."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl

from queries.asked import Asked
from queries.revisit.kinds import COUNTED, KINDS
from queries.revisit.settings import Settings
from queries.thresholds import load_thresholds
from queries.warehouse import Warehouse

FOLDER: Final = Path(__file__).parent
_STEP_PEOPLE: Final = {
    "rule_id": pl.String,
    "step": pl.Int32,
    "band": pl.Int32,
    "people": pl.Int64,
}


_OPERATORS: Final = {
    "rule_id": pl.String,
    "operators": pl.Int64,
    "contacts": pl.Int64,
    "escalated": pl.Int64,
    "spread": pl.Float64,
    "inverse": pl.Float64,
    "squares": pl.Float64,
    "coverage": pl.Float64,
    "stop": pl.Date,
}


@dataclass(frozen=True)
class Evidence:
    """Everything a review looks at.

    `weekly` has kind, rule_id, week_start, step, band, item, numerator, denominator, cases; `rules`
    has rule_id, title, category, since, is_implied, people; `recorded` are the kinds that the log
    can say anything about; `step_people` says how many people tried each step, by band of hours;
    `operators` what the variation between operators is worked out of, per review (`stop`).
    """

    weekly: pl.DataFrame
    rules: pl.DataFrame
    slots: pl.DataFrame
    recorded: frozenset[str]
    coverage_minimum: float
    operators: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_OPERATORS))
    step_people: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_STEP_PEOPLE))


def read_evidence(
    warehouse: Warehouse, stop: dt.date, settings: Settings, coverage_minimum: float
) -> Evidence:
    """Return the evidence before `stop` for all the reviews that a decision looks back on."""
    weeks = settings.weeks + settings.reviews - 1
    wide = Asked(start=stop - dt.timedelta(weeks=weeks), stop=stop)
    window = Asked(start=stop - dt.timedelta(weeks=settings.weeks), stop=stop)
    weekly = pl.concat(
        _weekly(_counts(warehouse, name, wide), name, settings.hour_bands) for name in COUNTED
    )
    operators = _operators(warehouse, stop, settings)
    return Evidence(
        weekly=weekly,
        rules=_rules(warehouse, stop, _read(warehouse, "people", window)),
        slots=_read(warehouse, "worst_slot", window),
        recorded=_recorded(warehouse.recorded_events(), weekly, operators),
        coverage_minimum=coverage_minimum,
        operators=operators,
        step_people=_read(warehouse, "step_people", window, bands=list(settings.hour_bands)),
    )


def _operators(warehouse: Warehouse, stop: dt.date, settings: Settings) -> pl.DataFrame:
    """Return the variation between operators as each of the reviews sees it."""
    given = load_thresholds()[KINDS["inconsistent"].metric].params
    frames = []
    for back in range(settings.reviews):
        end = stop - dt.timedelta(weeks=back)
        asked = Asked(start=end - dt.timedelta(weeks=settings.weeks), stop=end)
        params = {"stop": end, "min_cases": given["min_cases"]}
        found = _read(warehouse, "operators", asked, **params)
        frames.append(found.with_columns(pl.lit(end).alias("stop")))
    return pl.concat(frames).cast(_OPERATORS)  # type: ignore[arg-type]


def _recorded(
    events: Mapping[str, int], weekly: pl.DataFrame, operators: pl.DataFrame
) -> frozenset[str]:
    """Return the kinds whose events the log has; where no event tells, those that were counted."""
    counted = {*weekly["kind"], *(["inconsistent"] if operators["operators"].sum() else [])}
    return frozenset(
        name
        for name, kind in KINDS.items()
        if (any(events.get(need) for need in kind.needs) if kind.needs else name in counted)
    )


def _counts(warehouse: Warehouse, kind: str, asked: Asked) -> pl.DataFrame:
    """Return a kind's counts, worked out with the settings of the metric that shows it."""
    params = load_thresholds()[KINDS[kind].metric].params
    return _read(warehouse, f"counts/{kind}", asked, **params)


def _read(warehouse: Warehouse, name: str, asked: Asked, **params: Any) -> pl.DataFrame:
    return warehouse.query(_sql(name), {"asked": asked.params()["asked"]} | params)


@cache
def _sql(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def _weekly(counts: pl.DataFrame, kind: str, bands: tuple[int, ...]) -> pl.DataFrame:
    """Return the counts by band of hours instead of by hour."""
    band: pl.Expr = pl.lit(None, pl.Int32)
    for start in bands:
        band = pl.when(pl.col("hour") >= start).then(pl.lit(start, pl.Int32)).otherwise(band)
    keys: list[Any] = ["rule_id", "week_start", "step", band.alias("band"), "item"]
    return (
        counts.group_by(keys)
        .agg(pl.col("numerator", "denominator", "cases").sum().cast(pl.Int64))
        .select(pl.lit(kind).alias("kind"), pl.all())
    )


def _rules(warehouse: Warehouse, stop: dt.date, people: pl.DataFrame) -> pl.DataFrame:
    """Return the rules of the book that are in use, and those that only the log names."""
    book = warehouse.query(_sql("rules"), {"stop": stop})
    joined = book.join(people, on="rule_id", how="full", coalesce=True, suffix="_log")
    return (
        joined.filter(~pl.col("is_retired").fill_null(False))
        .select(
            "rule_id",
            pl.coalesce("title", "rule_id").alias("title"),
            pl.coalesce("category", "category_log").alias("category"),
            "since",
            pl.any_horizontal(pl.col("is_implied", "is_implied_log").fill_null(False)).alias(
                "is_implied"
            ),
            pl.col("people").cast(pl.Int64),
        )
        .sort("rule_id")
    )
