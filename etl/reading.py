"""A file's rows as a mapping knows them: under its headers, with one order of day and month."""

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from etl.columns import under_own_headers
from etl.day_order import decided, open_columns
from etl.extract import read_batches
from etl.grammar import Mapping
from etl.headers import needed_headers

Note = Callable[[str], None]


def mapped_batches(
    path: Path, mapping: Mapping, scratch: Path, note: Note
) -> Iterator[pl.DataFrame]:
    """Yield what `read_batches` does, under the first header of each column of the mapping."""
    for raw in read_batches(path, mapping.source, scratch, needed_headers(mapping), note):
        yield under_own_headers(raw, mapping)


def in_one_order(path: Path, name: str, mapping: Mapping, scratch: Path, note: Note) -> Mapping:
    """Return the mapping as it reads this file, where it leaves open which comes first in a date.

    The whole file is read for it: the row that tells may be its last. `name` is what the file is
    called in what is noted and in errors; those of `etl.day_order.decided`.
    """
    if not open_columns(mapping):
        return mapping
    mapping, told = decided(mapping, mapped_batches(path, mapping, scratch, lambda _: None), name)
    if told:
        note(told)
    return mapping
