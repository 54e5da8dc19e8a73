"""Draws the audit of a week, once: what was drawn stays so, whatever is loaded later."""

import datetime as dt
from pathlib import Path
from typing import Final

from queries.audit.sample import choose
from queries.audit.settings import load_settings
from queries.errors import QueryError
from queries.journal.audits import Case, Draw, draws, store_draw
from queries.journal.store import Journal
from queries.warehouse import Warehouse
from queries.weeks import last_complete_week, monday

_POPULATION: Final = Path(__file__).with_name("population.sql")
_ENDS: Final = ("resolved", "closed", "abandoned")


class NothingToDrawError(QueryError):
    """No contact of the week ended without an escalation."""


def draw_audit(
    warehouse: Warehouse,
    journal: Journal,
    drawn_at: dt.datetime,
    week: dt.date | None = None,
    size: int | None = None,
    seed: int | None = None,
) -> Draw:
    """Return the sample of a week, by default the last complete one; stored when it is new.

    Size and seed come from the settings when not given. A week that was drawn before comes back
    as it was drawn. Raises NothingToDrawError for a week without a contact to draw, and QueryError
    for a week that is not over or when another size or seed is asked for than the week was drawn
    with.
    """
    with warehouse.pinned() as build:
        asked_week = _week(build, week)
        found = [draw for draw in draws(journal) if draw.week == asked_week]
        draw = found[0] if found else _new_draw(build, asked_week, drawn_at, size, seed)
    stored = draw if found else store_draw(journal, draw)
    _require_as_drawn(stored, size, seed)
    return stored


def _week(warehouse: Warehouse, week: dt.date | None) -> dt.date:
    last = last_complete_week(warehouse.build())
    if last is None:
        raise QueryError(f"{warehouse.path}: holds no contacts. Load a log with `minaoshi load`.")
    if week is not None and monday(week) > last:
        raise QueryError(
            f"week of {monday(week)}: is not over in the data, so a sample would miss the rest of "
            f"it. The last complete week is that of {last}."
        )
    return last if week is None else monday(week)


def _new_draw(
    warehouse: Warehouse, week: dt.date, drawn_at: dt.datetime, size: int | None, seed: int | None
) -> Draw:
    settings = load_settings()
    size = settings.size if size is None else size
    seed = settings.seed if seed is None else seed
    if size < 1:
        raise QueryError(f"--size {size}: an audit needs at least one contact.")
    recorded = warehouse.recorded_events()
    found = warehouse.query(
        _POPULATION.read_text(encoding="utf-8"),
        {"week": week, "seed": seed, "has_ends": any(recorded.get(end) for end in _ENDS)},
    )
    population = found.filter(~found["is_open"])
    if population.is_empty():
        raise NothingToDrawError(
            f"week of {week}: no contact that ended without an escalation. Name another --week."
        )
    cases = choose(population, size, settings)
    return Draw(
        draw_id=f"audit-{week}",
        week=week,
        seed=seed,
        population=population.height,
        still_open=found.height - population.height,
        drawn_at=drawn_at,
        build_id=warehouse.build_id(),
        cases=tuple(Case(place, *row) for place, row in enumerate(cases.iter_rows(), start=1)),
    )


def _require_as_drawn(draw: Draw, size: int | None, seed: int | None) -> None:
    """Raise QueryError where somebody believes to get another sample than was drawn."""
    # A week with fewer contacts than were asked for was drawn whole.
    is_whole = size is not None and size > len(draw.cases) == draw.population
    same_size = size is None or size == len(draw.cases) or is_whole
    if not same_size or (seed is not None and seed != draw.seed):
        raise QueryError(
            f"week of {draw.week}: was drawn already, {len(draw.cases)} contacts with seed "
            f"{draw.seed}. Leave out --size and --seed to get that sample again."
        )
