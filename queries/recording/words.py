"""What the recording form says, in Japanese and English."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from queries.texts import LANGUAGES, Texts

__all__ = ["LANGUAGES", "joined", "say", "word_of", "words_of"]

_TEXTS: Final = Texts(Path(__file__).with_name("texts.toml"))
say, words_of = _TEXTS.say, _TEXTS.words_of


def word_of(group: str, code: str, lang: str) -> str:
    """Return the word for a code; what only the center has a name for stands for itself."""
    is_known = code in _TEXTS.codes(group).values()
    return say(lang, f"{group}.{code}") if is_known else code


def joined(words: Sequence[str], lang: str) -> str:
    """Return several words as they stand in one cell; the word for none where there is none."""
    return say(lang, "separator").join(words) if words else say(lang, "none")
