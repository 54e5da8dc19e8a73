"""What a meeting talks about, item by item, from the weekly review."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.frame.notes import RULE
from dashboard.reading.trends import UNUSUAL
from dashboard.revisit.rulebook import Entry, with_status
from dashboard.weekly.review import Tile
from dashboard.weekly.told import Told
from dashboard.words import Words


@dataclass(frozen=True)
class Item:
    """One thing to talk about; `about` names it in the address and in the notes about it."""

    about: str
    kind: str
    title: str
    tile: Tile | None = None
    entries: Sequence[Entry] = ()


def agenda(week: Told, words: Words) -> list[Item]:
    """The summary, what is unusual, the rules to revisit, what has moved, what was decided."""
    return [
        _plain("summary", words),
        *(Item(tile.metric, "tile", tile.label, tile=tile) for tile in unusual(week)),
        *_rules(week),
        _plain("corrections", words),
        _plain("decisions", words),
    ]


def unusual(week: Told) -> list[Tile]:
    """The tiles that are not as usual."""
    return [tile for tile in week.tiles if tile.signal in UNUSUAL]


def _plain(name: str, words: Words) -> Item:
    return Item(name, name, words(f"item.{name}"))


def _rules(week: Told) -> list[Item]:
    """The rules to revisit, each once with all that was seen of it."""
    found: dict[str, list[Entry]] = {}
    for entry in with_status(week.rules, ["revisit"]):
        found.setdefault(f"{RULE}{entry.rule_basis}.{entry.rule_id}", []).append(entry)
    return [Item(code, "rule", seen[0].title, entries=seen) for code, seen in found.items()]
