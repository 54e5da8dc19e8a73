"""Names after a label, such as 氏名, お名前は or 担当者:."""

import re
from collections.abc import Iterator
from typing import Final

from etl.masking.japanese_signs import KANJI, KATAKANA
from etl.masking.kanji_names import is_given, is_nobody, surname_at_start
from etl.masking.name_lists import japanese_names

# What follows a sure label is a name; after another one it must be a known surname.
_LABEL: Final = re.compile(
    r"(?P<sure>お?名前|氏名|姓|(?<![\u4e00-\u9fffァ-ヺ])名(?=[:=】])|カナ(?=[:=】])|(?:契約者|顧客|担当者?|記入者|依頼者|名義人?|申込者?|受取人|宛|お?客様|カナ氏|カード)名|フリガナ"
    r"|ふりがな|名義人?|契約者|申込者|受取人|保証人|相続人|代理人|差出人|紹介者|本人確認)"
    r"(?P<gap>(?:[はがをでに:=/→]|】|の(?!方|奥|ご|お))?[\s「『(・:]{0,3})"
    r"|(?:[一-龥]{1,3}者|担当|対応|記録|応対|承認|確認|評価|審査|[1-3一二三]次"
    r"|(?:SV|TL|OP|対象|当番|早番|遅番|日勤|夜勤)(?=[:\s]))"
    r"(?:[はがの:=/→]|】)?[\s「『(:]{0,2}"
)
_NAME: Final = re.compile(
    rf"(?P<kanji>[{KANJI}]{{1,8}}"
    rf"(?:\s[{KANJI}]{{1,3}}(?![{KANJI}])|\s[ぁ-ん]{{2,5}}|\s?[{KATAKANA}]{{2,5}})?)"
    rf"|(?P<kana>[{KATAKANA}]{{2,10}}(?:[\s・=][{KATAKANA}]{{2,10}}){{0,2}})"
    r"|(?P<latin>[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+){1,2})"
)
_HONORIFIC: Final = re.compile(r"様|氏$|殿$")


def find_labelled(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the names stand."""
    lists = japanese_names()
    for label in _LABEL.finditer(text):
        match = _NAME.match(text, label.end())
        if match is None or match[0].startswith(lists.no_start):
            continue
        is_sure = bool(label["sure"] and label["gap"])
        if match["kanji"]:
            size = _size(_HONORIFIC.split(match["kanji"])[0], is_sure, bool(label["sure"]))
            if size:
                yield match.start(), match.start() + size
        elif _is_foreign(match[0], is_sure and label["gap"][0] not in "をでにの"):
            yield match.span()


def _is_foreign(name: str, is_sure: bool) -> bool:
    lists = japanese_names()
    if name.endswith(lists.nobody_in_katakana):
        return False
    return is_sure or any(part in lists.readings_in_katakana for part in name.split())


def _size(found: str, is_sure: bool, is_person: bool) -> int:
    """Return how much of the kanji after a label is a name; 0 where it is none."""
    run, _, given = found.partition(" ")
    run = re.split(rf"[{KATAKANA}]", run)[0] or run
    rest = found[len(run) :]
    has_given = bool(rest) and (not given or not re.match(rf"[{KANJI}]", given) or is_given(given))
    surname = surname_at_start(run)
    if surname == run:
        return len(found) if has_given else len(run)
    if surname and is_given(run[len(surname) :]):
        return len(run)
    if not run or is_nobody(run):
        return 0
    if is_person and has_given and given and len(run) <= 4:
        return len(found)
    is_likely = 2 <= len(run) <= 5 and run[-1] in japanese_names().given_endings
    return len(run) if is_sure and is_likely else 0
