"""Names of people in English text: after a title or a phrase, before a verb, or by themselves."""

import re
from collections.abc import Iterator
from typing import Final

from etl.masking.name_lists import english_names
from etl.masking.rules import Find

_WORD: Final = r"(?:[A-Z][\x27’])?(?:Mc|Mac|De|Di|La|Le|Van)?[A-Z][a-z]+(?:[\x27’-][A-Z][a-z]+)*"
_MIDDLE: Final = r"(?:\s(?:[A-Z]\.|van|von|de|da|del|der|bin|al|la))*"
_NAME: Final = rf"(?:[A-Z]\.\s)?{_WORD}(?:{_MIDDLE}\s{_WORD}){{0,2}}"
_CAPITALS: Final = r"[A-Z]{2,}(?:\s[A-Z]{2,}){1,2}"
_SMALL: Final = r"[a-z]{2,}(?:\s[a-z]{2,})?"
_TITLE: Final = re.compile(
    rf"\b(?P<value>(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Madam)\b\.?\s(?:(?:van|von|de|der|den|del|la|al)\s){{0,2}}{_NAME})"
)
# After such words any capitalized word is a name, unless it is known to be none.
_SURE: Final = re.compile(
    r"(?i:\b(?:(?:my|her|his|the|customer)\s)?name(?:\s(?:is|was)|\son\s(?:the\s)?(?:card|account)(?:\sis)?|:)\s?:?\s?"
    r"|\b(?:cardholder|account\sholder|card\sholder|beneficiary|on\sbehalf\sof|contact(?:\sperson)?(?:\sis|:)|attn:?|care\sof|c/o)\s"
    r"|\b(?:signed(?:\sfor)?\sby|power\sof\sattorney\sfor|mother\sof|father\sof|husband|wife|deputy)\s)"
    rf"(?P<value>{_NAME}|{_CAPITALS})"
)
_SMALL_AFTER: Final = re.compile(rf"(?i:\bmy\sname\sis|\bname:)\s(?P<value>{_SMALL})")
# After these it is a name where a list knows it, or where two such words stand together.
_LIKELY: Final = re.compile(
    r"(?i:\b(?:i\sam|i[\x27’]m|it[\x27’]s|it\sis|this\sis|spoke\s(?:with|to|w/)|speaking\s(?:with|to)|caller:?|customer|cust|client|agent|operator"
    r"|supervisor|manager|colleague|by|to|from|with|told|asked|thank|thanks,?|regards,?|rgds,?|sincerely,?|cheers,?|signed|dear|hi|hello|reach"
    r"|contact|ask\sfor|for|and|then|or|sv|tl|rep|hey|called|texted|met|ms|w/)\s)"
    rf"(?P<value>{_NAME})"
)
_SAYS: Final = re.compile(
    rf"(?P<value>{_NAME})(?=\s(?:called|rang|phoned|wants|wanted|asks|asked|says|said|reports|reported|e-?mailed|emailed|wrote|insists"
    r"|insisted|disputes|requests|requested|complains|complained|promised|confirmed|confirms|approved|refused|cancelled|objected|joined|speaking|here\b"
    r"|is\s(?:upset|angry|unhappy|not\shappy)|was\s(?:upset|angry|rude)|has\scalled|will\scall|could\snot|did\snot|needs|prefers))"
)
_HERE: Final = re.compile(rf"(?P<value>{_NAME})(?=\s(?:speaking|here)\b)")
_SAN: Final = re.compile(r"\b(?P<value>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?-(?:san|sama|sensei))\b")
_PAIR: Final = re.compile(rf"(?<![\w-]){_NAME}(?![\w-]*@)")


def find_names(text: str) -> Iterator[Find]:
    """Yield the names of people."""
    for match in _TITLE.finditer(text):
        yield Find(*match.span("value"), "name")
    for pattern in (_SURE, _HERE, _SAN):
        for match in pattern.finditer(text):
            yield from _trimmed(text, *match.span("value"), is_sure=True)
    for match in _SMALL_AFTER.finditer(text):
        yield from _in_small_letters(match)
    for pattern in (_LIKELY, _SAYS):
        for match in pattern.finditer(text):
            yield from _trimmed(text, *match.span("value"), is_sure=False)
    for match in _PAIR.finditer(text):
        yield from _known(text, *match.span())


def _trimmed(text: str, start: int, end: int, is_sure: bool) -> Iterator[Find]:
    """Yield the words up to the first that is nobody's name."""
    lists = english_names()
    kept: list[tuple[int, int]] = []
    words = [
        (start + word.start(), start + word.end())
        for word in re.finditer(r"[^\s]+", text[start:end])
    ]
    for begin, stop in words:
        word = text[begin:stop]
        if word in lists.nobody or word.isdigit():
            if kept:
                break
            continue
        kept.append((begin, stop))
    if not kept:
        return
    names = [text[begin:stop] for begin, stop in kept]
    is_known = names[0] in lists.first_names or names[-1] in lists.surnames
    if is_sure or len(names) > 1 or (is_known and names[0] not in lists.nobody):
        yield Find(kept[0][0], kept[-1][1], "name")


def _known(text: str, start: int, end: int) -> Iterator[Find]:
    """Yield names that the lists know wherever they stand."""
    lists = english_names()
    words = list(re.finditer(r"[^\s]+", text[start:end]))
    for place, word in enumerate(words):
        following = words[place + 1 :]
        if word[0] in lists.first_names and following and following[0][0] not in lists.nobody:
            yield Find(start + word.start(), end, "name")
            return
        if word[0] in lists.sure_first_names:
            yield Find(start + word.start(), start + word.end(), "name")
            return


def _in_small_letters(match: re.Match[str]) -> Iterator[Find]:
    lists = english_names()
    words = match["value"].split()
    if words[0].capitalize() in lists.first_names:
        is_pair = len(words) > 1 and words[1].capitalize() not in lists.nobody
        end = match.end("value") if is_pair else match.start("value") + len(words[0])
        yield Find(match.start("value"), end, "name")
