"""Tells what the notes of customers and the reports say, each distinct note once."""

from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from etl.patterns import normal_form
from etl.wording.lexicon import EXCEPT, SIGNALS

_FOLDER: Final = Path(__file__).parent
_NOWHERE: Final = r"[^\s\S]"


def match_notes(connection: duckdb.DuckDBPyConnection) -> None:
    """Create stage.note_wording: note, its length in normal form, and a column per signal.

    A signal is NULL where its notes are not read for it, and where the lexicon has no word for it.
    Needs stage.event_file and facts.dim_wording_pattern.
    """
    notes = pl.DataFrame(connection.execute(_sql("notes")).to_arrow_table())
    texts = notes.with_columns(normal_form(pl.col("note")).alias("text")).filter(
        pl.col("text") != ""
    )
    connection.register("given_note", texts.to_arrow())
    statement = f"create table stage.note_wording as {_sql('note_wording')}"
    connection.execute(statement, _patterns(connection))
    connection.unregister("given_note")


def _patterns(connection: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    """Return one pattern per signal, or None without words, and one of what is taken out."""
    rows = connection.execute(_sql("patterns")).fetchall()
    found: dict[str, str | None] = {}
    for signal in SIGNALS:
        words = [pattern for of, part, pattern in rows if of == signal and part != EXCEPT]
        other = [pattern for of, part, pattern in rows if of == signal and part == EXCEPT]
        found[signal] = _either(words) or None
        found[f"{signal}_except"] = _either(other) or _NOWHERE
    return found


def _either(patterns: list[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _sql(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
