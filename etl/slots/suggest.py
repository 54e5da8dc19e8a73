"""Suggests items for wordings that the lexicon does not know, to a person who decides."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from etl.slots.similarity import stripped, tf_idf
from queries.warehouse import Warehouse


@dataclass(frozen=True)
class Suggestion:
    """A wording, in how many contacts it was asked, and what it is most like.

    `likeness` is a cosine from 0 to 1; without any likeness `slot` is None.
    """

    text: str
    contact_count: int
    slot: str | None
    likeness: float


@dataclass(frozen=True)
class Suggestions:
    """Most frequent first; what is asked in fewer than five contacts is only counted."""

    rows: list[Suggestion]
    withheld_texts: int
    withheld_questions: int


def suggest(warehouse: Warehouse) -> Suggestions:
    """Return the wordings without an item and the item of the known wording each is most like."""
    texts = warehouse.table("facts.agg_question_text")
    shown = texts.filter(pl.col("text").is_not_null())
    unknown = shown.filter(pl.col("slot").is_null()).sort(
        "contact_count", "text", descending=[True, False]
    )
    known = shown.filter(pl.col("slot").is_not_null()).sort("text", "slot")
    found = nearest(unknown["text"].to_list(), known["text"].to_list(), known["slot"].to_list())
    rare = texts.filter(pl.col("text").is_null(), pl.col("slot_basis") == "unmatched")
    return Suggestions(
        [
            Suggestion(row["text"], row["contact_count"], slot, likeness)
            for row, (slot, likeness) in zip(unknown.iter_rows(named=True), found, strict=True)
        ],
        int(rare["text_count"].sum()),
        int(rare["question_count"].sum()),
    )


def nearest(
    texts: Sequence[str], known: Sequence[str], slots: Sequence[str]
) -> list[tuple[str | None, float]]:
    """Return slot and cosine of the known text that each text is most like."""
    if not texts or not known:
        return [(None, 0.0)] * len(texts)
    rows = tf_idf([stripped(text) for text in (*texts, *known)])
    others = rows[len(texts) :].T.tocsc()
    # One row at a time: all likenesses of many wordings at once would not fit into memory.
    likeness = ((rows[row] @ others).toarray().ravel() for row in range(len(texts)))
    return [best_of(found, slots) for found in likeness]


def best_of(likeness: np.ndarray, slots: Sequence[str]) -> tuple[str | None, float]:
    """Return the slot of the highest cosine, or None where none is above 0."""
    best = int(likeness.argmax())
    value = float(likeness[best])
    return (slots[best], value) if value > 0 else (None, 0.0)
