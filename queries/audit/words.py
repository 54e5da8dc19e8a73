"""What the audit says, in Japanese and English."""

from pathlib import Path
from typing import Final

from queries.texts import LANGUAGES, Texts, plain

__all__ = ["LANGUAGES", "codes", "plain", "say", "words_of"]

_TEXTS: Final = Texts(Path(__file__).with_name("texts.toml"))
say, codes, words_of = _TEXTS.say, _TEXTS.codes, _TEXTS.words_of
