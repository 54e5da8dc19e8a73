"""Numbers: wide digits and thousands are read, what a spreadsheet has rounded is not a number."""

from typing import Final

import polars as pl

from etl.cells.plain import plain

_DIGITS: Final = r"^[+-]?[0-9]+$"
_THOUSANDS: Final = r"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$"
_WHOLE: Final = r"^[+-]?[0-9]+(\.0+)?$"
_DECIMAL: Final = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)$"
# 1.23E+11: a long number that a spreadsheet has shown, and saved, in short. Its end is lost.
ROUNDED: Final = r"^[+-]?[0-9](\.[0-9]+)?[eE]\+?[0-9]+$"


def whole_numbers(cells: pl.Series) -> pl.Series:
    """Return integers, such as of 12, １２, 1,234 and 3.0; unknown where a cell is none."""
    if cells.str.contains(_DIGITS).all():
        return cells.cast(pl.Int64, strict=False)
    text = _without_commas(cells)
    whole = text.set(~text.str.contains(_WHOLE).fill_null(False), None)
    return whole.str.replace(r"\.0+$", "").cast(pl.Int64, strict=False)


def decimals(cells: pl.Series) -> pl.Series:
    """Return numbers, such as of 12.5, １２．５ and 1,234.5; unknown where a cell is none."""
    text = _without_commas(cells)
    fitting = text.set(~text.str.contains(_DECIMAL).fill_null(False), None)
    return fitting.cast(pl.Float64, strict=False)


def _without_commas(cells: pl.Series) -> pl.Series:
    """Return the texts without commas of thousands; 1,5 and 12,34 keep theirs and do not fit."""
    text = plain(cells)
    has_thousands = text.str.contains(_THOUSANDS)
    if not has_thousands.any():
        return text
    return text.zip_with(~has_thousands.fill_null(False), text.str.replace_all(",", ""))
