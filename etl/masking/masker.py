"""Finds what is personal in a text and puts the word for its kind in its place."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from etl.masking import english_names, japanese_names
from etl.masking.plain_form import plain_form
from etl.masking.rules import Find, mask_pattern, read_rules

_JAPANESE: Final = re.compile(r"[぀-ヿ㐀-鿿豈-﫿ｦ-ﾟ]")
_MASK: Final = re.compile(mask_pattern())


@dataclass(frozen=True)
class Masker:
    """The product's rules with a center's own words: those to mask, those to leave."""

    extra: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)

    def masked(self, text: str) -> str:
        """Return the text with what is personal replaced; the rest stays as it was."""
        is_japanese = _JAPANESE.search(text) is not None
        parts, last = [], 0
        for start, end, kind in self.spans(text):
            parts += [text[last:start], read_rules().mask(kind, is_japanese)]
            last = end
        return "".join([*parts, text[last:]])

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Return where personal data stands in the text, and of which kind it is, in order."""
        plain = plain_form(text)
        finds = _without_kept(_all_finds(plain.text, self.extra), _kept(plain.text, self.keep))
        return [(*plain.span(find.start, find.end), find.kind) for find in _merged(finds)]


def _all_finds(text: str, extra: Sequence[str]) -> list[Find]:
    finds = [find for pattern in read_rules().patterns for find in pattern.finds(text)]
    finds += japanese_names.find_names(text)
    finds += english_names.find_names(text)
    for word in extra:
        finds += (Find(*match.span(), "word") for match in re.finditer(re.escape(word), text))
    return finds


def _kept(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the parts that stay: numbers of the center's own, its words, masks made before."""
    kept = [match.span() for pattern in read_rules().keep for match in pattern.finditer(text)]
    kept += (match.span() for match in _MASK.finditer(text))
    for word in words:
        kept += (match.span() for match in re.finditer(re.escape(word), text))
    return kept


def _without_kept(finds: list[Find], kept: list[tuple[int, int]]) -> list[Find]:
    return [
        find
        for find in finds
        if not any(start < find.end and find.start < end for start, end in kept)
    ]


def _merged(finds: list[Find]) -> Iterator[Find]:
    """Yield finds that do not overlap; the first kind of those that do tells what is masked."""
    rank = {kind: place for place, kind in enumerate(read_rules().kinds)}
    current: Find | None = None
    for find in sorted(finds, key=lambda find: (find.start, -find.end)):
        if current is None or find.start >= current.end:
            if current is not None:
                yield current
            current = find
        else:
            kind = min(current.kind, find.kind, key=rank.__getitem__)
            current = Find(current.start, max(current.end, find.end), kind)
    if current is not None:
        yield current
