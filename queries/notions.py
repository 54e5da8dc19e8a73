"""The notions of escalation work and where each is met, read from notions.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from queries.catalog import FOLDER, load_catalog
from queries.errors import CatalogError
from queries.nearest import nearest
from queries.revisit.kinds import KINDS as FLAG_KINDS
from queries.revisit.rulebook import FLAGS
from queries.voices.words import question_codes

FILE: Final = FOLDER / "notions.toml"
LATER: Final = "later"
FLAG_NAMES: Final = (*FLAG_KINDS, *FLAGS.values())
_KEYS: Final = ("id", "name_ja", "name_en", "met_by")
# Where a reference of each kind can be read; {first} is the part of its name before a dot.
_PLACES: Final = {
    "metric": "queries/*/{name}.sql",
    "flag": "queries/revisit/texts.toml",
    "column": "etl/facts/[0-9]*_{first}.sql",
    "event": "data/samples/README.md",
    "field": "data/samples/README.md",
    "word": "data/samples/README.md",
    "rule_field": "etl/rules/words.toml",
    "route_field": "etl/rules/words.toml",
    "setting": "etl/defaults.toml",
    "page": "dashboard/app_pages/{name}.py",
    "command": "minaoshi.py",
    "voice": "queries/voices/texts.toml",
    "mapping": "etl/mappings/{name}.toml",
    "file": "{name}",
}
_DIMENSIONS: Final = "etl/facts/dimensions.py"
_CHANGE_WORDS: Final = "etl/settings.py"


@dataclass(frozen=True)
class Reference:
    """Something by which a notion is met, such as a metric, here perhaps split `by` a grain."""

    kind: str
    name: str
    by: str = ""

    def place(self) -> str:
        """Return the file where it can be read, from the root of the project."""
        first = self.name.partition(".")[0]
        if self.kind == "column" and first.startswith("dim_"):
            return _DIMENSIONS
        if self.kind == "word" and first == "change":
            return _CHANGE_WORDS
        pattern = _PLACES[self.kind].format(name=self.name, first=first)
        found = sorted(FOLDER.parent.glob(pattern))
        if len(found) != 1:
            raise CatalogError(
                f"{self.kind}:{self.name}: {pattern} is {len(found)} files. Name what is there."
            )
        return found[0].relative_to(FOLDER.parent).as_posix()


@dataclass(frozen=True)
class Notion:
    """One notion, what it is met by, and the topics under which the rest of it comes later."""

    id: str
    name_ja: str
    name_en: str
    met_by: tuple[Reference, ...]
    later: tuple[str, ...]

    @property
    def status(self) -> str:
        """Whether it is met now, in part, or later."""
        if not self.later:
            return "met"
        return "partly" if self.met_by else "later"


@dataclass(frozen=True)
class Notions:
    """All notions, and what each topic of coming work is, in Japanese and English."""

    notions: tuple[Notion, ...]
    topics: Mapping[str, tuple[str, str]]


def load_notions(path: Path = FILE) -> Notions:
    """Return the notions of a file; raises CatalogError on the first that is not as demanded.

    Metrics, their grains, flags and topics are looked up here. What belongs to the pipeline, the
    pages and the command is looked up by the tests, since queries import none of them.
    """
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    topics = {topic: (words["ja"], words["en"]) for topic, words in given[LATER].items()}
    return Notions(tuple(_notion(entry, topics) for entry in given["notion"]), topics)


def _notion(entry: Mapping[str, Any], topics: Mapping[str, Any]) -> Notion:
    where = f"notions.toml: {entry.get('id', 'a notion without id')}"
    if tuple(entry) != _KEYS or not all(entry.values()):
        raise CatalogError(f"{where}: give {', '.join(_KEYS)}, in this order and none empty.")
    references = [_reference(text, where) for text in entry["met_by"]]
    later = tuple(found.name for found in references if found.kind == LATER)
    met_by = tuple(found for found in references if found.kind != LATER)
    for topic in later:
        _check(topic, topics, f"{where}: topic")
    for found in met_by:
        _check_reference(found, where)
    return Notion(entry["id"], entry["name_ja"], entry["name_en"], met_by, later)


def _reference(text: str, where: str) -> Reference:
    kind, _, rest = text.partition(":")
    _check(kind, (*_PLACES, LATER), f"{where}: {text!r}: kind")
    name, _, by = rest.partition(" by ")
    return Reference(kind, name, by)


def _check_reference(reference: Reference, where: str) -> None:
    if reference.kind == "metric":
        _check(reference.name, load_catalog(), f"{where}: metric")
        if reference.by:
            grains = load_catalog()[reference.name].grains
            _check(reference.by, grains, f"{where}: grain of {reference.name}")
    elif reference.by:
        raise CatalogError(f"{where}: {reference.kind}:{reference.name}: only a metric has a 'by'.")
    elif reference.kind == "voice":
        _check(reference.name, question_codes(), f"{where}: question")
    elif reference.kind == "flag":
        _check(reference.name, FLAG_NAMES, f"{where}: flag")


def _check(word: str, known: Sequence[str] | Mapping[str, Any], what: str) -> None:
    if word not in known:
        raise CatalogError(f"{what} {word!r} is not known.{nearest(word, known)}")
