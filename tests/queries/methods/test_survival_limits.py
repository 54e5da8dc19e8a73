"""Limits of survival and incidence curves against printed ones and statsmodels."""

import numpy as np
import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from queries.methods.survival import aalen_johansen, kaplan_meier, survival_quantile_limits

TIME = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
EVENT = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]


def test_limits_of_the_trial_of_freireich_by_hand():
    # At week 6: 18 of 21, error .0763604. log(-log S) = -1.8696 and its error .57787; so the
    # limits are .857143 to the powers exp(1.13261) and exp(-1.13261).
    low, high = kaplan_meier(TIME, EVENT).limits()
    assert (low[0], high[0]) == pytest.approx((0.6197, 0.9516), abs=5e-5)
    assert (low[1], high[1]) == pytest.approx((0.5631, 0.9228), abs=5e-5)


@pytest.mark.parametrize("part", [0.1, 0.25, 0.5, 0.75])
@pytest.mark.parametrize("seed", range(6))
def test_limits_of_quantiles_agree_with_statsmodels(seed, part):
    dice = np.random.default_rng(seed)
    time, event = dice.integers(1, 60, 150).astype(float), dice.random(150) < 0.6
    time = np.append(time, 70.0)  # the last is still open, or statsmodels divides by zero
    event = np.append(event, False)
    theirs = SurvfuncRight(time, event).quantile_ci(part, method="cloglog")
    ours = survival_quantile_limits(kaplan_meier(time, event), part)
    assert [np.inf if end is None else end for end in ours] == [
        np.inf if np.isnan(end) else end for end in theirs
    ]


def test_an_end_that_is_never_reached_is_none():
    assert survival_quantile_limits(kaplan_meier(TIME, EVENT), 0.5) == (13, None)


def test_limits_of_an_incidence_stay_between_none_and_all():
    dice = np.random.default_rng(2)
    curve = aalen_johansen(dice.integers(1, 40, 80), dice.integers(0, 3, 80), 1)
    low, high = curve.limits()
    inside = (curve.estimate > 0) & (curve.estimate < 1)
    assert ((low[inside] > 0) & (low[inside] < curve.estimate[inside])).all()
    assert ((high[inside] < 1) & (high[inside] > curve.estimate[inside])).all()
    assert np.isnan(low[~inside]).all()


def test_limits_of_an_incidence_hold_the_truth_nineteen_times_in_twenty():
    # Two ends at rates 1 and 2, censoring at random: by time .5 the first has come to
    # (1 - exp(-1.5)) / 3 = .25896 of all.
    dice, truth, held = np.random.default_rng(9), (1 - np.exp(-1.5)) / 3, 0
    for _ in range(600):
        ended, gone = dice.exponential(1 / 3, 120), dice.exponential(1.0, 120)
        cause = np.where(gone < ended, 0, np.where(dice.random(120) < 1 / 3, 1, 2))
        curve = aalen_johansen(np.minimum(ended, gone), cause, 1)
        low, high = curve.limits()
        at = np.flatnonzero(curve.time <= 0.5)[-1]
        held += low[at] <= truth <= high[at]
    assert held / 600 == pytest.approx(0.95, abs=0.02)
