"""The rank correlation: a worked example, its interval by hand, and what it refuses."""

import numpy as np
import pytest

from queries.methods.rank_correlation import rank_correlation

# A well-known worked example: rho is -29 / 165.
IQ = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110]
HOURS = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17]


def test_a_worked_example_and_its_interval_by_hand():
    rho, low, high = rank_correlation(IQ, HOURS)
    assert rho == pytest.approx(-29 / 165)
    # tanh(atanh(rho) -+ 1.96 sqrt((1 + rho^2 / 2) / 7)), worked out apart
    assert (low, high) == pytest.approx((-0.7278300282, 0.5145466617))


def test_ranks_alone_count_and_the_order_of_groups_does_not():
    shuffled = [3, 1, 4, 0, 9, 2, 6, 8, 7, 5]
    moved = [IQ[n] for n in shuffled], [np.exp(HOURS[n] / 10) for n in shuffled]
    assert rank_correlation(*moved) == pytest.approx(rank_correlation(IQ, HOURS))


def test_figures_in_one_order_go_together_fully():
    assert rank_correlation(range(10), range(10)) == (1, 1, 1)
    assert rank_correlation(range(10), range(10, 0, -1)) == (-1, -1, -1)


@pytest.mark.parametrize(("one", "other"), [(range(9), range(9)), (range(12), [3] * 12)])
def test_too_few_groups_or_no_difference_say_nothing(one, other):
    assert np.isnan(rank_correlation(list(one), list(other))).all()
