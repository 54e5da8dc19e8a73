"""Which rules to revisit, as of a weekly review."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

import polars as pl

from queries.asked import Asked
from queries.revisit.decide import STATUSES, decide
from queries.revisit.evidence import Evidence, read_evidence
from queries.revisit.kinds import KINDS
from queries.revisit.reasons import LANGUAGES, reason, remedy
from queries.revisit.rulebook import CLUSTER, rulebook_rows
from queries.revisit.settings import Settings, load_settings
from queries.thresholds import coverage_minimum
from queries.warehouse import Warehouse

COLUMNS: Final[dict[str, Any]] = {
    "rule_id": pl.String,
    "title": pl.String,
    "rule_basis": pl.String,
    "kind": pl.String,
    "status": pl.String,
    "metric": pl.String,
    "numerator": pl.Int64,
    "denominator": pl.Int64,
    "metric_value": pl.Float64,
    "peer_value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "p_value": pl.Float64,
    "q_value": pl.Float64,
    "excess": pl.Float64,
    "seen": pl.Int64,
    "coverage": pl.Float64,
    "reason_ja": pl.String,
    "reason_en": pl.String,
    "remedy_ja": pl.String,
    "remedy_en": pl.String,
    "n": pl.Int64,
    "members": pl.List(pl.String),
    "step": pl.Int32,
    "hours": pl.List(pl.Int32),
    "slot": pl.String,
    "start": pl.Date,
    "stop": pl.Date,
    **dict.fromkeys(CLUSTER, pl.String),
}


# What would be a person's figure where too few people are behind a rule.
_WITHHELD: Final = (
    *("numerator", "denominator", "n", "metric_value", "coverage"),
    *("low", "high", "p_value", "q_value", "excess"),
)


@dataclass(frozen=True)
class Revisit:
    """The answer of one review: a row of `frame` per rule and kind, the most pressing first.

    `rule_basis` is named, implied (a category standing in for a rule), category (its small rules,
    the `members`, taken together) or none (a cluster of escalations without a rule).
    `share_too_small` is the share of rules without a verdict of any kind for want of cases; None
    without rules.
    """

    frame: pl.DataFrame
    review_week: dt.date
    share_too_small: float | None
    build_id: str


def rules_to_revisit(warehouse: Warehouse, week: dt.date | None = None) -> Revisit:
    """Return the rules judged at the end of a week; without one, of the last complete week."""
    settings = load_settings()
    with warehouse.pinned() as build:
        review_week = _monday(week) if week else _last_complete_week(build)
        stop = review_week + dt.timedelta(weeks=1)
        minimum = coverage_minimum(warehouse.path)
        evidence = read_evidence(build, stop, settings, minimum)
        build_id = build.build_id()
        from_book = rulebook_rows(build, stop, settings)
    judged = decide(evidence, stop, settings)
    rated = _described(judged, evidence, stop, settings)
    frame = _in_order(pl.concat([rated, _shaped(from_book, evidence)]))
    return Revisit(frame, review_week, _share_too_small(judged, evidence), build_id)


def review_week(warehouse: Warehouse, week: dt.date | None = None) -> dt.date:
    """Return the Monday of a review: of the week given, or of the last complete one."""
    return _monday(week) if week else _last_complete_week(warehouse)


def asked_of(row: Mapping[str, Any]) -> Asked:
    """Return the question whose cases are behind a row."""
    is_cluster = row["rule_basis"] == "none"
    narrowed: dict[str, Any] = {
        name: (row[name],) for name in CLUSTER if is_cluster and row[name] is not None
    }
    if row["kind"] == "report_incomplete" and row["slot"]:
        narrowed["slot"] = (row["slot"],)
    if not is_cluster:
        narrowed["rule_id"] = tuple(row["members"])
    if row["step"] is not None:
        narrowed["step"] = (row["step"],)
    if row["hours"]:
        narrowed["hour"] = tuple(row["hours"])
    return Asked(start=row["start"], stop=row["stop"], by=(), **narrowed)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _last_complete_week(warehouse: Warehouse) -> dt.date:
    """Return the Monday of the last week that had ended as of the build."""
    build = warehouse.build()
    as_of: dt.datetime | None = build["as_of"]
    if as_of is None:
        return dt.date(1970, 1, 5)
    # A log that ends on a Sunday evening has that week complete.
    tomorrow = as_of.astimezone(ZoneInfo(build["time_zone"])).date() + dt.timedelta(days=1)
    return _monday(tomorrow) - dt.timedelta(weeks=1)


def _described(
    judged: pl.DataFrame, evidence: Evidence, stop: dt.date, settings: Settings
) -> pl.DataFrame:
    """Return the rows as people and pages read them."""
    start = stop - dt.timedelta(weeks=settings.weeks)
    slots = _worst_slots(evidence)
    rules = evidence.rules.select("rule_id", "title")
    rows = judged.join(rules, on="rule_id", how="left").with_columns(
        pl.coalesce("title", "rule_id").alias("title"),
        pl.coalesce("start", pl.lit(start)).alias("start"),
        pl.coalesce("members", pl.concat_list("rule_id")).alias("members"),
        pl.lit(stop).alias("stop"),
        *((100 * pl.col(name)).alias(name) for name in ("low", "high")),
        pl.coalesce(
            "value", (100 * pl.col("numerator") / pl.col("denominator")).fill_nan(None)
        ).alias("metric_value"),
        pl.coalesce("usual_value", 100 * pl.col("peer_rate")).alias("peer_value"),
        pl.col("denominator").alias("n"),
    )
    described = [
        _with_words(row, settings, evidence.coverage_minimum, slots)
        for row in rows.iter_rows(named=True)
    ]
    return pl.DataFrame(described, schema=COLUMNS)


def _shaped(rows: list[dict[str, Any]], evidence: Evidence) -> pl.DataFrame:
    """Return what the rule book alone tells in the same columns."""
    titles = dict(evidence.rules.select("rule_id", "title").iter_rows())
    shaped = []
    for row in rows:
        words = {f"remedy_{lang}": remedy(row, lang) for lang in LANGUAGES}
        named = {"title": titles.get(row["rule_id"], row["rule_id"])} | row | words
        shaped.append({name: named.get(name) for name in COLUMNS})
    return pl.DataFrame(shaped, schema=COLUMNS)


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows by status, in each what a rate shows before what the book says."""
    place = pl.col("status").replace_strict(
        list(STATUSES), range(len(STATUSES)), return_dtype=pl.Int32
    )
    return frame.sort(place, maintain_order=True)


def _with_words(
    row: dict[str, Any], settings: Settings, minimum: float, slots: Mapping[str, str]
) -> dict[str, Any]:
    full = row | {
        "metric": KINDS[row["kind"]].metric,
        "hours": None if row["band"] is None else settings.hours(row["band"]),
        "slot": slots.get(row["rule_id"]) if row["kind"] == "repeat_questions" else row["item"],
    }
    for lang in LANGUAGES:
        least = settings.coverage_minimum(row["kind"], minimum)
        full[f"reason_{lang}"] = reason(full, lang, settings, least)
        full[f"remedy_{lang}"] = remedy(full, lang)
    if full["status"] == "not_recorded":
        full |= {"numerator": None, "denominator": None, "n": None, "metric_value": None}
    if full["obstacle"] == "too_few_people":
        full |= dict.fromkeys(_WITHHELD)
    # A rule is told by its number alone; only a cluster by these.
    full |= dict.fromkeys(CLUSTER)
    return {name: full[name] for name in COLUMNS}


def _worst_slots(evidence: Evidence) -> dict[str, str]:
    """Return the item asked again most often, per rule."""
    counted = evidence.slots.group_by("rule_id", "slot").agg(pl.col("repeats").sum())
    worst = counted.sort(["repeats", "slot"], descending=[True, False]).unique(
        "rule_id", keep="first", maintain_order=True
    )
    return dict(zip(worst["rule_id"], worst["slot"], strict=True))


def _share_too_small(judged: pl.DataFrame, evidence: Evidence) -> float | None:
    rules = judged.filter(
        (pl.col("rule_basis") != "category") & pl.col("kind").is_in(list(evidence.recorded))
    )
    if rules.is_empty():
        return None
    small = pl.col("obstacle").is_in(["too_few", "no_cases"]).fill_null(False)
    found = rules.group_by("rule_id").agg(small.all().alias("is_small"))
    return int(found["is_small"].sum()) / found.height
