"""Wide digits and signs made plain, where any stand in a column."""

import unicodedata

import polars as pl


def plain(text: pl.Series) -> pl.Series:
    """Return the texts in NFKC; a column in plain ASCII is returned as it is."""
    is_plain = not text.str.contains(r"[^\x00-\x7F]").any()
    return text if is_plain else text.str.normalize("NFKC")


def plain_word(word: str) -> str:
    """Return one text as `plain` returns a column's."""
    return unicodedata.normalize("NFKC", word)
