"""Japanese surnames in Latin letters, spelled from their kana as people write them."""

import re
from typing import Final

_ROWS: Final = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だぢづでど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}
_SYLLABLES: Final = (
    {
        kana: consonant + vowel
        for consonant, row in _ROWS.items()
        for kana, vowel in zip(row, "aiueo", strict=True)
    }
    | {"し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu"}
    | {
        "や": "ya",
        "ゆ": "yu",
        "よ": "yo",
        "わ": "wa",
        "を": "o",
        "ん": "n",
    }
)
_SMALL: Final = {"ゃ": "a", "ゅ": "u", "ょ": "o"}


def latin_spellings(kana: str) -> set[str]:
    """Return how a name may be spelled: long vowels in full, short, or with an h."""
    letters = ""
    for position, sign in enumerate(kana):
        if sign in _SMALL:
            letters = re.sub(r"i$", "" if letters.endswith(("shi", "chi", "ji")) else "y", letters)
            letters += _SMALL[sign]
        elif sign == "っ":
            letters += _SYLLABLES[kana[position + 1]][0]
        else:
            letters += _SYLLABLES[sign]
    short = re.sub(r"ou|oo", "o", letters).replace("uu", "u")
    marked = re.sub(r"^oo", "oh", letters)
    return {spelling.capitalize() for spelling in (letters, short, marked)}
