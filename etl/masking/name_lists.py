"""The lists of names and of words that are nobody's, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from etl.masking.latin_spelling import latin_spellings

_FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True)
class JapaneseNames:
    """What japanese_names.toml says."""

    surnames: frozenset[str]
    places: frozenset[str]
    readings: frozenset[str]
    given_endings: frozenset[str]
    leading: tuple[str, ...]
    nobody: frozenset[str]
    nobody_endings: tuple[str, ...]
    nobody_in_katakana: tuple[str, ...]
    no_start: tuple[str, ...]
    titles: tuple[str, ...]
    no_given: frozenset[str]
    given_alone: frozenset[str]


@dataclass(frozen=True)
class EnglishNames:
    """What english_names.toml says; Japanese surnames in Latin letters are among the surnames."""

    first_names: frozenset[str]
    sure_first_names: frozenset[str]
    surnames: frozenset[str]
    nobody: frozenset[str]


@cache
def japanese_names() -> JapaneseNames:
    """Return the Japanese lists; where the longest must be tried first, it stands first."""
    lists = _read("japanese_names")
    return JapaneseNames(
        surnames=frozenset(lists["surnames"]),
        places=frozenset(lists["places"]),
        readings=frozenset(lists["readings"]),
        given_endings=frozenset("".join(lists["given_endings"])),
        leading=_longest_first(lists["leading"]),
        nobody=frozenset(lists["nobody"]),
        nobody_endings=_longest_first(lists["nobody_endings"]),
        nobody_in_katakana=_longest_first(lists["nobody_in_katakana"]),
        no_start=_longest_first(lists["no_start"]),
        titles=_longest_first(lists["titles"]),
        no_given=frozenset(lists["no_given"]),
        given_alone=frozenset(lists["given_alone"]),
    )


@cache
def english_names() -> EnglishNames:
    """Return the English lists."""
    lists = _read("english_names")
    first_names = frozenset(lists["first_names"])
    spelled = {
        spelling
        for reading in japanese_names().readings
        for spelling in latin_spellings(reading)
        if len(spelling) > 3
    }
    return EnglishNames(
        first_names=first_names,
        sure_first_names=first_names - frozenset(lists["ambiguous"]),
        surnames=frozenset(lists["surnames"]) | frozenset(spelled),
        nobody=frozenset(lists["nobody"]),
    )


def _read(name: str) -> dict[str, list[str]]:
    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: words.split() for key, words in table.items()}


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
