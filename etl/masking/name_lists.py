"""The lists of names and of words that are nobody's, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from etl.masking.latin_spelling import latin_spellings
from etl.masking.plain_form import OLD_FORMS

_FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True)
class JapaneseNames:
    """What japanese_names.toml says."""

    surnames: frozenset[str]
    own: frozenset[str]
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
    given_names: frozenset[str]
    alone: frozenset[str]
    other_words: frozenset[str]
    readings_in_katakana: frozenset[str]


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
    own, places = frozenset(lists["surnames"]), frozenset(lists["places"])
    long = frozenset(name for name in own if len(name) > 1)
    return JapaneseNames(
        surnames=own | _dictionary("surnames"),
        own=own,
        places=places,
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
        given_names=_dictionary("given_names"),
        alone=(long | _dictionary("surnames_alone")) - places,
        other_words=_dictionary("other_words"),
        readings_in_katakana=_dictionary("surname_readings"),
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


def _dictionary(name: str) -> frozenset[str]:
    path = _FOLDER / "dictionary" / f"{name}.txt"
    return frozenset(path.read_text(encoding="utf-8").translate(OLD_FORMS).split())


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
