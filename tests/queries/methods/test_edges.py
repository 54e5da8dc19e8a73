"""Groups without cases, families of one, cases that nobody timed: no number, and no crash."""

import numpy as np
import pytest

from queries.methods.fair_comparison import (
    benjamini_hochberg,
    beta_binomial_prior,
    moment_prior,
    overdispersed_funnel,
)
from queries.methods.intervals import interval, jeffreys, newcombe_difference, wilson
from queries.methods.survival import aalen_johansen, kaplan_meier, survival_quantile


def test_an_interval_ends_exactly_at_none_and_at_all():
    low, high = wilson([0, 20], [20, 20])
    assert low[0] == 0
    assert high[1] == 1
    assert interval(0, 20)[0] == 0


def test_a_count_that_is_not_known_has_no_interval():
    assert interval(None, 20) == (None, None)
    assert interval(3, None) == (None, None)


def test_no_cases_have_no_interval_by_jeffreys_or_newcombe():
    low, high = jeffreys([0, 1], [0, 10])
    assert np.isnan([low[0], high[0]]).all()
    assert low[1] == pytest.approx(0.01101167376, abs=1e-9)
    assert high[1] == pytest.approx(0.3813147711, abs=1e-9)
    assert np.isnan(newcombe_difference(0, 0, 1, 2)).all()


def test_what_was_not_tested_does_not_count_in_the_family():
    nan = float("nan")
    np.testing.assert_allclose(benjamini_hochberg([0.01, nan, 0.02]), [0.02, nan, 0.02])
    assert np.isnan(benjamini_hochberg([nan])).all()


def test_groups_without_cases_say_nothing_of_the_prior():
    counts, sizes = [5, 9, 2, 14, 6], [40, 60, 30, 70, 20]
    prior = beta_binomial_prior(counts, sizes)
    with_empty = beta_binomial_prior([*counts, 0], [*sizes, 0])
    assert with_empty.alpha == pytest.approx(prior.alpha, rel=1e-5)
    assert with_empty.beta == pytest.approx(prior.beta, rel=1e-5)
    assert prior.shrunk([0], [0])[0] == pytest.approx(prior.mean)


def test_a_prior_is_never_stronger_than_a_hundred_thousand_cases():
    prior = beta_binomial_prior([10] * 8, [100] * 8)
    assert prior.alpha + prior.beta <= 1e5 * (1 + 1e-9)
    assert prior.mean == pytest.approx(0.1, abs=1e-5)
    equal = moment_prior([0.1, 0.1, 0.1])
    assert equal.alpha + equal.beta == pytest.approx(1e5)


@pytest.mark.parametrize(("count", "rate"), [(0, 0.0), (30, 1.0)])
def test_where_none_or_all_were_counted_everybody_is_alike(count, rate):
    prior = beta_binomial_prior([count] * 5, [30] * 5)
    assert prior.shrunk([count], [30])[0] == pytest.approx(rate, abs=1e-3)


def test_without_cases_there_is_no_prior():
    with pytest.raises(ValueError, match="no group has cases"):
        beta_binomial_prior([0, 0], [0, 0])


def test_a_group_without_cases_has_no_place_in_the_funnel():
    counts, sizes = [18, 42, 7, 55, 9], [60, 150, 40, 310, 21]
    alone = overdispersed_funnel(counts, sizes)
    found = overdispersed_funnel([*counts, 0], [*sizes, 0])
    assert np.isnan(found.p_upper[-1])
    np.testing.assert_allclose(found.p_upper[:-1], alone.p_upper)
    assert np.isnan(overdispersed_funnel([0], [0]).center)


def test_one_group_differs_from_no_other():
    found = overdispersed_funnel([5], [50])
    assert found.between_variance == 0
    assert found.overdispersed_score[0] == pytest.approx(0, abs=1e-12)


def test_a_duration_that_is_not_known_stops_the_curve():
    with pytest.raises(ValueError, match="1 of 2 durations are not known"):
        kaplan_meier([3, float("nan")], [1, 0])


def test_curves_of_nobody_are_empty():
    assert kaplan_meier([], []).estimate.size == 0
    assert aalen_johansen([], [], 1).estimate.size == 0
    assert aalen_johansen([], [], 1).first_time(0.5) is None


def test_while_all_are_still_waiting_nothing_is_reached():
    curve = kaplan_meier([5, 8], [0, 0])
    assert curve.estimate.size == 0
    assert survival_quantile(curve, 0.5) is None


def test_when_the_last_one_has_escalated_the_curve_is_complete():
    curve = aalen_johansen([1, 2, 3, 4], [1, 1, 1, 1], 1)
    assert curve.estimate.tolist() == pytest.approx([0.25, 0.5, 0.75, 1.0])
    assert curve.first_time(1.0) == 4
    assert np.isfinite(curve.standard_error).all()
