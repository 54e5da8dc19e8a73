"""Japanese names that nothing but themselves tells: 田中花子, 田中 花子, 田中課長, 田中."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from etl.masking.japanese_signs import KANJI, KATAKANA
from etl.masking.kanji_names import after_leading, is_given
from etl.masking.name_lists import japanese_names

_RUN: Final = re.compile(rf"[{KANJI}]{{1,14}}")
_GIVEN_IN_KANJI: Final = re.compile(rf"\s([{KANJI}]{{1,3}})(?![{KANJI}{KATAKANA}])")
_GIVEN_IN_KANA: Final = re.compile(
    rf"\s([ぁ-ん]{{1,3}}[子美代江恵枝]|[ぁ-ん]{{2,4}}|[{KATAKANA}]{{2,5}})(?=から|より|[がはをのにへと、。\s()（:/]|$)"
)
_ON_BOTH: Final = ("両名", "本人", "名義", "宅", "夫妻")
# In katakana, and yet a name may follow.
_CALLED: Final = (
    "オペレーター",
    "リーダー",
    "マネージャー",
    "マネジャー",
    "スーパーバイザー",
    "センター長",
)
_KATAKANA_PAIR: Final = re.compile(
    rf"(?<![{KATAKANA}])([{KATAKANA}]{{2,6}})\s[{KATAKANA}]{{2,5}}(?![{KATAKANA}])"
)
_RELATIVE: Final = re.compile(
    rf"(?:息子|娘|妻|夫|[長次三][男女]|弟|妹|兄|姉|孫|父|母)の([{KANJI}]{{2,3}})(?![{KANJI}])"
)
_OTHER_SCRIPT: Final = re.compile(rf"[{KATAKANA}]")


def find_standing(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the names stand."""
    for run in _RUN.finditer(text):
        before, after = text[: run.start()], text[run.end() :]
        if _OTHER_SCRIPT.match(before[-1:]) and not before.endswith(_CALLED):
            continue
        span = (
            _with_given(run[0], after) or _within(run[0], after) or _signed(run[0], before, after)
        )
        if span is not None:
            yield run.start() + span[0], run.start() + span[1]

    lists = japanese_names()
    for pair in _KATAKANA_PAIR.finditer(text):
        if pair[1] in lists.readings_in_katakana:
            yield pair.span()
    for relative in _RELATIVE.finditer(text):
        if relative[1] in lists.given_names:
            yield relative.span(1)


def _signed(run: str, before: str, after: str) -> tuple[int, int] | None:
    """Return the surname that ends a letter."""
    is_last = not after.strip() and before.rstrip(" ")[-1:] in "。\n"
    return (0, len(run)) if is_last and before and run in japanese_names().surnames else None


def _with_given(run: str, after: str) -> tuple[int, int] | None:
    """Return the name where a space and a given name follow."""
    start = after_leading(run)
    if run[start:] not in japanese_names().surnames:
        return None
    given = _GIVEN_IN_KANJI.match(after)
    if given and is_given(given[1]) and given[1] not in japanese_names().no_given:
        return start, len(run) + given.end()
    kana = _GIVEN_IN_KANA.match(after)
    return (start, len(run) + kana.end()) if kana and len(run) - start > 1 else None


def _within(run: str, after: str) -> tuple[int, int] | None:
    lists = japanese_names()
    if run in lists.other_words:
        return None
    if after.startswith(lists.titles):
        return _titled(run)
    if _OTHER_SCRIPT.match(after):
        return None
    if run.endswith(lists.titles) or run.endswith(_ON_BOTH):
        ending = next(word for word in (*lists.titles, *_ON_BOTH) if run.endswith(word))
        return _titled(run.removesuffix(ending), ending == "両名") if run != ending else None
    start = after_leading(run)
    name = run[start:]
    if name in lists.alone or _is_full_name(name):
        return start, len(run)
    # Of the own people, a name that is also that of a place.
    is_own = run.startswith("弊社") and name in lists.surnames and after[:1] in "がは"
    return (start, len(run)) if is_own else None


def _titled(name: str, is_both: bool = False) -> tuple[int, int] | None:
    start = after_leading(name)
    is_name = name[start:] in japanese_names().surnames or _is_full_name(name[start:])
    if is_both and 2 <= len(name) <= 3:
        is_name = True
    return (start, len(name)) if is_name else None


@lru_cache(50_000)
def _is_full_name(run: str) -> bool:
    """Whether it is a surname and a given name, both known."""
    lists = japanese_names()
    for size in range(2, min(5, len(run) - 1) + 1):
        given = run[size:]
        is_known = given in lists.given_alone if len(given) == 1 else given in lists.given_names
        if run[:size] in lists.surnames and is_known and given not in lists.no_given:
            return True
    return False
