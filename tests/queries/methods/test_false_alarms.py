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

WEEKS, SERIES = 1200, 3000


def test_the_three_rules_fire_once_in_eighty_eight_weeks(known):
    expected = known("arl_western_electric").expected
    dice = np.random.default_rng(88)
    with_near, without = [], []
    for _ in range(SERIES):
        values = dice.normal(size=WEEKS)
        beyond = np.flatnonzero(outside(values, known_limits(WEEKS)))
        first = min([*beyond[:1].tolist(), first_run(values)])
        assert first < WEEKS
        without.append(first + 1)
        with_near.append(min(first, first_near(values[: first + 1])) + 1)
    error = np.std(with_near) / np.sqrt(SERIES)
    assert error < 1.7
    assert np.mean(with_near) == pytest.approx(expected["nhs_set_1_2of3_run7"], abs=3 * error)
    assert np.mean(without) == pytest.approx(expected["rule1_and_run7"], abs=3 * error)


def known_limits(weeks):
    """The true limits of standard normal values."""
    return Limits(0.0, np.full(weeks, -3.0), np.full(weeks, 3.0), np.full(weeks, 3.0), 1.0)


def first_run(values):
    """The week in which the first run is seen: its seventh, six after the first that is marked."""
    marked = np.flatnonzero(in_run(values, 0.0))
    return int(marked[0]) + 6 if len(marked) else len(values)


def first_near(values):
    """The week in which two of three are seen, from the three weeks up to it alone."""
    near = np.abs(values) >= 2
    for last in range(2, len(values)):
        three = slice(last - 2, last + 1)
        if near[three].sum() >= 2 and two_of_three(values[three], known_limits(3)).any():
            return last
    return len(values)


def test_a_run_is_marked_from_its_first_week_to_its_last_and_nothing_else_is():
    values = np.random.default_rng(7).normal(size=3000)
    turns = np.flatnonzero(np.diff(np.sign(values))) + 1
    stretches = np.split(np.arange(3000), turns)
    expected = np.concatenate([np.full(len(weeks), len(weeks) >= 7) for weeks in stretches])
    assert expected.sum() > 100
    assert in_run(values, 0.0).tolist() == expected.tolist()


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
