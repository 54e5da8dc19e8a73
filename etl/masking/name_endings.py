"""Where a Japanese name begins of which the end is known: before 様, さん, と申します."""

import re
from typing import Final

from etl.masking.japanese_signs import KANJI, KATAKANA, in_hiragana
from etl.masking.kanji_names import is_given, is_nobody, name_start, surname_at_end
from etl.masking.name_lists import japanese_names

_FARTHEST: Final = 24
_KANJI_RUNS: Final = re.compile(rf"(?:([{KANJI}]{{1,9}})\s)?([{KANJI}]{{1,9}})$")
_KATAKANA_NAME: Final = re.compile(rf"[{KATAKANA}]+(?:[・=\s][{KATAKANA}]+){{0,3}}$")
_HIRAGANA_GIVEN: Final = re.compile(r"\s([ぁ-ん]{2,5})$")
_LATIN_NAME: Final = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}\s?$")
# Between a name and its honorific: how it is read.
_BRACKETS: Final = re.compile(r"\s?\([^()]{1,15}\)\s?$")
_PLACE_NAME: Final = re.compile(rf"(?<![{KANJI}])[{KANJI}]{{1,4}}$")


def start_before(text: str, end: int, is_respectful: bool) -> int | None:
    """Return where the name that ends here begins; None where nobody is named.

    Before an honorific an unknown word is a name too, unless it is known to be none.
    """
    before = _BRACKETS.sub("", text[max(0, end - _FARTHEST) : end]).rstrip("」』 ")
    end = text.index(before, max(0, end - _FARTHEST)) + len(before)
    if kana := _KATAKANA_NAME.search(before):
        start = _katakana_start(before, kana, is_respectful)
    elif is_respectful and (latin := _LATIN_NAME.search(before)):
        start = latin.start()
    elif runs := _KANJI_RUNS.search(before):
        start = _kanji_start(runs, is_respectful)
    else:
        start = _hiragana_start(before) if is_respectful else None
    return None if start is None else end - len(before) + start


def place_name_before(text: str, end: int) -> int | None:
    """Return where a surname begins that is also a place: "山口でございます" names a person."""
    run = _PLACE_NAME.search(text[:end])
    lists = japanese_names()
    return run.start() if run and run[0] in lists.own | lists.alone else None


def _katakana_start(before: str, kana: re.Match[str], is_respectful: bool) -> int | None:
    lists = japanese_names()
    if kana[0].endswith(lists.nobody_in_katakana):
        return None
    left = before[: kana.start()].rstrip()
    if surname := surname_at_end(left):
        return len(left) - len(surname)
    parts = re.split(r"[・=\s]", in_hiragana(kana[0]))
    is_known = any(part in lists.readings for part in parts)
    return kana.start() if is_known or (is_respectful and len(kana[0]) > 1) else None


def _kanji_start(runs: re.Match[str], is_respectful: bool) -> int | None:
    left, right = runs[1], runs[2]
    if left and is_given(right):
        if surname := surname_at_end(left):
            return runs.end(1) - len(surname)
        if is_respectful and len(left) <= 3 and not is_nobody(left):
            return runs.start(1)
    start = name_start(right, is_respectful)
    return None if start is None else runs.start(2) + start


def _hiragana_start(before: str) -> int | None:
    """Hiragana is a name where it is a frequent reading, or a given name after a surname."""
    given = _HIRAGANA_GIVEN.search(before)
    if given and (surname := surname_at_end(before[: given.start()])):
        return given.start() - len(surname)
    if given and before[: given.start()].endswith(tuple(japanese_names().readings)):
        return _hiragana_start(before[: given.start()])
    for size in range(min(6, len(before)), 1, -1):
        left = before[:-size].removesuffix("は")
        if before[-size:] in japanese_names().readings and not re.search(r"[ぁ-ん]$", left):
            return len(before) - size
    return None
