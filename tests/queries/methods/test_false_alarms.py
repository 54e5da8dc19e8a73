"""How often the rules fire with nothing the matter: exact values, and the rules as they are."""

import numpy as np
import pytest
from scipy import stats

from queries.methods.control_limits import (
    XMR_FACTOR,
    Limits,
    in_run,
    outside,
    two_of_three,
    xmr_limits,
)

WEEKS, SERIES = 1200, 1500


def test_the_three_rules_fire_once_in_eighty_eight_weeks(known):
    expected = known("arl_western_electric").expected
    dice = np.random.default_rng(88)
    first, first_of_two = [], []
    for _ in range(SERIES):
        values = dice.normal(size=WEEKS)
        limits = Limits(0.0, np.full(WEEKS, -3.0), np.full(WEEKS, 3.0), np.full(WEEKS, 3.0), 1.0)
        beyond, runs = outside(values, limits), _completed(values)
        near = _second_near(values, limits)
        first.append(_first(beyond | runs | near))
        first_of_two.append(_first(beyond | runs))
    error = np.std(first) / np.sqrt(SERIES)
    assert error < 2.5
    assert np.mean(first) == pytest.approx(expected["nhs_set_1_2of3_run7"], abs=3 * error)
    assert np.mean(first_of_two) == pytest.approx(expected["rule1_and_run7"], abs=3 * error)


def _completed(values):
    """The weeks at which a run has become seven weeks long, as a reader would see it then."""
    side = np.sign(values)
    length = np.ones(len(values), dtype=int)
    for week in range(1, len(values)):
        length[week] = length[week - 1] + 1 if side[week] == side[week - 1] else 1
    assert (in_run(values, 0.0) >= (length >= 7)).all()
    return length >= 7


def _second_near(values, limits):
    """The weeks that are near a limit as the second of three; the rule marks the first as well."""
    found = two_of_three(values, limits)
    near = np.abs(values) >= 2
    before = np.concatenate([[False], near[:-1]]) | np.concatenate([[False, False], near[:-2]])
    return found & near & before & ~_opens(found)


def _opens(found):
    """The first week of each stretch marked by the rule, two weeks being no gap."""
    marked = np.flatnonzero(found)
    opening = np.zeros(len(found), dtype=bool)
    if len(marked):
        opening[marked[np.concatenate([[True], np.diff(marked) > 2])]] = True
    return opening


def _first(fired):
    assert fired.any()
    return int(np.flatnonzero(fired)[0]) + 1


def test_constants_of_moving_ranges(known):
    expected = known("xmr_constants").expected
    assert expected["nhs_limit"] == XMR_FACTOR
    assert expected["nhs_near_limit"] == pytest.approx(XMR_FACTOR * 2 / 3, abs=1e-9)
    assert expected["d2_n2"] == pytest.approx(2 / np.sqrt(np.pi), abs=1e-9)
    # A series that moves by 1 each time: the factor is the half width.
    assert xmr_limits([0.0, 1.0] * 10).half[0] == XMR_FACTOR


@pytest.mark.parametrize("size", [10, 20, 30, 50, 100, 200])
@pytest.mark.parametrize("rate", [0.02, 0.05, 0.1, 0.2])
def test_plain_limits_of_shares_cry_wolf_on_small_weeks(known, size, rate):
    # Why weeks that expect fewer than five cases get exact limits (usual_range).
    above, below = known("p_chart_exact_false_alarm").expected["above_below"][f"{size},{rate}"]
    half = 3 * np.sqrt(rate * (1 - rate) / size)
    upper, lower = (round((rate + side * half) * size, 9) for side in (1, -1))
    tail = stats.binom.sf(np.floor(upper), size, rate)
    assert tail == pytest.approx(above, abs=1e-9)
    assert stats.binom.cdf(np.ceil(lower) - 1, size, rate) == pytest.approx(below, abs=1e-9)
