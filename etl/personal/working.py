"""`forget` and `rotate_key` on a warehouse: what is done under its lock, in which order."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from etl.errors import EtlError
from etl.personal.forget import find_held, remove
from etl.personal.forgotten import (
    forgotten_pseudonyms,
    new_entry,
    read_entries,
    resealed,
    write_entries,
)
from etl.personal.persons import PSEUDONYM
from etl.personal.rotation import bring_loads_up_to_date
from etl.pseudonyms import Pseudonyms
from queries.journal.forgetting import forget_contacts
from queries.journal.store import journal_of


@dataclass(frozen=True)
class Forgotten:
    """What was removed of a person; `before` says when, had it been done before."""

    contacts: int
    events: int
    quarantined: int
    audited: int = 0
    before: str = ""

    @property
    def is_unknown(self) -> bool:
        """Whether nothing was ever held of the person."""
        return not (self.contacts or self.quarantined or self.before)

    def text(self) -> str:
        """Return what was done, in words; never who."""
        if self.is_unknown:
            return "nothing is held of this customer; nothing was changed"
        lines = [
            f"forgotten: {self.contacts:,} contacts with {self.events:,} events, "
            f"{self.quarantined:,} rows set aside"
        ]
        if self.audited:
            lines.append(f"{self.audited:,} audited contacts have lost their number and notes")
        if self.before:
            lines.append(f"this customer was forgotten before, on {self.before}")
        lines.append(
            "The log files that were loaded, copies of exports and printed reports are not held "
            "here: remove the customer from them, too."
        )
        return "\n".join(lines)


def prepare(store: Path, pseudonyms: Pseudonyms) -> int:
    """Bring a store up to date with the keys and without who was forgotten; return the contacts.

    A backup that was restored or an old file may have brought somebody back.
    """
    bring_loads_up_to_date(store, pseudonyms)
    entries = read_entries(store)
    forward = [resealed(entry, pseudonyms) for entry in entries]
    if forward != entries:
        write_entries(store, forward)
    people = forgotten_pseudonyms(forward, pseudonyms)
    if not people:
        return 0
    held = find_held(store, list(people))
    if not held.is_nothing:
        remove(store, held, list(people))
    return len(held.contacts)


def forget(
    warehouse: Path, store: Path, pseudonym: str, pseudonyms: Pseudonyms, now: dt.datetime
) -> Forgotten:
    """Remove a person from the store and the journal; return what was removed.

    The manifest is written first: a kill later on is made good by whoever writes next.
    """
    if not PSEUDONYM.fullmatch(pseudonym):
        raise EtlError(
            f'"{pseudonym}" is no pseudonym. Write 16 of 0-9 and a-f, or give the customer as in '
            "the log, without --pseudonym."
        )
    entries = read_entries(store)
    before = forgotten_pseudonyms(entries, pseudonyms).get(pseudonym)
    held = find_held(store, [pseudonym])
    if before is None and held.is_nothing:
        return Forgotten(0, 0, 0)
    if before is None:
        entry = replace(
            new_entry(pseudonym, pseudonyms, now),
            contacts=len(held.contacts),
            events=held.events,
            quarantined=held.quarantined,
        )
        write_entries(store, [*entries, entry])
    # The journal first: once the store is clean, nobody knows which contacts they were.
    audited = forget_contacts(journal_of(warehouse), held.contacts)
    if not held.is_nothing:
        remove(store, held, [pseudonym])
    said = before.forgotten_at if before else ""
    return Forgotten(len(held.contacts), held.events, held.quarantined, audited, said)
