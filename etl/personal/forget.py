"""Removes a person's contacts from every load: events, rows, what was set aside."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.columns import CONTACT
from etl.personal.persons import person_columns
from etl.personal.replacing import replace_loads
from etl.store import Load, all_loads


@dataclass(frozen=True)
class Held:
    """What is held of some people: their contacts, and how much there is of them."""

    contacts: frozenset[str]
    events: int
    quarantined: int

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to remove."""
        return not (self.contacts or self.quarantined)


def find_held(store: Path, pseudonyms: Collection[str]) -> Held:
    """Return what the store holds of people; all of a contact is of the person it is with."""
    loads = all_loads(store)
    parts = [(load, path) for load in loads for kind in _KEYS for path in load.parts(kind)]
    found: set[str] = set()
    for load, path in parts:
        found |= _contacts_with(load, path, pseudonyms)
    contacts = frozenset(found)
    events = sum(
        int(pl.scan_parquet(path).filter(pl.col("contact_id").is_in(contacts)).collect().height)
        for load, path in parts
        if path.parent.name == "events" and contacts
    )
    aside = [load.folder / "quarantine.parquet" for load in loads]
    told = {*pseudonyms, *contacts}
    quarantined = sum(int(_tells(path, told).sum()) for path in aside if path.exists())
    return Held(contacts, events, quarantined)


def remove(store: Path, held: Held, pseudonyms: Collection[str]) -> None:
    """Write the loads anew without what is held."""
    told = {*pseudonyms, *held.contacts}

    def rewrite(load: Load, path: Path) -> pl.DataFrame | None:
        if path.name == "quarantine.parquet":
            is_told = _tells(path, told)
            return pl.read_parquet(path).filter(~is_told) if is_told.any() else None
        key = _KEYS.get(path.parent.name, "contact_id" if path.stem == "superseded" else None)
        if key is None:
            return None
        is_theirs = pl.col(key).is_in(held.contacts)
        if pl.scan_parquet(path).filter(is_theirs).head(1).collect().is_empty():
            return None
        return pl.read_parquet(path).filter(~is_theirs)

    replace_loads(store, rewrite)


_KEYS = {"events": "contact_id", "rows": CONTACT}


def _contacts_with(load: Load, path: Path, pseudonyms: Collection[str]) -> set[str]:
    schema = pl.read_parquet_schema(path)
    names = load.customer_columns(path.parent.name, list(schema)) or person_columns(
        load, path, pl.read_parquet(path)
    )
    if not names:
        return set()
    key = _KEYS[path.parent.name]
    is_theirs = pl.any_horizontal(pl.col(name).is_in(pseudonyms) for name in names)
    return set(pl.scan_parquet(path).filter(is_theirs).select(key).collect()[key].unique())


def _tells(path: Path, told: Collection[str]) -> pl.Series:
    """Return which rows that were set aside have one of these values in a cell."""
    raw = pl.read_parquet(path)["raw"]
    return pl.Series([_has(text, told) for text in raw], dtype=pl.Boolean)


def _has(raw: str | None, told: Collection[str]) -> bool:
    return raw is not None and any(cell in told for cell in json.loads(raw).values())
