"""A week is drawn once: in proportion, the same on every machine, whatever comes later."""

import datetime as dt
import hashlib

import polars as pl
import pytest

from queries.audit.draw import draw_audit
from queries.audit.sample import allocate, choose
from queries.audit.settings import load_settings
from queries.errors import QueryError
from queries.journal.audits import draws, store_draw
from queries.journal.store import journal_of

WEEK = dt.date(2026, 1, 5)
NOON = dt.datetime(2026, 1, 12, 12, tzinfo=dt.UTC)
BUILD = {
    "build_id": "b1",
    "as_of": dt.datetime(2026, 1, 14, 12, tzinfo=dt.UTC),
    "time_zone": "Asia/Tokyo",
}


def contact(number, category="billing", channel="phone", **fields):
    plain = {"end_kind": "resolved", "is_escalated": False, "week_start": WEEK}
    told = {"contact_id": f"c{number:03}", "category": category, "channel": channel}
    return told | plain | fields


@pytest.fixture
def make(make_warehouse):
    """Give a function that loads contacts, and drops them in the place of those before."""

    def load(*contacts, recorded=("opened", "resolved")):
        given = {"facts.fct_contact": list(contacts), "meta.build": [BUILD]}
        return make_warehouse(given, recorded)

    return load


@pytest.mark.parametrize(
    ("sizes", "size", "expected"),
    [
        ({"a": 57, "b": 33, "c": 10}, 10, {"a": 6, "b": 3, "c": 1}),  # 5.7, 3.3, 1.0
        ({"a": 90, "b": 9, "c": 1}, 10, {"a": 8, "b": 1, "c": 1}),  # 9.0, 0.9, 0.1: one each
        ({"a": 1, "b": 1, "c": 1}, 2, {"a": 1, "b": 1, "c": 0}),  # more strata than places
        ({"a": 3, "b": 2}, 20, {"a": 3, "b": 2}),  # fewer contacts than places
        ({"a": 50, "b": 50}, 5, {"a": 3, "b": 2}),  # a tie goes to the first name
        ({"a": 7}, 3, {"a": 3}),
    ],
)
def test_places_go_by_largest_remainders(sizes, size, expected):
    assert allocate(sizes, size) == expected


@pytest.mark.parametrize("size", [1, 7, 20, 33, 200])
def test_every_place_is_given_and_no_stratum_gives_more_than_it_has(size):
    sizes = {f"s{number}": number**2 for number in range(1, 11)}
    given = allocate(sizes, size)
    assert sum(given.values()) == size
    assert all(given[name] <= sizes[name] for name in sizes)
    assert size < 10 or min(given.values()) >= 1


def test_small_strata_are_pooled_and_none_is_left_out():
    rows = [contact(n, category="big") for n in range(50)]
    rows += [contact(100 + n, category=f"small{n:02}") for n in range(30)]
    population = pl.DataFrame(rows).with_columns(pl.col("contact_id").alias("draw_key"))
    drawn = choose(population, 20, load_settings())
    sizes = dict(drawn.select("stratum", "stratum_size").unique().iter_rows())
    assert len(sizes) == 10
    assert sizes["big / phone"] == 50
    assert sizes["other"] == 22
    assert sum(sizes.values()) == 80
    assert drawn.height == 20


def test_only_contacts_that_ended_without_an_escalation_are_drawn(make):
    warehouse = make(
        contact(1),
        contact(2, is_escalated=True),  # escalated: not the audit's question
        contact(3, end_kind="open"),  # may still be escalated
        contact(4, week_start=WEEK - dt.timedelta(weeks=1)),  # another week
        contact(5, category=None, end_kind="abandoned"),
    )
    draw = draw_audit(warehouse, journal_of(warehouse.path), NOON, WEEK)
    assert {case.contact_id: case.stratum for case in draw.cases} == {
        "c001": "billing / phone",
        "c005": "? / phone",
    }
    assert (draw.population, draw.still_open) == (2, 1)


def test_without_ends_on_record_no_contact_counts_as_open(make):
    warehouse = make(contact(1, end_kind="open"), recorded=["opened"])
    draw = draw_audit(warehouse, journal_of(warehouse.path), NOON, WEEK)
    assert (draw.population, draw.still_open) == (1, 0)


def test_the_lot_is_the_smallest_hashes_of_seed_week_and_contact(make):
    warehouse = make(*(contact(number) for number in range(100)))
    draw = draw_audit(warehouse, journal_of(warehouse.path), NOON, WEEK, size=5, seed=42)

    def lot(number):
        return hashlib.sha256(f"42:2026-01-05:c{number:03}".encode()).hexdigest()

    expected = [f"c{number:03}" for number in sorted(range(100), key=lot)[:5]]
    assert [case.contact_id for case in draw.cases] == expected
    assert {case.stratum_size for case in draw.cases} == {100}


def test_another_order_of_the_same_data_gives_the_same_sample(make, tmp_path):
    rows = [contact(number, category=f"k{number % 4}") for number in range(80)]
    samples = []
    for name, given in (("a", rows), ("b", rows[::-1])):
        (tmp_path / name).mkdir()
        draw = draw_audit(make(*given), journal_of(tmp_path / name / "w.duckdb"), NOON, WEEK)
        samples.append(draw.cases)
    assert samples[0] == samples[1]


def test_a_late_arrival_does_not_reshuffle_a_drawn_week(make):
    rows = [contact(number) for number in range(60)]
    warehouse = make(*rows)
    first = draw_audit(warehouse, journal_of(warehouse.path), NOON, WEEK)
    later = make(*rows, *(contact(100 + number) for number in range(200)))
    again = draw_audit(later, journal_of(later.path), NOON + dt.timedelta(days=3), WEEK)
    assert again == first
    assert again.population == 60


def test_who_draws_second_gets_the_first_draw(make):
    warehouse = make(*(contact(number) for number in range(60)))
    journal = journal_of(warehouse.path)
    first = draw_audit(warehouse, journal, NOON, WEEK, seed=1)
    other = first.__class__(**(vars(first) | {"seed": 2, "cases": first.cases[:3]}))
    assert store_draw(journal, other) == first
    assert draws(journal) == [first]


def test_another_seed_or_size_for_a_drawn_week_is_refused(make):
    warehouse = make(*(contact(number) for number in range(60)))
    journal = journal_of(warehouse.path)
    draw_audit(warehouse, journal, NOON, WEEK, seed=5)
    for asked in ({"seed": 6}, {"size": 30}):
        with pytest.raises(QueryError, match="was drawn already, 20 contacts with seed 5"):
            draw_audit(warehouse, journal, NOON, WEEK, **asked)
    assert len(draw_audit(warehouse, journal, NOON, WEEK, size=20, seed=5).cases) == 20


def test_the_last_complete_week_is_the_default(make):
    draw = draw_audit(warehouse := make(contact(1)), journal_of(warehouse.path), NOON)
    assert draw.week == WEEK


def test_what_cannot_be_drawn_says_why(make):
    warehouse = make(contact(1, is_escalated=True))
    journal = journal_of(warehouse.path)
    with pytest.raises(QueryError, match="no contact that ended without an escalation"):
        draw_audit(warehouse, journal, NOON, WEEK)
    with pytest.raises(QueryError, match=r"week of 2026-01-12: is not over.*2026-01-05"):
        draw_audit(warehouse, journal, NOON, dt.date(2026, 1, 13))
    with pytest.raises(QueryError, match="--size 0"):
        draw_audit(warehouse, journal, NOON, WEEK, size=0)
    assert draws(journal) == []
