"""Finds what is personal in a text and puts the word for its kind in its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from etl.masking import english_names, japanese_names
from etl.masking.plain_form import plain_form
from etl.masking.rules import Find, mask_pattern, read_rules

_JAPANESE: Final = re.compile(r"[぀-ヿ㐀-鿿豈-﫿ｦ-ﾟ]")
_LATIN: Final = re.compile(r"[A-Za-z]{2}")
# Without any of these no pattern fits, and few notes have one.
_WORTH_A_LOOK: Final = re.compile(
    r"[\d@〇零一二三四五六七八九十]|[(\[]at[)\]]|アットマーク|[住宛先家宅居]"
)
_MASK: Final = re.compile(mask_pattern())


@dataclass(frozen=True)
class Masked:
    """A text without what is personal, and the kinds of what was taken out of it."""

    text: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Masker:
    """The product's rules with a center's own words: further ones to mask, and those to leave."""

    extra: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()

    def masked(self, text: str, known: Sequence[str] = ()) -> Masked:
        """Return the text with what is personal replaced; the rest stays as it was.

        `known` are personal values that stand elsewhere in the same row.
        """
        is_japanese = _JAPANESE.search(text) is not None
        parts, last, kinds = [], 0, []
        for start, end, kind in self.spans(text, known):
            parts += [text[last:start], read_rules().mask(kind, is_japanese)]
            kinds.append(kind)
            last = end
        return Masked("".join([*parts, text[last:]]), tuple(kinds))

    def spans(self, text: str, known: Sequence[str] = ()) -> list[tuple[int, int, str]]:
        """Return where personal data stands in the text, and of which kind it is, in order."""
        plain = plain_form(text)
        finds = _without_kept(_found(plain.text), _kept(plain.text, self.keep))
        # What is known to be personal is so within a number of ours, too.
        finds += _words(plain.text, self.extra, "word")
        finds += (find for value in known for find in _known(plain.text, value))
        return [(*plain.span(find.start, find.end), find.kind) for find in _merged(finds)]


def _found(text: str) -> list[Find]:
    finds: list[Find] = []
    if _WORTH_A_LOOK.search(text):
        finds += [find for pattern in read_rules().patterns for find in pattern.finds(text)]
    if _JAPANESE.search(text):
        finds += japanese_names.find_names(text)
    if _LATIN.search(text):
        finds += english_names.find_names(text)
    return finds


def _words(text: str, words: Sequence[str], kind: str) -> Iterator[Find]:
    for word in words:
        for match in re.finditer(re.escape(plain_form(word).text), text, re.IGNORECASE):
            yield Find(*match.span(), kind)


def _known(text: str, value: str) -> Iterator[Find]:
    """Yield a personal value of the row: a number, or a name whatever spaces are in it."""
    parts = plain_form(value).text.split()
    kind = "customer_no" if any(sign.isdigit() for sign in value) else "name"
    for match in re.finditer(r"\s?".join(map(re.escape, parts)), text):
        yield Find(*match.span(), kind)


def _kept(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the parts that stay: numbers of the center's own, its words, masks made before."""
    kept = [match.span() for pattern in read_rules().keep for match in pattern.finditer(text)]
    kept += (match.span() for match in _MASK.finditer(text))
    return kept + [(find.start, find.end) for find in _words(text, words, "")]


def _without_kept(finds: list[Find], kept: list[tuple[int, int]]) -> list[Find]:
    return [
        find
        for find in finds
        if not any(start < find.end and find.start < end for start, end in kept)
    ]


def _merged(finds: list[Find]) -> Iterator[Find]:
    """Yield finds that do not overlap; the first kind of those that do tells what is masked."""
    rank = {kind: place for place, kind in enumerate(read_rules().labels)}
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
