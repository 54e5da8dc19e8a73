"""The parts of a change against hand figures, and what must hold of any figures."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.methods.mix_shift import Shift, mix_shift

# Per group: counted earlier and later, not counted earlier and later.
GROUPS = st.lists(st.tuples(*(st.integers(0, 500) for _ in range(4))), min_size=1, max_size=6)


def parts(shift: Shift | None) -> tuple[list[float], list[float]]:
    assert shift is not None
    return shift.mix.tolist(), shift.within.tolist()


def test_a_change_within_one_group_and_of_the_mix_by_hand():
    """100 and 100 cases become 60 and 140; the first group's rate rises from 10 to 20 %."""
    shift = mix_shift([10, 40], [100, 100], [12, 56], [60, 140])
    assert shift is not None
    assert (shift.earlier, shift.later) == (0.25, 0.34)
    mix, within = parts(shift)
    # Weights 0.5 and 0.3, rates 0.1 and 0.2: within 0.1 x 0.4; mix -0.2 x (0.15 - 0.295).
    assert within == pytest.approx([0.04, 0.0], abs=1e-12)
    assert mix == pytest.approx([0.029, 0.021], abs=1e-12)
    assert sum(mix) + sum(within) == pytest.approx(0.09, abs=1e-12)


def test_simpsons_paradox_every_group_falls_and_the_whole_rises():
    """The kidney stones of Charig et al. 1986, failures of either treatment as the two periods."""
    shift = mix_shift([36, 25], [270, 80], [6, 71], [87, 263])
    assert shift is not None
    assert (shift.earlier, shift.later) == (61 / 350, 77 / 350)
    mix, within = parts(shift)
    assert max(within) < 0 < shift.change
    small_rate, large_rate = (36 / 270 + 6 / 87) / 2, (25 / 80 + 71 / 263) / 2
    assert sum(mix) == pytest.approx((87 - 270) / 350 * (small_rate - large_rate), abs=1e-12)
    assert (sum(mix), sum(within)) == pytest.approx((0.0994, -0.0537), abs=5e-5)


def test_a_group_that_appears_or_vanishes_is_mix_alone():
    shift = mix_shift([10, 30, 0], [100, 100, 0], [10, 0, 60], [100, 0, 100])
    mix, within = parts(shift)
    assert within == pytest.approx([0, 0, 0], abs=1e-12)
    # The middle of both wholes is (0.2 + 0.35) / 2 = 0.275.
    assert mix == pytest.approx([0, -0.5 * (0.3 - 0.275), 0.5 * (0.6 - 0.275)], abs=1e-12)
    assert sum(mix) == pytest.approx(0.15, abs=1e-12)


def test_a_period_without_cases_has_no_change():
    assert mix_shift([0, 0], [0, 0], [1, 1], [2, 2]) is None
    assert mix_shift([1], [2], [0], [0]) is None
    assert mix_shift([], [], [], []) is None


@settings(deadline=None)
@given(GROUPS)
def test_the_parts_sum_to_the_change_exactly(groups):
    sizes = [(a + c, b + d) for c, d, a, b in groups]
    before, after = (sum(size[i] for size in sizes) for i in (0, 1))
    shift = mix_shift(
        [c for c, *_ in groups],
        [size[0] for size in sizes],
        [d for _, d, *_ in groups],
        [size[1] for size in sizes],
    )
    if not before or not after:
        assert shift is None
        return
    change = Fraction(sum(d for _, d, *_ in groups), after) - Fraction(
        sum(c for c, *_ in groups), before
    )
    mix, within = parts(shift)
    assert sum(mix) + sum(within) == pytest.approx(float(change), abs=1e-12)


@settings(deadline=None)
@given(GROUPS, st.integers(1, 4))
def test_the_same_mix_leaves_all_to_the_groups(groups, times):
    sizes = np.array([c + d for c, d, *_ in groups])
    if not sizes.sum():
        return
    counts = [c for c, *_ in groups], [times * d for _, d, *_ in groups]
    mix, _ = parts(mix_shift(counts[0], sizes, counts[1], times * sizes))
    np.testing.assert_allclose(mix, 0, atol=1e-12)


@settings(deadline=None)
@given(GROUPS)
def test_the_way_back_is_the_way_there_with_the_other_sign(groups):
    counts = [[row[i] for row in groups] for i in (0, 1)]
    sizes = [[row[i] + row[i + 2] for row in groups] for i in (0, 1)]
    there = mix_shift(counts[0], sizes[0], counts[1], sizes[1])
    back = mix_shift(counts[1], sizes[1], counts[0], sizes[0])
    if there is None:
        assert back is None
        return
    for part, other in zip(parts(there), parts(back), strict=True):
        np.testing.assert_allclose(part, [-value for value in other], atol=1e-12)


@settings(deadline=None)
@given(GROUPS)
def test_either_order_of_changing_one_thing_at_a_time_has_these_parts_as_its_mean(groups):
    """A second way: hold one thing at either period's level and take the mean of both orders."""
    counts = np.array([[row[i] for row in groups] for i in (0, 1)], float)
    sizes = np.array([[row[i] + row[i + 2] for row in groups] for i in (0, 1)], float)
    # Only groups that are there in both periods have a rate in both.
    both = (sizes > 0).all(axis=0)
    counts, sizes = counts[:, both], sizes[:, both]
    if not both.any():
        return
    weight = sizes / sizes.sum(axis=1, keepdims=True)
    rate = counts / sizes
    standardized = weight @ rate.T  # weights of one period, rates of the other
    mix_by_order = [
        standardized[1, 0] - standardized[0, 0],
        standardized[1, 1] - standardized[0, 1],
    ]
    mix, within = parts(mix_shift(counts[0], sizes[0], counts[1], sizes[1]))
    assert sum(mix) == pytest.approx(np.mean(mix_by_order), abs=1e-12)
    change = standardized[1, 1] - standardized[0, 0]
    assert sum(within) == pytest.approx(change - np.mean(mix_by_order), abs=1e-12)
