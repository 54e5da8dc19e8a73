"""How often the lexicon and the suggestion are right on wordings that a person has labeled."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from etl.errors import EtlError
from etl.slots.matching import match_given
from etl.slots.similarity import stripped, tf_idf
from etl.slots.suggest import best_of


@dataclass(frozen=True)
class Score:
    """`right` of the `told` items are right; `asked` wordings do have an item."""

    right: int
    told: int
    asked: int


def read_labeled(path: Path) -> pl.DataFrame:
    """Return text and slot (NULL: asks for no item) of a CSV; raises EtlError when unreadable."""
    try:
        rows = pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise EtlError(
            f"{path.name}: is not readable as CSV: {error}. Save it as UTF-8."
        ) from error
    missing = [name for name in ("text", "slot") if name not in rows.columns]
    if missing:
        raise EtlError(
            f"{path.name}: column {missing[0]} is missing. Found: {', '.join(rows.columns)}. "
            "Give one wording a row, in columns text and slot."
        )
    slot = pl.col("slot").str.strip_chars()
    labeled = rows.select("text", slot=pl.when(slot != "").then(slot))
    return labeled.drop_nulls("text").unique(maintain_order=True)


def evaluate_lexicon(labeled: pl.DataFrame, patterns: pl.DataFrame) -> Score:
    """Score the lexicon; `patterns` are rows of facts.dim_slot_pattern."""
    with duckdb.connect(":memory:") as connection:
        connection.register("given_pattern", patterns.to_arrow())
        connection.execute("create schema facts")
        connection.execute("create table facts.dim_slot_pattern as from given_pattern")
        notes = labeled.select(note="text").unique()
        told = dict(match_given(connection, notes).select("note", "slot").rows())
    return score([told[text] for text in labeled["text"]], labeled["slot"].to_list())


def evaluate_suggestion(labeled: pl.DataFrame) -> Score:
    """Score the suggestion, each wording against all the others that have an item."""
    slots = labeled["slot"].to_list()
    told: list[str | None] = []
    rows = tf_idf([stripped(text) for text in labeled["text"]])
    is_known = labeled["slot"].is_not_null().to_numpy()
    for row in range(len(slots)):
        likeness = (rows[row] @ rows.T).toarray().ravel() * is_known
        likeness[row] = 0
        told.append(best_of(likeness, slots)[0])
    return score(told, slots)


def score(told: Sequence[str | None], labeled: Sequence[str | None]) -> Score:
    """Compare what was told with what a person says, wording by wording."""
    return Score(
        right=sum(a is not None and a == b for a, b in zip(told, labeled, strict=True)),
        told=sum(slot is not None for slot in told),
        asked=sum(slot is not None for slot in labeled),
    )
