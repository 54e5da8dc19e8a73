"""Words in Japanese and English that a module keeps in a TOML file beside it."""

import tomllib
import unicodedata
from functools import cached_property
from pathlib import Path
from typing import Any, Final

LANGUAGES: Final = ("ja", "en")


def plain(text: str) -> str:
    """Return a text as it is compared: one width, one case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


class Texts:
    """The texts of one file; an entry has a text per language, a group has entries by code."""

    def __init__(self, file: Path) -> None:
        """The file is read when the first text is asked for."""
        self._file = file

    def say(self, lang: str, key: str, **values: object) -> str:
        """Return the text under a dotted key, its blanks filled in."""
        entry: Any = self._entries
        for part in key.split("."):
            entry = entry[part]
        return str(entry[lang]).format(**values)

    def codes(self, group: str) -> dict[str, str]:
        """Return the code of every word of a group such as `needed`, in either language."""
        entries = self._entries[group]
        words = {plain(entry[lang]): code for code, entry in entries.items() for lang in LANGUAGES}
        return words | {code: code for code in entries}

    def words_of(self, group: str, lang: str) -> list[str]:
        """Return the words of a group in a language, in their order."""
        return [entry[lang] for entry in self._entries[group].values()]

    @cached_property
    def _entries(self) -> dict[str, Any]:
        return tomllib.loads(self._file.read_text(encoding="utf-8"))
