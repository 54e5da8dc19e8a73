"""Pseudonyms and masks: personal values are made unreadable before anything is written."""

import hashlib

import polars as pl

from etl.grammar import People

# 64 bits: two of ten million people share one with a chance of about 3 in a million.
_HEX_DIGITS = 16
_BLOCK_BYTES = 64
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE = r"(?:\+81[-－ ]?|\b[0０])\d{1,4}[-－() ]{0,2}\d{1,4}[-－() ]{0,2}\d{3,4}\b"
_CARD = r"\b\d{4}[-－ ]?\d{4}[-－ ]?\d{4}[-－ ]?\d{1,4}\b"
_MASK = "***"


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
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(value.encode())
        outer.update(inner.digest())
        return outer.hexdigest()[:_HEX_DIGITS]

    def of_all(self, values: pl.Series) -> pl.Series:
        """Return the pseudonyms of a column; each distinct value is hashed once."""
        if values.null_count() == len(values):
            return values
        distinct = values.drop_nulls().unique()
        pseudonyms = pl.Series([self.of(value) for value in distinct], dtype=pl.String)
        known = pl.DataFrame({values.name: distinct, "@pseudonym": pseudonyms})
        joined = values.to_frame().join(known, on=values.name, how="left", maintain_order="left")
        return joined["@pseudonym"].alias(values.name)

    def as_roles(self, values: pl.Series, people: People) -> pl.Series:
        """Return roles for names that have one; other names as `people.others` says."""
        if values.null_count() == len(values):
            return values
        names = dict(people.roles)
        distinct = values.drop_nulls().unique().to_list()
        roles = set(names.values())
        hashes_others = people.others == "hash"
        replaced = [
            names.get(value) or (self.of(value) if hashes_others and value not in roles else value)
            for value in distinct
        ]
        return values.replace_strict(distinct, replaced, default=None, return_dtype=pl.String)


def masked(text: pl.Expr) -> pl.Expr:
    """Return a note with mail addresses, phone and card numbers made unreadable."""
    for pattern in (_MAIL, _CARD, _PHONE):
        text = text.str.replace_all(pattern, _MASK)
    return text
