"""Where the figures come from: freshness, loads, what is recorded."""

import polars as pl

from dashboard.frame.view import View
from dashboard.reading import data
from dashboard.words import Words
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
    """For each item of an escalation the share that is on record; what nobody records says so."""
    result = data.metric(view.build, "recorded_share", view.chosen.asked(WEEKS))
    if result.is_empty:
        return pl.DataFrame(schema={"item": pl.String, "share": pl.Float64, "remark": pl.String})
    words = view.words
    rows = [
        (words(f"item.{item}"), share, _remark(share, status, words))
        for item, share, status in result.frame.select("item", "metric_value", "status").iter_rows()
    ]
    found = pl.DataFrame(rows, schema=["item", "share", "remark"], orient="row")
    return found.sort("share", descending=True)


def _remark(share: float | None, status: str, words: Words) -> str:
    if status == "too_few_people":
        return words("status.too_few_people")
    return "" if share else words("status.not_recorded")


def record_kinds(view: View) -> pl.DataFrame:
    """Kinds of event on record with counts and dates."""
    kinds = data.read(view.build, "record_kinds")
    words = [view.words.named("event", code) for code in kinds["event"]]
    return kinds.with_columns(pl.Series("event", words, dtype=pl.String))


def is_balanced(rows: pl.DataFrame) -> bool:
    """Whether every file's rows add up."""
    return bool(rows["is_balanced"].all())
