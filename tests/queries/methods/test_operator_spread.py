"""Variation between operators against scipy's chi-square and against simulated operators."""

import numpy as np
import pytest
from scipy import stats

from queries.methods.operator_spread import Spread, spread


def sums(cases: list[int], hits: list[int]) -> list[float]:
    """What the method asks for, of one group."""
    n, x = np.array(cases, dtype=float), np.array(hits, dtype=float)
    return [len(n), n.sum(), x.sum(), (x**2 / n).sum(), (1 / n).sum(), (n**2).sum()]


def of(*groups: tuple[list[int], list[int]]) -> Spread:
    return spread(*np.array([sums(*group) for group in groups]).T)


def test_the_ratio_is_the_chi_square_of_the_contingency_table_over_its_freedom() -> None:
    cases, hits = [40, 60, 50, 80], [4, 15, 5, 20]
    table = np.array([hits, np.subtract(cases, hits)])
    chi_square = stats.chi2_contingency(table, correction=False).statistic
    assert of((cases, hits)).ratio[0] == pytest.approx(chi_square / 3, abs=1e-12)


def test_points_are_zero_where_operators_are_more_alike_than_chance() -> None:
    assert of(([50, 50, 50], [5, 5, 5])).points[0] == 0.0


def test_points_by_hand() -> None:
    # p = .25, pq = .1875; chi-square = 2 * (15^2 / 100) / (100 * .1875) * 100 = 24, freedom 1;
    # room = 200 - 20000 / 200 = 100; sd = sqrt(23 * .1875 / 100) = .20767
    found = of(([100, 100], [10, 40]))
    assert found.ratio[0] == pytest.approx(24.0)
    assert found.points[0] == pytest.approx(20.767, abs=1e-3)


def test_nothing_can_vary_without_hits_or_with_one_operator() -> None:
    found = of(([50, 50], [0, 0]), ([50, 50], [50, 50]), ([50], [5]))
    assert np.isnan(found.ratio).all()
    assert np.isnan(found.p_value).all()
    assert found.usual == 1.0


@pytest.mark.parametrize(("per_operator", "share"), [(10, 0.1), (25, 0.1), (100, 0.3)])
def test_by_chance_alone_one_in_twenty_falls_below_a_p_value_of_one_in_twenty(
    per_operator: int, share: float
) -> None:
    dice = np.random.default_rng(7)
    groups = [
        (list(cases), list(dice.binomial(cases, share)))
        for cases in dice.poisson(per_operator, (2000, 40)).clip(1)
    ]
    found = of(*groups)
    assert found.usual == pytest.approx(1.0, abs=0.05)
    # Cautious with one hit an operator, exact with many.
    assert 0.02 <= (found.p_value < 0.05).mean() <= 0.06
    assert (found.p_value < 0.001).mean() <= 0.004


def test_a_group_that_truly_varies_is_told_from_those_that_do_not() -> None:
    dice = np.random.default_rng(8)
    cases = dice.poisson(40, (30, 40)).clip(1)
    shares = np.full((30, 40), 0.15)
    shares[0, ::2] += 0.1
    shares[0, 1::2] -= 0.1
    found = of(*[(list(n), list(dice.binomial(n, p))) for n, p in zip(cases, shares, strict=True)])
    assert found.p_value[0] < 1e-8
    assert found.points[0] == pytest.approx(10.0, abs=2.5)
    assert (found.p_value[1:] > 1e-3).all()
