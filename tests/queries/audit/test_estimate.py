"""The audited rate: figures by hand, and the same by other ways."""

import math
from fractions import Fraction

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from queries.audit.estimate import Stratum, stratified_rate


@pytest.mark.parametrize(("judged", "needed"), [(20, 0), (20, 3), (20, 20), (57, 11), (1, 0)])
def test_one_stratum_is_plain_wilson(judged, needed):
    found = stratified_rate([Stratum(size=379, judged=judged, needed=needed)])
    assert found.share == pytest.approx(needed / judged)
    assert found.effective_size == pytest.approx(judged)
    statsmodels = proportion_confint(needed, judged, method="wilson")
    scipy = stats.binomtest(needed, judged).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx(statsmodels, abs=1e-12)
    assert (found.low, found.high) == pytest.approx((scipy.low, scipy.high), abs=1e-12)


def test_strata_drawn_in_proportion_are_plain_wilson_too():
    strata = [Stratum(300, 15, 2), Stratum(100, 5, 1)]
    found = stratified_rate(strata)
    assert found.effective_size == pytest.approx(20)
    assert (found.low, found.high) == pytest.approx(proportion_confint(3, 20, method="wilson"))


def test_a_stratum_drawn_too_often_counts_by_its_size():
    # By hand: (900 · 1/10 + 100 · 5/10) / 1000 = 0.14; 1000² / (900²/10 + 100²/10) = 12.195.
    found = stratified_rate([Stratum(900, 10, 1), Stratum(100, 10, 5)])
    assert found.share == pytest.approx(0.14)
    assert found.effective_size == pytest.approx(12.1951, abs=1e-4)
    # Wilson by hand with p = 0.14, n = 12.1951, z = 1.96: centre 0.2263, half 0.1900.
    assert (found.low, found.high) == pytest.approx((0.0363, 0.4162), abs=1e-3)


def test_a_case_by_case_count_of_weights_agrees():
    generator = np.random.default_rng(7)
    for _ in range(50):
        strata = [
            Stratum(int(size), int(judged), int(generator.integers(0, judged + 1)))
            for size, judged in zip(
                generator.integers(10, 500, 6), generator.integers(1, 10, 6), strict=True
            )
        ]
        weights, needed = [], []
        for stratum in strata:
            weights += [Fraction(stratum.size, stratum.judged)] * stratum.judged
            needed += [1] * stratum.needed + [0] * (stratum.judged - stratum.needed)
        share = float(sum(w * y for w, y in zip(weights, needed, strict=True)) / sum(weights))
        size = float(sum(weights) ** 2 / sum(w * w for w in weights))
        # Wilson's ends are where the score test is just significant: solve that instead.
        z2 = stats.chi2.ppf(0.95, 1)
        roots = np.roots([1 + z2 / size, -(2 * share + z2 / size), share**2])
        found = stratified_rate(strata)
        assert found.share == pytest.approx(share)
        assert found.effective_size == pytest.approx(size)
        assert sorted(roots.real) == pytest.approx([found.low, found.high], abs=1e-9)


def test_a_stratum_that_nobody_judged_is_left_out_of_both_sides():
    found = stratified_rate([Stratum(100, 10, 2), Stratum(900, 0, 0)])
    assert (found.share, found.effective_size) == (pytest.approx(0.2), pytest.approx(10))


def test_without_judgements_there_is_no_estimate():
    assert stratified_rate([]) is None
    assert stratified_rate([Stratum(100, 0, 0)]) is None


def test_the_ends_stay_shares():
    found = stratified_rate([Stratum(10, 1, 0), Stratum(5000, 2, 2)])
    assert 0 <= found.low < found.share < found.high <= 1
    assert math.isfinite(found.effective_size)
