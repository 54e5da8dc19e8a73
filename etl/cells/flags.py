"""Flags: the words and signs for yes and no; any other word is unknown, never no."""

from typing import Final

import polars as pl

from etl.cells.plain import plain, plain_word

_YES: Final = (
    *("true", "1", "yes", "y", "t", "on", "はい", "あり", "有", "有り", "済", "済み", "した"),
    *("○", "〇", "◯", "◎", "●", "✓", "✔", "☑"),
)
_NO: Final = (
    *(
        "false",
        "0",
        "no",
        "n",
        "f",
        "off",
        "いいえ",
        "なし",
        "無",
        "無し",
        "未",
        "未済",
        "していない",
    ),
    *("×", "✕", "✖", "✗", "✘", "☓"),
)
_MEANINGS: Final = {plain_word(word): word in _YES for word in (*_YES, *_NO)}


def flags(cells: pl.Series) -> pl.Series:
    """Return whether each cell says yes; unknown where it says neither."""
    words = plain(cells).str.to_lowercase()
    return words.replace_strict(
        list(_MEANINGS), list(_MEANINGS.values()), default=None, return_dtype=pl.Boolean
    )
