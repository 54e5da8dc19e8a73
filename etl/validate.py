"""Part good events from rows that cannot be used, and say every reason."""

import polars as pl

from etl import extract
from etl.canonical import EVENT_SCHEMA
from etl.columns import Rows
from etl.conditions import condition_expression
from etl.grammar import Mapping
from etl.schemas import Event

ORIGIN = list(extract.ORIGIN)
REASON_SCHEMA = {"source_file": pl.String, "source_row": pl.Int64, "reason": pl.String}
QUARANTINE_SCHEMA = {
    "source_file": pl.String,
    "source_row": pl.Int64,
    "reasons": pl.String,
    "raw": pl.String,
}
_RULE_WORDS = {
    "nullability": "present",
    "min_length": "present",
    "check__known": "known",
    "min": "in_range",
    "max": "in_range",
    "max_exclusive": "in_range",
    "inf": "finite",
    "nan": "finite",
}


def ignored_rows(rows: Rows, mapping: Mapping, raw: pl.DataFrame) -> pl.Series | None:
    """Return which rows the mapping leaves out, blank lines among them; None when none is."""
    masks = []
    for rule in mapping.ignores:
        masks.append(rows.frame.select(condition_expression(rule.condition)).to_series())
    if any(reason == "contact_id_present" for reason, _ in rows.problems):
        cells = [name for name in raw.columns if name not in ORIGIN]
        blank = pl.all_horizontal(
            pl.col(name).fill_null("").str.strip_chars() == "" for name in cells
        )
        masks.append(raw.select(blank).to_series())
    if not masks:
        return None
    ignored = pl.select(pl.any_horizontal(masks)).to_series()
    return ignored if ignored.any() else None


def row_reasons(rows: Rows) -> pl.DataFrame:
    """Return one line per row and reason for which it cannot be used."""
    frames = [
        rows.frame.filter(mask).select(*ORIGIN, pl.lit(reason).alias("reason"))
        for reason, mask in rows.problems
    ]
    return pl.concat(frames) if frames else pl.DataFrame(schema=REASON_SCHEMA)


def split_events(events: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the good events, and one line per row and rule that an event of it broke.

    A row one of whose events is bad gives no events at all.
    """
    good, failure = Event.filter(events)
    if len(failure) == 0:
        return good, pl.DataFrame(schema=REASON_SCHEMA)
    details = failure.details()
    rules = [name for name in details.columns if name not in EVENT_SCHEMA]
    words = [rule_words(rule) for rule in rules]
    reasons = (
        details.select(*ORIGIN, *rules)
        .unpivot(on=rules, index=ORIGIN, variable_name="rule", value_name="verdict")
        .filter(pl.col("verdict") == "invalid")
        .select(*ORIGIN, pl.col("rule").replace_strict(rules, words).alias("reason"))
        .unique(maintain_order=True)
    )
    return good.join(reasons, on=ORIGIN, how="anti"), reasons


def rule_words(rule: str) -> str:
    """Return the name of a broken rule as reports print it."""
    column, bar, check = rule.partition("|")
    return f"{column}_{_RULE_WORDS.get(check, check)}" if bar else rule


def quarantine(reasons: pl.DataFrame, raw: pl.DataFrame) -> pl.DataFrame:
    """Return one line per row that cannot be used: where it stands, every reason, its text."""
    together = reasons.group_by(ORIGIN, maintain_order=True).agg(
        pl.col("reason").unique(maintain_order=True).str.join("; ").alias("reasons")
    )
    cells = [name for name in raw.columns if name not in ORIGIN]
    text = raw.select(*ORIGIN, pl.struct(cells).struct.json_encode().alias("raw"))
    joined = together.join(text, on=ORIGIN, how="left")
    return joined.unique(ORIGIN, keep="first", maintain_order=True).select(list(QUARANTINE_SCHEMA))
