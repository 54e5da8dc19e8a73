"""The questions, and what the command says."""

from pathlib import Path
from typing import Final

from queries.texts import Texts, plain

__all__ = ["codes", "plain", "say"]

QUESTION: Final = "question"
_TEXTS: Final = Texts(Path(__file__).with_name("texts.toml"))
say, codes = _TEXTS.say, _TEXTS.codes


def question_codes() -> list[str]:
    """Return the codes of the questions, in their order."""
    return list(dict.fromkeys(codes(QUESTION).values()))
