"""04/03/2026: the day first or the month? A mapping may leave it open; the file itself decides."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import polars as pl

from etl.cells.plain import plain
from etl.columns import header_of
from etl.errors import EtlError
from etl.grammar import Column, Mapping

DAY_FIRST, MONTH_FIRST = "day first", "month first"
_EITHER: Final = "either"
_NUMBERS: Final = r"^\s*([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{2,4}"


def order_of(format_: str) -> str | None:
    """Return whether a format has the day or the month first; None where the year leads."""
    places = {mark: format_.find(mark) for mark in ("%d", "%m", "%Y", "%y")}
    year = max(places["%Y"], places["%y"])
    if min(places["%d"], places["%m"]) < 0 or year < max(places["%d"], places["%m"]):
        return None
    return DAY_FIRST if places["%d"] < places["%m"] else MONTH_FIRST


def open_columns(mapping: Mapping) -> list[Column]:
    """Return the columns whose formats have days first and months first."""
    both = {DAY_FIRST, MONTH_FIRST}
    return [c for c in mapping.columns if both <= {order_of(format_) for format_ in c.formats}]


def decided(mapping: Mapping, batches: Iterable[pl.DataFrame], file: str) -> tuple[Mapping, str]:
    """Return the mapping with one order for each column, and in words what decided it.

    A number above twelve can be no month. A column without such dates stays as it is. Raises
    EtlError where dates are there and no row tells, or where rows disagree: then a person must
    say it.
    """
    undecided = open_columns(mapping)
    found: dict[str, dict[str, tuple[int, str]]] = {column.name: {} for column in undecided}
    for batch in batches:
        for column in undecided:
            if header_of(column) in batch.columns:
                _look(batch, header_of(column), found[column.name])
    told, columns = [], {column.name: column for column in mapping.columns}
    for column in undecided:
        seen = found[column.name]
        if not seen:
            continue
        order, (row, cell) = _only(column, seen, file)
        kept = tuple(f for f in column.formats if order_of(f) in (None, order))
        columns[column.name] = replace(column, formats=kept)
        told.append(f'{file}: column "{column.header}" is read {order} (row {row} has {cell}).')
    return replace(mapping, columns=tuple(columns.values())), " ".join(told)


def _look(batch: pl.DataFrame, header: str, seen: dict[str, tuple[int, str]]) -> None:
    """Remember the first row that tells of each order, and the first that may be either."""
    parts = batch.select("source_row", cell=header).with_columns(plain(batch[header]).alias("cell"))
    parts = parts.with_columns(
        pl.col("cell").str.extract(_NUMBERS, 1).cast(pl.Int64).alias("first"),
        pl.col("cell").str.extract(_NUMBERS, 2).cast(pl.Int64).alias("second"),
    )
    tells = {
        DAY_FIRST: (pl.col("first") > 12) & (pl.col("second") <= 12),
        MONTH_FIRST: (pl.col("second") > 12) & (pl.col("first") <= 12),
        # 05/05 is the same day in both.
        _EITHER: (pl.col("first") <= 12)
        & (pl.col("second") <= 12)
        & (pl.col("first") != pl.col("second")),
    }
    for order, condition in tells.items():
        rows = parts.filter(condition).head(1)
        if rows.height and order not in seen:
            seen[order] = (rows["source_row"][0], rows["cell"][0])


def _only(
    column: Column, seen: dict[str, tuple[int, str]], file: str
) -> tuple[str, tuple[int, str]]:
    where = f'{file}: column "{column.header}"'
    what = f"Keep one order in columns.{column.name}.formats of the mapping."
    telling = {order: row for order, row in seen.items() if order != _EITHER}
    if not telling:
        row, cell = seen[_EITHER]
        raise EtlError(
            f"{where}: no row tells whether the day or the month comes first (row {row} has "
            f"{cell}). {what}"
        )
    if len(telling) > 1:
        rows = " and ".join(
            f"row {row} has {cell} ({order})" for order, (row, cell) in telling.items()
        )
        raise EtlError(f"{where}: {rows}, so both orders are in use. {what}")
    return next(iter(telling.items()))
