"""What a run of kanji may be: surname and given name, words before a name, or nobody's name."""

import re
from functools import lru_cache
from typing import Final

from etl.masking.japanese_signs import KANJI
from etl.masking.name_lists import japanese_names

_LONGEST_SURNAME: Final = 5
# Notes say the same words again and again.
_REMEMBERED: Final = 50_000


def is_given(text: str) -> bool:
    """Whether it may be a given name: known, or up to three characters with a usual last one."""
    lists = japanese_names()
    is_usual = len(text) <= 3 and text[-1] in lists.given_endings
    return len(text) == 1 or is_usual or text in lists.given_names


def is_nobody(run: str) -> bool:
    """Whether nobody is named by a run before an honorific, such as 契約者 or 本日."""
    lists = japanese_names()
    called = run[after_leading(run) :]
    return run in lists.leading or called in lists.nobody or run.endswith(lists.nobody_endings)


def surname_at_start(run: str) -> str | None:
    """Return the longest known surname that a run begins with."""
    surnames = japanese_names().surnames
    sizes = range(min(_LONGEST_SURNAME, len(run)), 0, -1)
    return next((run[:size] for size in sizes if run[:size] in surnames), None)


def surname_at_end(text: str) -> str | None:
    """Return the longest known surname that a text ends in; one character must stand alone."""
    surnames = japanese_names().surnames
    for size in range(min(_LONGEST_SURNAME, len(text)), 0, -1):
        if text[-size:] in surnames:
            is_inside = size == 1 and re.search(rf"[{KANJI}].$", text)
            return None if is_inside else text[-size:]
    return None


@lru_cache(_REMEMBERED)
def after_leading(run: str) -> int:
    """Return how many of the first characters are words that may stand before a name."""
    lists = japanese_names()
    start = 0
    while run[start:] not in lists.surnames:
        word = next((word for word in lists.leading if run.startswith(word, start)), None)
        if word is None or start + len(word) >= len(run):
            break
        start += len(word)
    return start


def name_start(run: str, is_respectful: bool) -> int | None:
    """Return where in a run the name begins that ends with it; None where nobody is named.

    Without an honorific only a known surname that is no place is a name.
    """
    lists = japanese_names()
    if run in lists.nobody or run[after_leading(run) :] in lists.nobody:
        return None
    known = _known_start(run)
    if known == 1 and is_respectful:
        # One character more is of the name: 小鹿野 is not 鹿野.
        known = 0
    if known is not None:
        is_plain = known == 0 and run not in lists.places and (len(run) > 2 or run in lists.alone)
        return known if is_respectful or is_plain else None
    if not is_respectful or is_nobody(run):
        return None
    start = after_leading(run)
    return start if len(run) - start <= 5 else len(run) - 4


@lru_cache(_REMEMBERED)
def _known_start(run: str) -> int | None:
    """Return where the first surname stands after which there is room for a given name alone."""
    first = after_leading(run)
    for start in sorted(range(len(run)), key=lambda place: (place != first, place)):
        for size in range(min(_LONGEST_SURNAME, len(run) - start), 0, -1):
            rest = run[start + size :]
            is_name = run[start : start + size] in japanese_names().surnames
            is_inside = size == 1 and start not in (0, first)
            if is_name and not is_inside and (not rest or is_given(rest)):
                return start
    return None
