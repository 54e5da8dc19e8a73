"""Pseudonyms: people are made unrecognizable before anything is written."""

import hashlib
from collections.abc import Iterable

import polars as pl

from etl.grammar import People

# 64 bits: two of ten million people share one with a chance of about 3 in a million.
_HEX_DIGITS = 16
_BLOCK_BYTES = 64


class Pseudonyms:
    """HMAC-SHA256 of personal values, shortened to 16 hexadecimal digits."""

    def __init__(self, key: bytes) -> None:
        """`key` is the secret that stays outside the warehouse."""
        padded = key if len(key) <= _BLOCK_BYTES else hashlib.sha256(key).digest()
        padded = padded.ljust(_BLOCK_BYTES, b"\0")
        # The two halves of an HMAC begin alike for every value: hashing that once halves the work.
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))

    def of(self, value: str) -> str:
        """Return the pseudonym of one value."""
        return self.of_each([value])[0]

    def of_each(self, values: Iterable[str]) -> list[str]:
        """Return the pseudonyms of values, in their order."""
        # Millions of customers pass here one by one: names bound outside the loop count.
        begin_inner, begin_outer = self._inner.copy, self._outer.copy
        pseudonyms = []
        for value in values:
            inner, outer = begin_inner(), begin_outer()
            inner.update(value.encode())
            outer.update(inner.digest())
            pseudonyms.append(outer.hexdigest()[:_HEX_DIGITS])
        return pseudonyms

    def of_all(self, values: pl.Series) -> pl.Series:
        """Return the pseudonyms of a column; each distinct value is hashed once."""
        if values.null_count() == len(values):
            return values
        # Rows of one person often stand together: look each run up once.
        runs = values.rle().struct.field("value").alias(values.name)
        distinct = runs.drop_nulls().unique()
        pseudonyms = pl.Series(self.of_each(distinct.to_list()), dtype=pl.String)
        known = pl.DataFrame({values.name: distinct, "@pseudonym": pseudonyms})
        joined = runs.to_frame().join(known, on=values.name, how="left", maintain_order="left")
        return joined["@pseudonym"].gather(values.rle_id()).alias(values.name)

    def as_roles(
        self, values: pl.Series, people: People, unknown_role: str | None = None
    ) -> pl.Series:
        """Return roles for names that have one; other names as `people.others` says.

        A name to be hashed becomes `unknown_role` instead where that is given: who was asked must
        not become a group to compare people by, not even under a pseudonym.
        """
        if values.null_count() == len(values):
            return values
        names = dict(people.roles)
        distinct = values.drop_nulls().unique().to_list()
        roles = set(names.values())
        hashes_others = people.others == "hash"
        replaced = [
            names.get(value)
            or (unknown_role or self.of(value) if hashes_others and value not in roles else value)
            for value in distinct
        ]
        return values.replace_strict(distinct, replaced, default=None, return_dtype=pl.String)
