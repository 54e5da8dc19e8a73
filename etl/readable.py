"""Rows that cannot be used, as people may read them: without a personal value in any cell.

Such a row is often one whose cells moved, so a personal key may stand under any header.
"""

import polars as pl

from etl.columns import header_of
from etl.extract import EXTRA_CELL
from etl.grammar import Column, Mapping
from etl.masking import Masks
from etl.pseudonyms import Pseudonyms
from etl.validate import ORIGIN

WITHHELD = "〔非表示〕"


def readable_raw(
    raw: pl.DataFrame, batch: pl.DataFrame, mapping: Mapping, pseudonyms: Pseudonyms, masks: Masks
) -> pl.DataFrame:
    """Return the declared cells under their headers, personal values made unreadable.

    `batch` are the rows among which these were read: they tell what a cell usually holds.
    """
    cells = raw.select(ORIGIN)
    keys = _personal_shapes(batch, mapping)
    moved = raw[EXTRA_CELL].is_not_null()
    for column in mapping.columns:
        header = header_of(column)
        if header in raw.columns:
            text = _readable(raw[header], column, mapping, pseudonyms, masks)
            text = _without_keys(text, raw[header], batch[header], keys, pseudonyms)
            if not (column.is_person or column.is_masked):
                text = _without_moved(
                    text, batch.filter(batch[EXTRA_CELL].is_null())[header], moved
                )
            cells = cells.with_columns(text.alias(header))
    return cells


def _readable(
    text: pl.Series, column: Column, mapping: Mapping, pseudonyms: Pseudonyms, masks: Masks
) -> pl.Series:
    if column.is_person:
        return pseudonyms.of_all(text)
    if column.is_role:
        text = pseudonyms.as_roles(text, mapping.people)
    is_key = column.name in mapping.source.contact or column.name in masks.off
    return text if is_key else masks.of(text)


def _shape(name: str) -> pl.Expr:
    """Return what a value looks like: every digit a 9, every letter an A."""
    return pl.col(name).str.replace_all(r"[0-9]", "9").str.replace_all(r"[A-Za-z]", "A")


def _personal_shapes(batch: pl.DataFrame, mapping: Mapping) -> list[str]:
    """Return what the numbers of people look like, such as A9999999."""
    headers = [header_of(column) for column in mapping.columns if column.is_person]
    shapes = [
        batch.select(_shape(header).alias("shape")).to_series()
        for header in headers
        if header in batch.columns
    ]
    if not shapes:
        return []
    together = pl.concat(shapes).drop_nulls().unique()
    return together.filter(together.str.count_matches("9") >= 3).to_list()


def _without_keys(
    text: pl.Series, raw: pl.Series, batch: pl.Series, keys: list[str], pseudonyms: Pseudonyms
) -> pl.Series:
    """Return pseudonyms for what looks like a number of people and like nothing of its column."""
    if not keys or raw.null_count() == len(raw):
        return text
    usual = batch.to_frame("cell").select(_shape("cell")).to_series().drop_nulls()
    common = usual.value_counts(name="rows").filter(pl.col("rows") * 2 >= len(usual))[usual.name]
    shapes = raw.to_frame("cell").select(_shape("cell")).to_series()
    is_key = shapes.is_in(keys) & ~shapes.is_in(common.to_list())
    return text.zip_with(~is_key.fill_null(False), pseudonyms.of_all(raw))


def _without_moved(text: pl.Series, usual: pl.Series, moved: pl.Series) -> pl.Series:
    """Withhold the cells of a row that has too many, but for what others have under that header."""
    counted = usual.drop_nulls().value_counts(name="rows")
    vocabulary = counted.filter(pl.col("rows") >= 2)[usual.name].to_list()
    is_withheld = moved & text.is_not_null() & ~text.is_in(vocabulary).fill_null(False)
    return text.zip_with(~is_withheld, pl.repeat(WITHHELD, len(text), eager=True))
