"""The words of the rule workbook: headers and values, Japanese and English, to codes and back."""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("words.toml")


def plain(text: str) -> str:
    """Return a text as it is compared: one width, one case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def header_names(sheet: str) -> dict[str, list[str]]:
    """Return the headers by which each column of `rule` or `route` may be called."""
    names: dict[str, list[str]] = _words()[f"{sheet}_headers"]
    return names


def sheet_names(sheet: str) -> list[str]:
    """Return the names by which the sheet `rules` or `routes` may be called."""
    names: list[str] = _words()["sheets"][sheet]
    return names


@cache
def codes(kind: str) -> dict[str, str]:
    """Return the code of every written value of a kind, such as `mode`."""
    table: dict[str, list[str]] = _words()["values"][kind]
    return {plain(word): code for code, words in table.items() for word in words}


def word_of(kind: str, code: str) -> str:
    """Return how a code is written on export."""
    return str(_words()["values"][kind][code][0])


def word_in(kind: str, code: str, lang: str) -> str:
    """Return a code's word in a language; the first of those without Japanese signs is English."""
    words: list[str] = _words()["values"][kind][code]
    return words[0] if lang == "ja" else next((word for word in words if word.isascii()), words[0])


def words_of(kind: str) -> list[str]:
    """Return how every code of a kind may be written, one word each."""
    return [str(words[0]) for words in _words()["values"][kind].values()]


@cache
def role_levels() -> dict[str, int]:
    """Return the level of every role that is known without settings."""
    return {plain(role): level for role, level in _words()["role_levels"].items()}
