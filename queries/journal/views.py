"""Saved views: a page with its filters under a name, for everybody at the center."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from queries.journal.store import Journal
from queries.journal.tables import SAVED_VIEW

SAVE, REMOVE = "save", "remove"
LONGEST_NAME = 60


@dataclass(frozen=True)
class SavedView:
    """A page and the parameters of its address, without the week and the language."""

    name: str
    page: str
    params: Mapping[str, Sequence[str]]
    saved_at: dt.datetime
    action: str = SAVE


def save_view(journal: Journal, given: SavedView) -> None:
    """Keep a view under its name, or take it back; what was there before stays on record.

    Raises ValueError for a name that is empty or longer than LONGEST_NAME characters.
    """
    if not given.name.strip() or len(given.name) > LONGEST_NAME:
        raise ValueError(f"name `{given.name[:LONGEST_NAME]}`: 1 to {LONGEST_NAME} characters")
    params = {name: list(values) for name, values in given.params.items()}
    journal.add(SAVED_VIEW, [asdict(given) | {"params": params}])


def saved_views(journal: Journal) -> list[SavedView]:
    """Return the views in force by name; of two under one name the one saved last."""
    columns = [column for column in SAVED_VIEW.c if column.name != "view_id"]
    query = sa.select(*columns).order_by(SAVED_VIEW.c.view_id)
    last = {row["name"]: SavedView(**row) for row in journal.rows(query)}
    return sorted(
        (view for view in last.values() if view.action == SAVE), key=lambda view: view.name
    )
