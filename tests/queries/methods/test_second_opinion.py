"""Intervals and curves against statsmodels, on random data with ties and censoring."""

import numpy as np
import pytest
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from queries.methods.intervals import newcombe_difference, wilson
from queries.methods.survival import aalen_johansen, kaplan_meier


@pytest.mark.parametrize("seed", range(10))
def test_wilson_and_newcombe_agree_with_statsmodels(seed):
    dice = np.random.default_rng(seed)
    sizes = dice.integers(1, 400, 30)
    counts = dice.binomial(sizes, dice.random(30))
    low, high = wilson(counts, sizes)
    expected = proportion_confint(counts, sizes, method="wilson")
    np.testing.assert_allclose(low, np.clip(expected[0], 0, 1), atol=1e-12)
    np.testing.assert_allclose(high, np.clip(expected[1], 0, 1), atol=1e-12)
    pair = (int(counts[0]), int(sizes[0]), int(counts[1]), int(sizes[1]))
    ends = confint_proportions_2indep(*pair, method="newcomb", compare="diff")
    np.testing.assert_allclose(newcombe_difference(*pair)[1:], ends, atol=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_curves_agree_with_statsmodels(seed):
    dice = np.random.default_rng(seed)
    # The last case is still open: statsmodels divides by zero when nobody is left at risk.
    time = np.append(dice.integers(1, 30, 200).astype(float), 40)
    cause = np.append(dice.integers(0, 4, 200), 0)
    for wanted in (1, 2, 3):
        curve = aalen_johansen(time, cause, wanted)
        expected = CumIncidenceRight(time, cause)
        np.testing.assert_allclose(
            curve.estimate[-1], expected.cinc[wanted - 1][-1], atol=1e-12, rtol=0
        )
        np.testing.assert_allclose(
            curve.standard_error[-1], expected.cinc_se[wanted - 1][-1], atol=1e-9, rtol=0
        )
    known = SurvfuncRight(time, cause > 0)
    found = kaplan_meier(time, cause > 0)
    np.testing.assert_allclose(found.time, known.surv_times)
    np.testing.assert_allclose(found.estimate, known.surv_prob, atol=1e-12)
