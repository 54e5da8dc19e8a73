"""Pseudonyms: people are made unrecognizable before anything is written."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence

import polars as pl

from etl.grammar import People

# 64 bits: two of ten million people share one with a chance of about 3 in a million.
_HEX_DIGITS = 16
_BLOCK_BYTES = 64


class _Key:
    """HMAC-SHA256 under one key, shortened."""

    def __init__(self, key: bytes) -> None:
        padded = key if len(key) <= _BLOCK_BYTES else hashlib.sha256(key).digest()
        padded = padded.ljust(_BLOCK_BYTES, b"\0")
        # The two halves of an HMAC begin alike for every value: hashing that once halves the work.
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))

    def of_each(self, values: Iterable[str]) -> list[str]:
        # Millions of customers pass here one by one: names bound outside the loop count.
        begin_inner, begin_outer = self._inner.copy, self._outer.copy
        pseudonyms = []
        for value in values:
            inner, outer = begin_inner(), begin_outer()
            inner.update(value.encode())
            outer.update(inner.digest())
            pseudonyms.append(outer.hexdigest()[:_HEX_DIGITS])
        return pseudonyms


class Pseudonyms:
    """HMAC-SHA256 of personal values, shortened to 16 hexadecimal digits.

    With several keys a pseudonym is that of the last key, of the pseudonym of those before it.
    """

    def __init__(self, *keys: bytes) -> None:
        """`keys` are the secrets that stay outside the warehouse, the oldest first."""
        self._keys = [_Key(key) for key in keys]
        self._marks = [
            hashlib.sha256(b"\0".join((b"minaoshi", *keys[:count]))).hexdigest()[:_HEX_DIGITS]
            for count in range(1, len(keys) + 1)
        ]
        self._secrets = keys

    @property
    def mark(self) -> str:
        """What tells pseudonyms of these keys from those of others; it gives no key away."""
        return self._marks[-1]

    @property
    def first_mark(self) -> str:
        """The mark of the first key alone."""
        return self._marks[0]

    def up_to(self, mark: str) -> "Pseudonyms | None":
        """Return pseudonyms of the first keys alone; None where the mark is of other keys."""
        if mark not in self._marks:
            return None
        return Pseudonyms(*self._secrets[: self._marks.index(mark) + 1])

    def secret(self, purpose: str) -> bytes:
        """Return 32 bytes that only the holder of the last key can tell."""
        return hmac.digest(self._secrets[-1], purpose.encode(), "sha256")

    def of(self, value: str) -> str:
        """Return the pseudonym of one value."""
        return self.of_each([value])[0]

    def of_each(self, values: Iterable[str]) -> list[str]:
        """Return the pseudonyms of values, in their order."""
        return self._through(self._keys, values)

    def brought_forward(self, old: Iterable[str], mark: str) -> list[str] | None:
        """Return what pseudonyms of fewer keys are now; None where their keys are not these."""
        if mark not in self._marks:
            return None
        return self._through(self._keys[self._marks.index(mark) + 1 :], old)

    def _through(self, keys: Sequence[_Key], values: Iterable[str]) -> list[str]:
        given = list(values)
        for key in keys:
            given = key.of_each(given)
        return given

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
