"""Names of people in Japanese text: before an honorific or a title, after a label, or alone."""

import re
from collections.abc import Iterator
from typing import Final

from etl.masking.japanese_signs import KANJI, KATAKANA
from etl.masking.name_endings import place_name_before, start_before
from etl.masking.name_labels import find_labelled
from etl.masking.name_lists import japanese_names
from etl.masking.rules import Find
from etl.masking.standing_names import find_standing

# What looks like an honorific in 様子, さんざん, 氏名, 殿堂 and ちゃんと is none.
_HONORIFIC: Final = re.compile(
    r"様(?![子式相態々])|さま(?!ざま)|さん(?!ざん)|氏(?![名神族])|殿(?![堂場様下])|ちゃん(?!と)|くん|君|(?<=[ァ-ヺー])(?:サマ|サン)(?![ァ-ヺー])"
)
_SAYS_SO: Final = re.compile(
    r"と(?:だけ)?(?:申|名乗|いいま|言いま|(?:言う|いう)(?:方|人|者|男性|女性|お客)|おっしゃる)|です(?:が|けど|けれど)?|でございま"
)
_READING: Final = re.compile(
    rf"\s?様?[(「]\s?(?:読み?:?\s?)?([{KATAKANA}][{KATAKANA}\s]{{2,15}})[)」]"
)


_IN_A_WORD: Final = re.compile(rf"[{KANJI}{KATAKANA}]")
_NEXT: Final = re.compile(
    rf"(?:様|さん)?[、・,/→]\s?([{KANJI}]{{1,4}})(?=[、・,/→\s()。がはへ]|より|から|さん|様|両名|$)"
)


def find_names(text: str) -> Iterator[Find]:
    """Yield the names of people, their readings in brackets, and the same names further on."""
    spans = sorted({(start, end) for start, end in _spans(text) if text[start:end].strip()})
    spans += _in_a_row(text, spans)
    for start, end in spans:
        yield Find(start, end, "name")
        if reading := _READING.match(text, end):
            yield Find(reading.start(1), reading.end(1), "name")
    for name in {text[start:end] for start, end in spans if end - start > 1}:
        yield from _again(text, name)


def _in_a_row(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return surnames that follow a name after a comma or an arrow, places or not."""
    found: list[tuple[int, int]] = []
    ends = [end for _, end in spans]
    for end in ends:
        following = _NEXT.match(text, end)
        if following and following[1] in japanese_names().surnames:
            found.append(following.span(1))
            ends.append(following.end(1))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _HONORIFIC.finditer(text):
        is_sure = match[0] not in ("君", "くん")
        start = start_before(text, match.start(), is_respectful=is_sure)
        if start is not None:
            yield start, match.start()
    for match in _SAYS_SO.finditer(text):
        start = start_before(text, match.start(), is_respectful=match[0][0] == "と")
        if start is None and match[0] != "です":
            start = place_name_before(text, match.start())
        if start is not None:
            yield start, match.start()
    yield from find_labelled(text)
    yield from find_standing(text)


def _again(text: str, name: str) -> Iterator[Find]:
    """Yield the name wherever it stands by itself; a pattern made for each name would take long."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not (_IN_A_WORD.match(text, end) or _IN_A_WORD.match(text[max(0, start - 1) : start])):
            yield Find(start, end, "name")
        start = text.find(name, end)
