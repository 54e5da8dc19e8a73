"""Names of people in Japanese text: before an honorific or a title, after a label, or by themselves."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from etl.masking.name_lists import japanese_names
from etl.masking.rules import Find

_KANJI: Final = "㐀-鿿豈-﫿々〆ヶ\U00020000-\U0002ffff"
_KATAKANA: Final = "ァ-ヺー"
_LONGEST_RUN: Final = 9
_HONORIFIC: Final = re.compile(r"様(?![子式相態々])|さま(?!ざま)|さん(?![ざまかごぶ])|氏(?![名神族])|殿(?![堂場様下])|ちゃん(?!と)")
_SAYS_SO: Final = re.compile(r"と(?:申|名乗|いいま|言いま|言う方|いう方|おっしゃる)|です|でございま")
_LABEL: Final = re.compile(
    r"(?P<sure>お?名前|氏名|(?:契約者|名義人?|申込者?|受取人|宛|お?客様|カナ氏|カード)名|フリガナ|ふりがな"
    r"|名義|契約者|申込者|受取人|保証人|相続人|代理人|差出人|届け先氏名|本人確認)"
    r"(?:は|が|の|を|:|で|に)?[\s「『(・:]{0,3}"
    r"|(?:担当者?|対応者?|報告者|記録者|応対者|受付者|承認者|責任者|記入者)(?:は|が|の|:)?[\s「『(:]{0,2}"
)
_RUN: Final = re.compile(rf"[{_KANJI}]+")
_GIVEN: Final = rf"(?:[{_KANJI}]{{1,3}}|[ぁ-ん]{{2,5}}|[{_KATAKANA}]{{2,6}})"
_AFTER_LABEL: Final = re.compile(
    rf"(?P<kanji>[{_KANJI}]{{1,8}}(?:\s[{_KANJI}]{{1,3}}(?![{_KANJI}])|\s[ぁ-ん]{{2,5}}|\s?[{_KATAKANA}]{{2,5}})?)"
    rf"|(?P<kana>[{_KATAKANA}]{{2,10}}(?:[\s・=][{_KATAKANA}]{{2,10}}){{0,2}})"
    r"|(?P<latin>[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+){1,2})"
)
_KANA_NAME: Final = re.compile(rf"[{_KATAKANA}]+(?:[・=\s][{_KATAKANA}]+){{0,3}}$")
_LATIN_NAME: Final = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}\s?$")


_READING: Final = re.compile(rf"\s?[(「]\s?([{_KATAKANA}][{_KATAKANA}\s]{{2,15}})[)」]")


def find_names(text: str) -> Iterator[Find]:
    """Yield the names of people, and how they are read where that stands in brackets behind."""
    for start, end in _spans(text):
        if reading := _READING.match(text, end):
            yield Find(reading.start(1), reading.end(1), "name")
        while end > start and text[end - 1] == " ":
            end -= 1
        if end > start:
            yield Find(start, end, "name")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _HONORIFIC.finditer(text):
        start = _start_before(text, match.start(), is_respectful=True)
        if start is not None:
            yield start, match.start()
    for match in _SAYS_SO.finditer(text):
        start = _start_before(text, match.start(), is_respectful=match[0][0] == "と")
        if start is None and match[0] == "でございま":
            start = _place_name_before(text, match.start())
        if start is not None:
            yield start, match.start()
    yield from _labeled(text)
    yield from _standing_alone(text)


def _start_before(text: str, end: int, is_respectful: bool) -> int | None:
    """Return where the name that ends here begins; None where nobody is named."""
    before = text[max(0, end - 24) : end]
    shift = end - len(before)
    if kana := _KANA_NAME.search(before):
        start = _kana_start(before, kana, is_respectful)
        return None if start is None else shift + start
    if is_respectful and (latin := _LATIN_NAME.search(before)):
        return shift + latin.start()
    start = _kanji_start(before, is_respectful)
    if start is None:
        start = _hiragana_start(before, is_respectful)
    return None if start is None else shift + start


def _place_name_before(text: str, end: int) -> int | None:
    """Whoever calls says "山口でございます": a surname, though it is the name of a place."""
    run = re.search(rf"(?<![{_KANJI}])[{_KANJI}]{{1,4}}$", text[:end])
    return run.start() if run and run[0] in japanese_names().surnames else None


def _kana_start(before: str, kana: re.Match[str], is_respectful: bool) -> int | None:
    lists = japanese_names()
    word = kana[0]
    if any(word.endswith(other) for other in lists.nobody_in_katakana):
        return None
    left = before[: kana.start()]
    surname = _surname_at_end(left.rstrip())
    if surname:
        return len(left.rstrip()) - len(surname)
    is_name = is_respectful and len(word) > 1 and word != "ー"
    is_known = any(_in_hiragana(part) in lists.readings for part in re.split(r"[・=\s]", word))
    return kana.start() if is_name or is_known else None


def _hiragana_start(before: str, is_respectful: bool) -> int | None:
    """Hiragana is a name where it ends in a frequent reading, with a given name at most."""
    lists = japanese_names()
    if not is_respectful:
        return None
    given = re.search(r"\s([ぁ-ん]{2,5})$", before)
    if given and (surname := _surname_at_end(before[: given.start()])):
        return given.start() - len(surname)
    for length in range(6, 1, -1):
        left = before[:-length]
        if before[-length:] in lists.readings and not re.search(r"[ぁ-ん]$", left.removesuffix("は")):
            return len(before) - length
    return None


def _kanji_start(before: str, is_respectful: bool) -> int | None:
    runs = re.search(rf"(?:([{_KANJI}]{{1,{_LONGEST_RUN}}})\s)?([{_KANJI}]{{1,{_LONGEST_RUN}}})$", before)
    if runs is None:
        return None
    left, right = runs[1], runs[2]
    if left:
        surname = _surname_at_end(left)
        if surname and _is_given(right):
            return runs.end(1) - len(surname)
        if is_respectful and len(left) <= 3 and _is_given(right) and not _is_nobody(left):
            return runs.start(1)
    start = _start_in_run(right, is_respectful)
    return None if start is None else runs.start(2) + start


def _start_in_run(run: str, is_respectful: bool) -> int | None:
    """Return where in a run of kanji the name begins that ends with the run."""
    lists = japanese_names()
    if run in lists.nobody:
        return None
    known = _known_start(run)
    if known is not None:
        return known if is_respectful or _is_plain(run, known) else None
    if not is_respectful or _is_nobody(run):
        return None
    start = _after_leading(run)
    rest = len(run) - start
    return start if rest <= 5 else len(run) - 4


def _is_plain(run: str, start: int) -> bool:
    """Without an honorific a name stands alone and is not that of a place."""
    return start == 0 and run not in japanese_names().places


@cache
def _known_start(run: str) -> int | None:
    """Return where the first surname stands after which there is room for a given name alone."""
    surnames = japanese_names().surnames
    after_words = _after_leading(run)
    for start in sorted(range(len(run)), key=lambda place: (place != after_words, place)):
        for length in range(min(5, len(run) - start), 0, -1):
            rest = run[start + length :]
            if run[start : start + length] in surnames and (not rest or _is_given(rest)):
                is_short = length == 1 and start not in (0, after_words)
                if not is_short:
                    return start
    return None


def _after_leading(run: str) -> int:
    """Return how many of the first characters are words that may stand before a name."""
    start = 0
    while True:
        word = next((word for word in japanese_names().leading if run.startswith(word, start)), None)
        if word is None or start + len(word) >= len(run):
            return start
        if run[start:] in japanese_names().surnames:
            return start
        start += len(word)


def _is_given(text: str) -> bool:
    """Whether it may be a given name: one to three characters, the last one of the usual ones."""
    return len(text) <= 3 and (len(text) == 1 or text[-1] in japanese_names().given_endings)


def _is_nobody(run: str) -> bool:
    lists = japanese_names()
    called = run[_after_leading(run) :]
    return run in lists.leading or called in lists.nobody or run.endswith(lists.nobody_endings)


def _surname_at_end(text: str) -> str | None:
    surnames = japanese_names().surnames
    for length in range(5, 0, -1):
        if len(text) >= length and text[-length:] in surnames:
            is_inside = length == 1 and re.search(rf"[{_KANJI}].$", text)
            return None if is_inside else text[-length:]
    return None


def _in_hiragana(katakana: str) -> str:
    return "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign for sign in katakana)


def _labeled(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands after 氏名, お名前は, 担当: and the like."""
    lists = japanese_names()
    for label in _LABEL.finditer(text):
        match = _AFTER_LABEL.match(text, label.end())
        if match is None or match[0].startswith(lists.no_start):
            continue
        is_sure = label["sure"] is not None and label.end() > label.end("sure")
        if match["kanji"]:
            end = _labeled_end(match["kanji"], is_sure)
            if end:
                yield match.start(), match.start() + end
        elif is_sure and not match[0].endswith(lists.nobody_in_katakana):
            yield match.span()


def _labeled_end(found: str, is_sure: bool) -> int:
    """Return how much of the kanji after a label is a name."""
    run = _RUN.match(found)
    assert run is not None
    rest = found[run.end() :]
    surname = next((run[0][:size] for size in range(5, 0, -1) if run[0][:size] in japanese_names().surnames), None)
    if surname is not None:
        given = run[0][len(surname) :]
        if not given:
            return len(found) if _may_follow(rest) else run.end()
        if _is_given(given):
            return run.end()
    if not is_sure or _is_nobody(run[0]):
        return 0
    if rest and len(run[0]) <= 4 and _may_follow(rest):
        return len(found)
    return run.end() if 2 <= run.end() <= 5 and run[0][-1] in japanese_names().given_endings else 0


def _may_follow(rest: str) -> bool:
    given = rest.strip()
    return bool(given) and (not _RUN.fullmatch(given) or _is_given(given))


@cache
def _alone() -> re.Pattern[str]:
    """Return a pattern of frequent surnames, with what may stand around them."""
    lists = japanese_names()
    titles = "|".join(map(re.escape, lists.titles))
    names = sorted(lists.surnames, key=len, reverse=True)
    any_name = "|".join(names)
    long_names = "|".join(name for name in names if len(name) > 1)
    free_names = "|".join(name for name in names if len(name) > 1 and name not in lists.places)
    endings = "".join(sorted(lists.given_endings))
    left = rf"(?<![{_KANJI}{_KATAKANA}])"
    right = rf"(?![{_KANJI}{_KATAKANA}])"
    no_given = "|".join(sorted(lists.no_given, key=len, reverse=True))
    alone = "".join(sorted(lists.given_alone))
    given = rf"(?!(?:{no_given}){right})(?:[{_KANJI}]{{1,2}}[{endings}]|[{alone}])"
    return re.compile(
        rf"{left}(?:(?:{long_names})|(?:{any_name})\s){given}{right}"
        rf"|{left}(?:{long_names})\s(?:[ぁ-ん]{{2,4}}(?=から|より|[がはをのにへと、。\s()]|$)|[{_KATAKANA}]{{2,5}}{right})"
        rf"|{left}(?:{any_name})(?=\s?(?:{titles}))"
        rf"|(?:{left}|(?<=担当)|(?<=前任)|(?<=後任)|(?<=弊社)|(?<=当社)|(?<=オペレーター)|(?<=リーダー)|(?<=マネージャー)|(?<=スーパーバイザー))(?:{free_names})(?=両名|本人|宅|{right})"
    )


def _standing_alone(text: str) -> Iterator[tuple[int, int]]:
    """Yield surnames with a given name, before a title, and those that are no place by themselves."""
    for match in _alone().finditer(text):
        yield match.span()
