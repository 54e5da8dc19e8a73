"""Which characters Japanese names are written in, for patterns."""

from typing import Final

KANJI: Final = "㐀-鿿豈-﫿々〆ヶ\U00020000-\U0002ffff"
KATAKANA: Final = "ァ-ヺー"


def in_hiragana(katakana: str) -> str:
    """Return katakana as hiragana; other signs stay."""
    return "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign for sign in katakana)
