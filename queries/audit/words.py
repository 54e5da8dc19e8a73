"""What the audit says, in Japanese and English."""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final

LANGUAGES: Final = ("ja", "en")
_FILE: Final = Path(__file__).with_name("texts.toml")


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def say(lang: str, key: str, **values: object) -> str:
    """Return the text under a dotted key, its blanks filled in."""
    entry: Any = _texts()
    for part in key.split("."):
        entry = entry[part]
    return str(entry[lang]).format(**values)


def plain(text: str) -> str:
    """Return a text as it is compared: one width, one case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def codes(group: str) -> dict[str, str]:
    """Return the code of every word of a group such as `needed`, in either language."""
    words = {plain(entry[lang]): code for code, entry in _texts()[group].items() for lang in entry}
    return words | {code: code for code in _texts()[group]}


def words_of(group: str, lang: str) -> list[str]:
    """Return the words of a group in a language, in their order."""
    return [entry[lang] for entry in _texts()[group].values()]
