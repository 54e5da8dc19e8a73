"""How alike two questions read: character n-grams, once polite phrases are taken out.

Likeness of wording is a hint and no proof: on pairs that share a polite phrase and ask for
different items, n-grams of the whole text do no better than chance.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy import sparse

_CARRIERS: Final = Path(__file__).with_name("carriers.toml")
_SIZES: Final = (2, 3)


def comparable(text: str) -> str:
    """Return a text in NFKC and small letters, with a space for punctuation."""
    small = unicodedata.normalize("NFKC", text).lower()
    marks = "".join(" " if unicodedata.category(sign)[0] in "PS" else sign for sign in small)
    return " ".join(marks.split())


def without_carriers(text: str) -> str:
    """Return what is left of a comparable text without its polite phrases."""
    for pattern in _carriers():
        text = pattern.sub(" ", text)
    return " ".join(text.split())


@cache
def _carriers() -> tuple[re.Pattern[str], ...]:
    table = tomllib.loads(_CARRIERS.read_text(encoding="utf-8"))
    return tuple(re.compile(pattern) for patterns in table.values() for pattern in patterns)


def stripped(text: str) -> str:
    """Return what two questions are compared by: comparable, without polite phrases."""
    return without_carriers(comparable(text))


def tf_idf(texts: Sequence[str]) -> Any:
    """Return a sparse row of unit length per text, or of zeros where a text is too short.

    Weights: 1 + ln(count), times 1 + ln((1 + texts) / (1 + texts that have it)), over all runs of
    two and three characters. Source: Manning, Raghavan and Schütze 2008, chapter 6; smoothed.
    """
    columns: dict[str, int] = {}
    rows, places, weights = [], [], []
    for row, text in enumerate(texts):
        for gram, count in _grams(text).items():
            rows.append(row)
            places.append(columns.setdefault(gram, len(columns)))
            weights.append(1 + np.log(count))
    shape = (len(texts), max(len(columns), 1))
    counts = sparse.csr_matrix((weights, (rows, places)), shape=shape, dtype=float)
    found_in = np.bincount(places, minlength=shape[1])
    weighted = counts @ sparse.diags(1 + np.log((1 + len(texts)) / (1 + found_in)))
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return (
        sparse.diags(np.divide(1, length, out=np.zeros_like(length), where=length > 0)) @ weighted
    )


def _grams(text: str) -> Counter[str]:
    return Counter(
        text[start : start + size] for size in _SIZES for start in range(len(text) - size + 1)
    )
