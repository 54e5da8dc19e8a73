"""Charts of rare events: by hand, by chance, and against an actual change."""

import numpy as np
import pytest

from queries.methods.control_limits import outside, u_prime_limits
from queries.methods.rare_events import g_limits, t_limits

COUNTS = [10, 12, 8, 14, 10, 16, 11, 7, 10, 15, 9, 5, 7, 11, 12, 6, 8, 10, 7, 5]


def test_g_limits_by_hand():
    # A mean of 99 cases between two makes one in a hundred. Until then P(at most k) is
    # 1 - .99^(k + 1): .99^1 = .99 passes .99865 at 0 already, .00135 lies at 99 * 6.64.
    found = g_limits([99, 49, 149])
    assert found.center == 99
    assert found.lower.tolist() == [0, 0, 0]
    assert found.upper[0] == pytest.approx(np.ceil(np.log(0.00135) / np.log(0.99)) - 1)


def test_g_limits_fail_by_chance_upwards_alone_where_two_in_a_thousand_are_cases():
    dice = np.random.default_rng(3)
    gaps = dice.geometric(0.002, 20_000) - 1
    false = outside(gaps, g_limits(gaps)).mean()
    # Two cases running come with .002, oftener than three sigma allow: no lower limit.
    assert g_limits(gaps).lower[0] == 0
    assert false == pytest.approx(0.00135, abs=0.0006)


def test_times_between_rare_cases_raise_no_more_alarms_than_other_charts():
    dice = np.random.default_rng(4)
    waits = dice.exponential(30, 20_000)
    found = t_limits(waits)
    assert outside(waits, found).mean() < 0.004
    # 30 days on average; the center of the raised values lies lower, at the median or so.
    assert found.center == pytest.approx(30 * np.log(2), rel=0.1)


def test_one_case_after_a_very_long_time_is_told():
    waits = [20, 25, 31, 12, 40, 22, 18, 35, 27, 30, 16, 24, 700]
    assert np.flatnonzero(outside(waits, t_limits(waits))).tolist() == [12]


def test_nothing_rare_has_happened():
    assert np.isnan(g_limits([]).center)
    assert np.isnan(g_limits([np.nan]).upper).all()


def test_a_time_below_zero_is_refused():
    with pytest.raises(ValueError, match="times of 0 or more wanted, -1 given"):
        t_limits([1, -1])


def test_u_limits_by_hand():
    # 193 events in 100 units: 1.93 and 3 sqrt(1.93 / 5) about it.
    found = u_prime_limits(COUNTS, np.full(20, 5))
    assert found.center == pytest.approx(1.93)
    plain = found.half / found.sigma_ratio
    assert found.center - plain[0] == pytest.approx(0.06613305, abs=1e-7)
    assert found.center + plain[0] == pytest.approx(3.793867, abs=1e-6)


def test_u_prime_is_wider_where_weeks_vary_more_than_by_chance():
    dice = np.random.default_rng(8)
    exposure = np.full(40, 2000.0)
    by_chance = dice.poisson(exposure * 0.1)
    varying = dice.poisson(exposure * 0.1 * dice.gamma(40, 1 / 40, 40))
    assert u_prime_limits(by_chance, exposure).sigma_ratio == pytest.approx(1, abs=0.25)
    assert u_prime_limits(varying, exposure).sigma_ratio > 2
    assert u_prime_limits([0, 3, 1], [10, 0, 10]).half.tolist()[1] != 0
    assert np.isnan(u_prime_limits([0, 3, 1], [10, 0, 10]).half[1])
