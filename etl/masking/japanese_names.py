"""Names of people in Japanese text: before an honorific or a title, after a label, or alone."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from etl.masking.japanese_signs import KANJI, KATAKANA
from etl.masking.name_endings import place_name_before, start_before
from etl.masking.name_labels import find_labelled
from etl.masking.name_lists import japanese_names
from etl.masking.rules import Find

# What looks like an honorific in 様子, さんざん, 氏名, 殿堂 and ちゃんと is none.
_HONORIFIC: Final = re.compile(
    r"様(?![子式相態々])|さま(?!ざま)|さん(?!ざん)|氏(?![名神族])|殿(?![堂場様下])|ちゃん(?!と)|くん|君"
)
_SAYS_SO: Final = re.compile(
    r"と(?:だけ)?(?:申|名乗|いいま|言いま|(?:言う|いう)(?:方|人|者|男性|女性|お客)|おっしゃる)|です|でございま"
)
_READING: Final = re.compile(
    rf"\s?様?[(「]\s?(?:読み?:?\s?)?([{KATAKANA}][{KATAKANA}\s]{{2,15}})[)」]"
)
_BEFORE: Final = ("担当", "前任", "後任", "弊社", "当社", "オペレーター", "リーダー", "マネージャー")


def find_names(text: str) -> Iterator[Find]:
    """Yield the names of people, their readings in brackets, and the same names further on."""
    spans = sorted({(start, end) for start, end in _spans(text) if text[start:end].strip()})
    for start, end in spans:
        yield Find(start, end, "name")
        if reading := _READING.match(text, end):
            yield Find(reading.start(1), reading.end(1), "name")
    for name in {text[start:end] for start, end in spans if end - start > 1}:
        for match in re.finditer(_apart(re.escape(name)), text):
            yield Find(*match.span(), "name")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _HONORIFIC.finditer(text):
        is_sure = match[0] not in ("君", "くん")
        start = start_before(text, match.start(), is_respectful=is_sure)
        if start is not None:
            yield start, match.start()
    for match in _SAYS_SO.finditer(text):
        start = start_before(text, match.start(), is_respectful=match[0][0] == "と")
        if start is None and match[0] == "でございま":
            start = place_name_before(text, match.start())
        if start is not None:
            yield start, match.start()
    yield from find_labelled(text)
    for match in _alone().finditer(text):
        yield match.span()


def _apart(pattern: str) -> str:
    """Return a pattern for what does not go on in kanji or katakana on either side."""
    return rf"(?<![{KANJI}{KATAKANA}])(?:{pattern})(?![{KANJI}{KATAKANA}])"


def _either(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in names)


@cache
def _alone() -> re.Pattern[str]:
    """Return a pattern of frequent surnames by what stands around them.

    A surname with a given name; before a title; beside another name; by itself, if it is no place.
    """
    lists = japanese_names()
    names = sorted(lists.surnames, key=lambda name: (-len(name), name))
    whole, long = _either(names), _either([name for name in names if len(name) > 1])
    free = _either([name for name in names if len(name) > 1 and name not in lists.places])
    no_given = _either(sorted(lists.no_given, key=lambda word: (-len(word), word)))
    left, right = rf"(?<![{KANJI}{KATAKANA}])", rf"(?![{KANJI}{KATAKANA}])"
    endings, single = "".join(sorted(lists.given_endings)), "".join(sorted(lists.given_alone))
    given = rf"(?!(?:{no_given}){right})(?:[{KANJI}]{{1,2}}[{endings}]|[{single}])"
    in_kana = rf"(?:[ぁ-ん]{{2,4}}(?=から|より|[がはをのにへと、。\s()]|$)|[{KATAKANA}]{{2,5}})"
    beside = "|".join(f"(?<={word})" for word in _BEFORE)
    return re.compile(
        rf"{left}(?:(?:{long})|(?:{whole})\s){given}{right}"
        rf"|{left}(?:{long})\s{in_kana}{right}"
        rf"|{left}(?:{whole})(?=\s?(?:{_either(list(lists.titles))}))"
        rf"|{left}(?:{whole})(?=(?:両名|本人|宅))"
        rf"|(?<=弊社)(?:{whole})(?=[がは])"
        rf"|(?:{left}|{beside})(?:{free}){right}"
    )
