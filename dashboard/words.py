"""The texts of the interface, in Japanese and English."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGES = ("ja", "en")
TEXTS = Path(__file__).parent / "text"


@dataclass(frozen=True)
class Words:
    """The texts of one language, by dotted key."""

    lang: str
    texts: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The text under `key` with its blanks filled in."""
        if key not in self.texts:
            raise KeyError(f"text/{self.lang}/ has no `{key}`. Add it to both languages.")
        return self.texts[key].format(**values)

    def named(self, group: str, code: str | None) -> str:
        """The word for a code such as a channel; a code without a word stands for itself."""
        if code is None:
            return self.texts["common.unknown"]
        return self.texts.get(f"{group}.{code}", str(code))


@cache
def in_language(lang: str) -> Words:
    """The texts of `lang`, from the files of its folder: one for each room of the dashboard.

    Raises ValueError where two files hold the same table: one of them would go unread.
    """
    texts: dict[str, str] = {}
    for path in sorted((TEXTS / lang).glob("*.toml")):
        with path.open("rb") as file:
            found = dict(_flat("", tomllib.load(file)))
        if twice := found.keys() & texts.keys():
            raise ValueError(f"text/{lang}/{path.name}: {min(twice)} stands in two files.")
        texts |= found
    return Words(lang, texts)


def _flat(prefix: str, table: dict[str, object]) -> list[tuple[str, str]]:
    """Dotted keys and texts of nested tables."""
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += _flat(f"{prefix}{key}.", value)
        else:
            found.append((prefix + key, str(value)))
    return found


def language_of(locale: str | None) -> str:
    """The interface language that suits a browser's locale; Japanese when it tells none."""
    return "ja" if not locale or locale.lower().startswith("ja") else "en"
