"""Which figures are final 確定 and which provisional 速報: whether their follow-up is over."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from queries.asked import Asked

# Cases of a row whose own follow-up is not over, in metrics that count them.
_UNSETTLED = "provisional"


def is_final(
    frame: pl.DataFrame, asked: Asked, build: dict[str, Any], follow_up_days: int
) -> pl.Series:
    """Return `is_final` for each row of an answer: nothing yet to happen can change its figure.

    A row is final when its last day, and then `follow_up_days` more, are on record, and when no
    case of it is still followed up. A log that ends on a Sunday has that week. Rows without a day
    of their own end where the question does; one that is open at the end is never final.
    """
    known = _known_until(build)
    is_over = _last_day(asked) + pl.duration(days=follow_up_days) <= pl.lit(known, pl.Date)
    if _UNSETTLED in frame.columns:
        is_over = is_over & (pl.col(_UNSETTLED).fill_null(0) == 0)
    return frame.with_columns(is_over.fill_null(False).alias("is_final"))["is_final"]


def _last_day(asked: Asked) -> pl.Expr:
    """Return the last day that a row covers; NULL where the question has no end."""
    until = pl.lit(asked.stop, dtype=pl.Date) - pl.duration(days=1)
    if "day" in asked.by:
        return pl.col("day")
    if "week_start" in asked.by:
        # Null is passed over: a question without an end leaves whole weeks.
        return pl.min_horizontal(pl.col("week_start") + pl.duration(days=6), until)
    return until


def _known_until(build: dict[str, Any]) -> dt.date | None:
    """Return the local day as of which the facts were built."""
    as_of: dt.datetime | None = build.get("as_of")
    if as_of is None:
        return None
    return as_of.astimezone(ZoneInfo(build["time_zone"] or "UTC")).date()
