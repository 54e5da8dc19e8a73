"""The manifest of who was forgotten: that it happened and when, never who.

`forgotten.json` lies in the store, so a backup carries it along. Each entry holds the pseudonym
enciphered under the newest key, which is kept elsewhere: with the key a load or a restored backup
can be told whom to leave out; without it the entry tells nothing.
"""

import datetime as dt
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from etl.pseudonyms import Pseudonyms

_FILE: Final = "forgotten.json"
_PURPOSE: Final = "forgotten"


@dataclass(frozen=True)
class Entry:
    """One person who was forgotten, and how much there was."""

    forgotten_at: str
    contacts: int
    events: int
    quarantined: int
    key: str
    nonce: str
    sealed: str


def read_entries(store: Path) -> list[Entry]:
    """Return the entries, the oldest first."""
    path = store / _FILE
    if not path.exists():
        return []
    table: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return [Entry(**row) for row in table]


def write_entries(store: Path, entries: Sequence[Entry]) -> None:
    """Put entries in the place of those that are there; a kill leaves the old ones."""
    path = store / _FILE
    new = path.with_name(_FILE + ".new")
    text = json.dumps([asdict(entry) for entry in entries], indent=2)
    with new.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def new_entry(pseudonym: str, pseudonyms: Pseudonyms, now: dt.datetime) -> Entry:
    """Return the entry of a person, nothing removed yet."""
    entry = Entry(now.isoformat(timespec="seconds"), 0, 0, 0, pseudonyms.mark, "", "")
    return _sealed(entry, pseudonym, pseudonyms)


def forgotten_pseudonyms(entries: Sequence[Entry], pseudonyms: Pseudonyms) -> dict[str, Entry]:
    """Return the entries by the pseudonym that each is about; those of lost keys are left out."""
    return {_opened(entry, pseudonyms): entry for entry in entries if entry.key == pseudonyms.mark}


def resealed(entry: Entry, pseudonyms: Pseudonyms) -> Entry:
    """Return the entry under the newest key; one whose keys are lost stays as it is."""
    older = pseudonyms.up_to(entry.key)
    if older is None or entry.key == pseudonyms.mark:
        return entry
    [pseudonym] = pseudonyms.brought_forward([_opened(entry, older)], entry.key) or [""]
    return _sealed(replace(entry, key=pseudonyms.mark), pseudonym, pseudonyms)


def _sealed(entry: Entry, pseudonym: str, pseudonyms: Pseudonyms) -> Entry:
    nonce = secrets.token_bytes(16)
    sealed = _combined(bytes.fromhex(pseudonym), nonce, pseudonyms)
    return replace(entry, nonce=nonce.hex(), sealed=sealed.hex())


def _opened(entry: Entry, pseudonyms: Pseudonyms) -> str:
    return _combined(bytes.fromhex(entry.sealed), bytes.fromhex(entry.nonce), pseudonyms).hex()


def _combined(text: bytes, nonce: bytes, pseudonyms: Pseudonyms) -> bytes:
    """Return the text combined with what only the key and this nonce give: twice is none."""
    stream = hmac.digest(pseudonyms.secret(_PURPOSE), nonce, hashlib.sha256)
    return bytes(left ^ right for left, right in zip(text, stream, strict=False))
