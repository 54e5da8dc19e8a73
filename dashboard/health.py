"""Where the figures come from: freshness, loads, what is recorded."""

import polars as pl

from dashboard import data, review
from dashboard.view import View
from queries.errors import QueryError

WEEKS = 13


def freshness(view: View) -> list[tuple[str, str]]:
    """What the build is and as of when, as label and value."""
    words, build = view.words, view.build
    return [
        (words("health.as_of"), build.as_of),
        (words("health.built_at"), build.built_at),
        (words("health.zone"), build.time_zone),
        (words("health.build_id"), build.build_id),
    ]


def loads(view: View) -> pl.DataFrame:
    """One row per loaded file with its row counts; empty when no load is on record."""
    try:
        return data.read(view.build, "loads")
    except QueryError:
        return pl.DataFrame()


def coverage(view: View) -> pl.DataFrame:
    """For each metric the share of cases for which it can be computed; None when it cannot."""
    asked = view.chosen.asked(WEEKS)
    rows = []
    for name, metric in data.catalog().items():
        result = data.metric(view.build, name, asked)
        row = result.frame.row(0, named=True) if result.frame.height else {}
        known = None if result.status in ("not_recorded", "failed") else row.get("coverage")
        rows.append((review.label(metric, view.words), known, _remark(result.status, view)))
    return pl.DataFrame(
        rows, schema={"metric": pl.String, "coverage": pl.Float64, "remark": pl.String}, orient="row"
    ).sort("coverage", descending=True, nulls_last=True)


def _remark(status: str, view: View) -> str:
    if status in ("not_recorded", "failed"):
        return view.words(f"status.{status}")
    return ""


def record_kinds(view: View) -> pl.DataFrame:
    """Kinds of event on record with counts and dates."""
    kinds = data.read(view.build, "record_kinds")
    words = [view.words.named("event", code) for code in kinds["event"]]
    return kinds.with_columns(pl.Series("event", words, dtype=pl.String))


def is_balanced(rows: pl.DataFrame) -> bool:
    """Whether every file's rows add up."""
    return bool(rows["is_balanced"].all())
