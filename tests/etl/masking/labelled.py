"""Notes with what is personal labelled: {kind:text}; some typed, some composed of patterns."""

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "notes"
_LABEL = re.compile(r"\{(\w+):([^}]*)\}")
_PLACE = re.compile(r"\{(\w+)\}")
_KINDS = {
    "fullname": "name",
    "kana": "name",
    "katakana": "name",
    "hiragana": "name",
    "surname": "name",
    "surname_ja": "name",
    "extension": "phone",
    "international": "phone",
    "postal": "postal_code",
    "zip": "postal_code",
    "postcode": "postal_code",
    "account_mark": "account",
    "iban": "account",
    "sort": "account",
    "birth": "birth_date",
    "customer": "customer_no",
    "mynumber": "customer_no",
    "ssn": "customer_no",
    "passport": "customer_no",
    "secret": "security_code",
}
# Not personal by itself: it only stands before a name.
_UNLABELLED = ("title",)


@dataclass(frozen=True)
class Note:
    """A note, and where what is personal stands in it: start, end, kind."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def held_out(language: str) -> list[Note]:
    """Return notes typed as people type and say them."""
    return [_read(line) for line in _lines(f"held_out_{language}")]


def composed(language: str) -> list[Note]:
    """Return notes made of patterns and values, each pattern twice, hard ones and empty ones."""
    values = tomllib.loads((_FOLDER / f"values_{language}.toml").read_text(encoding="utf-8"))
    chance = random.Random(20261104)
    filled = [
        _read(_PLACE.sub(lambda match: _labelled(match[1], chance.choice(values[match[1]])), line))
        for line in _lines(f"patterns_{language}")
        for _ in range(2)
    ]
    others = [f"{name}_{language}" for name in ("tricky", "plain", "typed")]
    return filled + [_read(line) for name in others for line in _lines(name)]


def _labelled(place: str, value: str) -> str:
    return value if place in _UNLABELLED else f"{{{_KINDS.get(place, place)}:{value}}}"


def _lines(name: str) -> Iterator[str]:
    if not (_FOLDER / f"{name}.txt").exists():
        return
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _read(line: str) -> Note:
    text, spans, last = "", [], 0
    for match in _LABEL.finditer(line):
        text += line[last : match.start()]
        spans.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        last = match.end()
    return Note(text + line[last:], tuple(spans))
