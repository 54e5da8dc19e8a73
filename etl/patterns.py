"""Patterns of RE2 that a center may write, and the normal form of the text that they read."""

from functools import cache

import duckdb
import polars as pl

from etl.masking.rules import mask_pattern
from etl.section import Section


def normal_form(text: pl.Expr) -> pl.Expr:
    """Return a text as patterns read it: NFKC, small letters, single spaces, without masks."""
    without = text.str.replace_all(mask_pattern(), " ")
    small = without.str.normalize("NFKC").str.to_lowercase()
    return small.str.replace_all(r"\s+", " ").str.strip_chars()


def require_readable(section: Section, key: str, pattern: str) -> None:
    """Try a pattern where it will be used; raises EtlError for one that cannot be meant."""
    if not pattern:
        raise section.error(key, "an empty pattern fits everything. Take it out.")
    try:
        found = _matcher().execute("select regexp_matches('', $pattern)", {"pattern": pattern})
        fits_nothing = found.fetchone()
    except duckdb.Error as error:
        why = str(error).splitlines()[0]
        raise section.error(
            key, f'"{pattern}" is no pattern of RE2: {why}. Mend it; look-around does not exist.'
        ) from error
    if fits_nothing == (True,):
        raise section.error(key, f'"{pattern}" fits a text without any words. Narrow it.')


@cache
def _matcher() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:")
