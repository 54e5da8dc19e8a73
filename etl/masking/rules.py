"""The patterns of patterns.toml, made ready: what is kept, what is masked, and what a mask says."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from etl.masking.checks import CHECKS

_FOLDER: Final = Path(__file__).parent
_PART: Final = re.compile(r"«(\w+)»")


@dataclass(frozen=True)
class Find:
    """A part of a plain text that is personal."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Pattern:
    """One pattern of a kind."""

    kind: str
    regex: re.Pattern[str]
    groups: tuple[str, ...]
    check: Callable[[str], bool] | None

    def finds(self, text: str) -> Iterator[Find]:
        """Yield what fits and passes the check."""
        for match in self.regex.finditer(text):
            for group in self.groups or (0,):
                if self.check is None or self.check(match[group]):
                    yield Find(match.start(group), match.end(group), self.kind)


@dataclass(frozen=True)
class Rules:
    """Everything that patterns.toml says; kinds are in its order."""

    labels: dict[str, dict[str, str]]
    keep: tuple[re.Pattern[str], ...]
    patterns: tuple[Pattern, ...]

    def mask(self, kind: str, is_japanese: bool) -> str:
        """Return what stands in the place of personal data of a kind."""
        return f"〔{self.labels[kind]['ja']}〕" if is_japanese else f"[{self.labels[kind]['en']}]"


@cache
def read_rules() -> Rules:
    """Return the product's own rules."""
    table = tomllib.loads((_FOLDER / "patterns.toml").read_text(encoding="utf-8"))
    parts: dict[str, str] = table["part"]
    return Rules(
        labels=table["label"],
        keep=tuple(re.compile(_whole(text, parts)) for text in table["keep"]["patterns"]),
        patterns=tuple(
            _pattern(kind, entry, parts)
            for kind in table["label"]
            for entry in table["kind"].get(kind, ())
        ),
    )


def _pattern(kind: str, entry: dict[str, Any], parts: dict[str, str]) -> Pattern:
    regex = re.compile(_whole(entry["pattern"], parts))
    groups = tuple(name for name in regex.groupindex if name.startswith("value"))
    check = CHECKS[entry["check"]] if "check" in entry else None
    return Pattern(kind, regex, groups, check)


def _whole(text: str, parts: dict[str, str]) -> str:
    """Return a pattern with its parts written out."""
    while _PART.search(text):
        text = _PART.sub(lambda match: parts[match[1]], text)
    return text


@cache
def mask_pattern() -> str:
    """Return a pattern of RE2 that fits every mask: what reads masked texts leaves masks out."""
    labels = read_rules().labels.values()
    japanese = "|".join(re.escape(words["ja"]) for words in labels)
    english = "|".join(re.escape(words["en"]) for words in labels)
    return rf"〔(?:{japanese})〕|\[(?:{english})\]"
