"""Limits of percentiles: how many values they need, and how often they are right."""

import numpy as np
import pytest
from scipy import stats

from queries.methods.percentiles import fewest_for, percentile_interval


@pytest.mark.parametrize(
    ("part", "fewest"), [(0.5, 6), (0.75, 13), (0.9, 36), (0.95, 72), (0.99, 368), (0.1, 36)]
)
def test_how_many_values_a_percentile_needs(part, fewest):
    assert fewest_for(part) == fewest
    ends = percentile_interval(np.arange(fewest), part)
    assert None not in ends
    assert None in percentile_interval(np.arange(fewest - 1), part)


def test_the_median_of_twenty_lies_between_the_sixth_and_the_fifteenth():
    # The classical sign-test interval: P(6 <= B(20, 1/2) <= 14) = .9586.
    assert percentile_interval(range(1, 21), 0.5) == (6, 15)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("count", [40, 57, 200])
def test_each_limit_fails_at_most_once_in_forty_and_the_next_rank_would_fail_oftener(part, count):
    lower, upper = percentile_interval(np.arange(1, count + 1), part)
    lower, upper = int(lower), int(upper)
    # A limit at rank r lies above the percentile when fewer than r values do not.
    assert stats.binom.cdf(lower - 1, count, part) <= 0.025 < stats.binom.cdf(lower, count, part)
    assert stats.binom.sf(upper - 1, count, part) <= 0.025 < stats.binom.sf(upper - 2, count, part)


def test_values_that_are_not_known_are_left_out_and_no_values_have_no_limits():
    assert percentile_interval([np.nan, *range(1, 21)], 0.5) == (6, 15)
    assert percentile_interval([np.nan], 0.5) == (None, None)


def test_a_part_of_one_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1 wanted, 1 given"):
        fewest_for(1)
