"""Masks whole columns, each distinct text once, and counts what was masked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from etl.masking.masker import Masker

# Shorter values stand in texts by chance.
_SHORTEST_NUMBER = 4
_SHORTEST_NAME = 2


@dataclass
class Masks:
    """The masker, the columns that a center leaves as they are, and how often each kind was found.

    `off` names columns by their name in the mapping.
    """

    masker: Masker = field(default_factory=Masker)
    off: frozenset[str] = frozenset()
    counts: Counter[str] = field(default_factory=Counter)

    def of(self, cells: pl.Series, persons: Sequence[pl.Series] = ()) -> pl.Series:
        """Return the cells masked; `persons` are personal values of the same rows, as they came.

        A value that stands in the text of its own row is masked, whatever it looks like.
        """
        if cells.null_count() == len(cells):
            return cells
        told = [person for person in persons if person.null_count() < len(person)]
        in_text = [_stands_in(cells, person) for person in told]
        plain = self._distinct(cells, pl.any_horizontal(in_text) if in_text else None)
        if not in_text:
            return plain
        frame = pl.DataFrame([cells.alias("text"), *(p.alias(str(n)) for n, p in enumerate(told))])
        rows = frame.with_row_index("@row").filter(
            pl.select(pl.any_horizontal(in_text)).to_series()
        )
        told_apart = [
            self._masked(text, [value for value in values if value], 1)
            for _, text, *values in rows.iter_rows()
        ]
        return plain.scatter(rows["@row"], told_apart)

    def _distinct(self, cells: pl.Series, is_apart: pl.Expr | None) -> pl.Series:
        """Return the cells masked, but for those that are looked at apart."""
        texts = cells if is_apart is None else cells.filter(~pl.select(is_apart).to_series())
        counted = texts.drop_nulls().value_counts(name="@rows")
        old = counted[cells.name].to_list()
        rows = counted["@rows"].to_list()
        new = [self._masked(text, (), times) for text, times in zip(old, rows, strict=True)]
        return cells.replace_strict(old, new, default=cells, return_dtype=pl.String)

    def _masked(self, text: str, known: Sequence[str], times: int) -> str:
        masked = self.masker.masked(text, known)
        for kind in masked.kinds:
            self.counts[kind] += times
        return masked.text


def _stands_in(cells: pl.Series, person: pl.Series) -> pl.Series:
    """Return in which rows the personal value is a part of the text."""
    shortest = (
        pl.when(pl.col("person").str.contains(r"[0-9A-Za-z]"))
        .then(_SHORTEST_NUMBER)
        .otherwise(_SHORTEST_NAME)
    )
    frame = pl.DataFrame([cells.alias("text"), person.alias("person")])
    is_part = pl.col("text").str.contains(pl.col("person"), literal=True, strict=False)
    is_long = pl.col("person").str.len_chars() >= shortest
    return frame.select((is_part & is_long).fill_null(False)).to_series()
