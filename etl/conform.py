"""Exact duplicates: the same content given twice, whatever file and row it came from."""

import polars as pl

IS_NEW = "@is_new"
_ORIGIN = ("source_file", "source_row", IS_NEW)
_COPY = "@copy"
_IDENTITY = ("contact_id", "event", "occurred_at", "seq")


def content_columns(frame: pl.DataFrame) -> list[str]:
    """Return the columns that make two rows the same or not."""
    return [name for name in frame.columns if name not in _ORIGIN]


def content_hashes(frame: pl.DataFrame) -> pl.Series:
    """Return a 64-bit hash of the content of every row."""
    return frame.select(content_columns(frame)).hash_rows()


def identity_hashes(events: pl.DataFrame) -> pl.Series:
    """Return a 64-bit hash of what tells most events apart: unlike ones are unlike in content."""
    return events.select(_IDENTITY).hash_rows()


def merged(earlier: pl.DataFrame | None, new: pl.DataFrame, policy: str) -> pl.DataFrame:
    """Return the rows of earlier loads and of this one, each content once.

    Under the policy `drop` a content is there once. Otherwise it is there as often as the load
    that has it most often has it: a file loaded twice changes nothing, and true repetitions
    inside one load stay.
    """
    parts = [part for part in (earlier, new) if part is not None and part.height]
    if not parts:
        return new
    if policy == "drop":
        rows = pl.concat(parts)
        return rows.unique(content_columns(rows), keep="first", maintain_order=True)
    if len(parts) == 1:
        return parts[0]
    numbered = [_with_copy_number(part) for part in parts]
    rows = pl.concat(numbered)
    rows = rows.unique(content_columns(rows), keep="first", maintain_order=True)
    return rows.drop(_COPY)


def _with_copy_number(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.int_range(pl.len()).over(content_columns(rows)).alias(_COPY))


def count_duplicates(frame: pl.DataFrame) -> int:
    """Return how many rows repeat another one exactly."""
    return frame.height - frame.select(content_columns(frame)).n_unique()


def count_backward(frame: pl.DataFrame, contact: str, stamp: str) -> int:
    """Return how many rows lie before the row above them, where both are of one contact."""
    above = pl.col(contact) == pl.col(contact).shift(1)
    backward = above & (pl.col(stamp) < pl.col(stamp).shift(1))
    return int(frame.select(backward.sum()).item())
