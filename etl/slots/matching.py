"""Tells the slots of questions that are on record as text alone, each wording once."""

from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from etl.patterns import normal_form

_FOLDER: Final = Path(__file__).parent


def match_texts(connection: duckdb.DuckDBPyConnection) -> None:
    """Create stage.slot_text: note, its normal form as text, slot, slot_basis.

    slot_basis is lexicon where one item fits, else unmatched, with a slot of NULL: none fits, or
    several do. Needs stage.event_file and facts.dim_slot_pattern.
    """
    notes = pl.DataFrame(connection.execute(_sql("wordings")).to_arrow_table())
    told = match_given(connection, notes)
    connection.register("told_text", told.to_arrow())
    connection.execute("create table stage.slot_text as from told_text")
    connection.unregister("told_text")


def match_given(connection: duckdb.DuckDBPyConnection, notes: pl.DataFrame) -> pl.DataFrame:
    """Return note, text, slot and slot_basis of notes; needs facts.dim_slot_pattern."""
    texts = notes.with_columns(normal_form(pl.col("note")).alias("text"))
    connection.register("given_text", texts.to_arrow())
    found = pl.DataFrame(connection.execute(_sql("slot_text")).to_arrow_table())
    connection.unregister("given_text")
    return found


def _sql(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
