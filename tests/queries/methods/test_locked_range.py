"""A locked usual range by the numbers: what a lock changes, and what it leaves standing."""

import datetime as dt

import polars as pl

from queries.methods.weekly_range import usual_range

FIRST = dt.date(2025, 1, 6)


def weeks(values):
    return pl.DataFrame(
        {
            "week_start": [FIRST + dt.timedelta(weeks=i) for i in range(len(values))],
            "numerator": values,
            "denominator": [100] * len(values),
            "metric_value": [float(value) for value in values],
        }
    )


# Twenty-four weeks about 20 %, then twenty-four about 40 %.
CHANGED = [21, 19] * 12 + [39, 41] * 12


def test_a_change_stays_unusual_for_as_long_as_nobody_locks_it():
    found = usual_range(weeks(CHANGED), "percent", "down")
    assert set(found["signal"][:24]) == {"usual"}
    assert set(found["signal"][24:]) == {"concern"}
    assert found["center"].unique().to_list() == [20]


def test_a_lock_makes_the_change_the_new_usual_and_leaves_the_old_limits_standing():
    start = FIRST + dt.timedelta(weeks=24)
    plain = usual_range(weeks(CHANGED), "percent", "down")
    found = usual_range(weeks(CHANGED), "percent", "down", [start])
    assert found[:24].equals(plain[:24])
    assert found["center"][24:].unique().to_list() == [40]
    assert set(found["signal"]) == {"usual"}


def test_a_lock_keeps_its_limits_whatever_comes_later_or_is_loaded_before():
    start = FIRST + dt.timedelta(weeks=4)
    early = usual_range(weeks(CHANGED[:30]), "percent", "down", [start])
    late = usual_range(weeks(CHANGED), "percent", "down", [start])
    cut = usual_range(weeks(CHANGED)[4:], "percent", "down", [start])
    assert early[4:].equals(late[4:30])
    assert cut.equals(late[4:])


def test_twelve_weeks_after_a_lock_there_are_limits_and_not_before():
    start = FIRST + dt.timedelta(weeks=24)
    assert usual_range(weeks(CHANGED[:35]), "percent", "down", [start])["signal"][-1] == "too_few"
    assert usual_range(weeks(CHANGED[:36]), "percent", "down", [start])["signal"][-1] == "usual"
