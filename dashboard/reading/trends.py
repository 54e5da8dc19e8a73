"""A metric's weeks beside their usual range, every week in its place."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from dashboard.frame.chosen import Chosen
from queries.catalog import Metric
from queries.journal.baselines import Baseline
from queries.measure import Result
from queries.methods.assurance import Assurance, assured
from queries.targets import Target

MINIMUM_WEEKS = 12
# Signals of a week that is not as usual.
# Signs of a week that is not judged: too few weeks for a range; too many cases still undecided.
NO_RANGE = "no_range"
UNSETTLED = "unsettled"
UNUSUAL = ("improvement", "concern", "unusual")
RANGE = ("low", "center", "high", "signal")


@dataclass(frozen=True)
class Trend:
    """A metric by week: week_start, the metric's columns, low, center, high, signal.

    A week without a row is there with empty values: a gap, not a bridge. `locked` are the weeks
    from which people have locked its range, `is_lock_unread` whether these cannot be read.
    """

    result: Result
    rows: pl.DataFrame
    coverage_minimum: float
    locked: tuple[Baseline, ...] = ()
    is_lock_unread: bool = False
    target: Target | None = None

    @property
    def is_recorded(self) -> bool:
        """Whether the log carries enough of what the metric needs; a failure is no absence."""
        if self.result.failure or self.result.is_empty:
            return self.result.status != "not_recorded"
        # What is withheld is on record.
        if self.result.status == "too_few_people":
            return True
        share = self.coverage
        return share is not None and share >= self.coverage_minimum

    @property
    def coverage(self) -> float | None:
        """The share of cases, over all weeks, for which the metric can be computed."""
        frame = self.result.frame
        known, cases = int(frame["recorded"].sum()), int(frame["cases"].sum())
        return known / cases if cases else None

    @property
    def assurance(self) -> Assurance | None:
        """Whether the target will be met as things are; none without a target or a range."""
        row = self.last
        if self.target is None or row is None or row["low"] is None:
            return None
        return assured(row["low"], row["high"], self.target.value, self.target.good)

    @cached_property
    def known(self) -> pl.DataFrame:
        """The weeks up to the last one that most of its cases are decided in."""
        settled = self.rows.with_row_index().filter(pl.col("signal") != UNSETTLED)["index"]
        return self.rows.head(settled[-1] + 1) if settled.len() else self.rows

    @property
    def is_behind(self) -> bool:
        """Whether the chosen week has too many cases still undecided to be looked at."""
        return self.known.height < self.rows.height

    @cached_property
    def last(self) -> dict[str, Any] | None:
        """The chosen week, or the last one before it that most of its cases are decided in."""
        return self.known.row(-1, named=True) if self.rows.height else None

    @property
    def previous(self) -> dict[str, Any] | None:
        """The week before that."""
        return self.known.row(-2, named=True) if self.known.height > 1 else None

    @property
    def weeks_known(self) -> int:
        """Weeks with a value."""
        return self.rows.height - self.rows["metric_value"].null_count()

    @property
    def weeks_missing(self) -> int:
        """Weeks still needed before a usual range can be given."""
        return max(MINIMUM_WEEKS - self.weeks_known, 1)


@dataclass(frozen=True)
class WeekFigures:
    """The figures of a weekly review: metrics by week, and what is open as of the data."""

    trends: dict[str, Trend]
    snapshots: dict[str, Result]

    def metrics(self) -> list[Metric]:
        """What is measured, whether or not it is on record."""
        flows = [trend.result.metric for trend in self.trends.values()]
        return flows + [result.metric for result in self.snapshots.values()]

    def not_recorded(self) -> list[Result]:
        """The answers that the log cannot give, or gives for too few of its cases."""
        flows = [trend.result for trend in self.trends.values() if not trend.is_recorded]
        return flows + [
            result for result in self.snapshots.values() if result.status == "not_recorded"
        ]


@dataclass(frozen=True)
class Control:
    """What stands above the figures: volumes, agreement with other counts, what is recorded.

    `counted` and `logged` are None where nothing was counted elsewhere.
    """

    contacts: Result
    escalations: Result
    recorded: Result
    counted: int | None
    logged: int | None


def every_week(
    result: Result, chosen: Chosen, first: dt.date, ranges: pl.DataFrame
) -> pl.DataFrame:
    """All weeks from `first` to the chosen one, with values where there are any."""
    weeks = pl.DataFrame({"week_start": pl.date_range(first, chosen.week.start, "7d", eager=True)})
    if result.frame.is_empty():
        empty = {name: pl.lit(None) for name in ("metric_value", "numerator", "denominator")}
        return weeks.with_columns(**empty, status=pl.lit("too_few"), **_no_range())
    rows = weeks.join(result.frame, on="week_start", how="left")
    if ranges.is_empty():
        return rows.with_columns(**_no_range())
    joined = rows.join(ranges.select("week_start", *RANGE), on="week_start", how="left")
    return joined.with_columns(pl.col("signal").fill_null(NO_RANGE))


def _no_range() -> dict[str, pl.Expr]:
    empty = {name: pl.lit(None, dtype=pl.Float64) for name in ("low", "center", "high")}
    return {**empty, "signal": pl.lit(NO_RANGE)}
