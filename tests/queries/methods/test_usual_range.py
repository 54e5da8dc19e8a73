"""Which weeks of a series are signals, by which rule and in which direction."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from queries.methods.control_limits import p_prime_limits, two_of_three, xmr_limits
from queries.methods.usual_range import (
    lag1_correlation,
    usual_range_of_shares,
    usual_range_of_values,
)
from queries.methods.weekly_range import usual_range

# Twenty weeks around 10 of 100, without a run, a trend or a tie with the week before.
STEADY = [10, 12, 9, 10, 12, 8, 10, 11, 9, 10, 12, 8, 11, 9, 10, 12, 9, 8, 11, 9]
MONDAY = dt.date(2026, 1, 5)
GAP = float("nan")


def answer(values: list[float | None], weeks: list[int] | None = None) -> pl.DataFrame:
    """Return a weekly answer, in percent of 100 cases."""
    numbers = weeks or list(range(len(values)))
    return pl.DataFrame(
        {
            "week_start": [MONDAY + dt.timedelta(weeks=number) for number in numbers],
            "numerator": values,
            "denominator": [None if value is None else 100 for value in values],
            "metric_value": values,
        },
        schema={
            "week_start": pl.Date,
            "numerator": pl.Float64,
            "denominator": pl.Int64,
            "metric_value": pl.Float64,
        },
        strict=False,
    )


def test_a_steady_series_has_no_signal():
    found = usual_range_of_shares(STEADY, [100] * 20)
    assert set(found.signals) == {"none"}
    assert found.center == pytest.approx(0.10)
    assert (found.is_trial, found.too_few, found.has_runs) == (False, False, True)


def test_shares_are_never_held_to_tighter_limits_than_chance():
    found = usual_range_of_shares(STEADY, [100] * 20)
    assert found.upper[0] == pytest.approx(0.10 + 3 * np.sqrt(0.10 * 0.90 / 100))
    assert found.lower[0] == pytest.approx(0.10 - 3 * np.sqrt(0.10 * 0.90 / 100))


def test_nineteen_weeks_are_a_trial_and_eleven_too_few():
    sizes = [100] * 20
    assert usual_range_of_shares(STEADY[:19], sizes[:19]).is_trial
    assert not usual_range_of_shares(STEADY[:12], sizes[:12]).too_few
    few = usual_range_of_shares([*STEADY[:10], 90], sizes[:11])
    assert few.too_few
    assert set(few.signals) == {"none"}


def test_the_baseline_is_the_first_twenty_weeks_with_a_value():
    gaps = [*STEADY[:10], GAP, GAP, GAP, *STEADY[10:], 30, 31]
    found = usual_range_of_values(gaps)
    assert found.center == pytest.approx(10.0)
    assert [found.signals[week] for week in (10, 11, 12)] == ["none"] * 3
    assert found.signals[-2:] == ("outside", "outside")
    assert np.flatnonzero(np.isnan(found.upper)).tolist() == [10, 11, 12]


def test_a_week_without_cases_is_a_gap_and_not_a_share_of_zero():
    found = usual_range_of_shares([*STEADY, 0, 10], [100] * 20 + [0, 100])
    assert np.isnan(found.lower[20])
    assert np.isnan(found.upper[20])
    assert found.signals[20] == "none"
    assert found.center == pytest.approx(0.10)


def test_cases_of_a_week_whose_count_is_not_known_do_not_lower_the_center():
    found = p_prime_limits([10, GAP, 10], [100, 100, 100])
    assert found.center == pytest.approx(0.10)
    assert np.isnan(found.upper[1])


def test_without_any_case_there_is_no_center():
    assert np.isnan(p_prime_limits([0, 0], [0, 0]).center)
    assert np.isnan(usual_range_of_shares([GAP] * 14, [GAP] * 14).center)
    assert np.isnan(usual_range_of_values([GAP] * 14).center)


def test_a_run_takes_seven_weeks_on_one_side():
    six = usual_range_of_values([*STEADY, 11, 12, 11, 12, 11, 12])
    assert set(six.signals) == {"none"}
    seven = usual_range_of_values([*STEADY, 11, 12, 11, 12, 11, 12, 11])
    assert seven.signals[20:] == ("run",) * 7
    assert seven.direction[20:].tolist() == [1] * 7


def test_a_trend_is_judged_by_where_it_leads():
    found = usual_range_of_values([*STEADY, 7, 8, 9, 9.5, 10.5, 11, 12])
    assert found.signals[20:] == ("trend",) * 7
    assert found.direction[20:].tolist() == [1] * 7
    words = usual_range(answer([*STEADY, 7, 8, 9, 9.5, 10.5, 11, 12]), "seconds", "down")
    assert words["signal"][20:].to_list() == ["concern"] * 7


def test_beyond_the_limits_goes_before_a_run():
    found = usual_range_of_values([*STEADY, 11, 12, 11, 12, 11, 12, 40])
    assert found.signals[20:] == ("run",) * 6 + ("outside",)


def test_two_of_three_near_the_limit():
    upper = xmr_limits(STEADY).upper[0]
    near = 10 + 0.8 * (upper - 10)
    found = usual_range_of_values([*STEADY, near, 10.5, near, 9])
    assert found.signals[20:] == ("two_of_three", "none", "two_of_three", "none")
    broken = usual_range_of_values([*STEADY, near, 9.5, near, 9])
    assert set(broken.signals) == {"none"}


def test_weeks_without_a_rare_case_are_not_near_a_limit_that_is_cut_off_at_zero():
    counts = [2, 1, 0, 3, 2, 1, 0, 0, 2, 1, 2, 3, 1, 2, 1, 0, 1]
    limits = p_prime_limits(counts, [100] * 17)
    assert limits.lower.tolist() == [0] * 17
    assert not two_of_three(np.array(counts) / 100, limits).any()


def test_where_few_cases_are_expected_weeks_without_any_are_no_run():
    counts = [1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    found = usual_range_of_shares(counts, [20] * 21)
    assert not found.has_runs
    assert set(found.signals) == {"none"}


def test_small_weeks_raise_no_more_false_alarms_than_large_ones():
    # Of 10 with 1 in 10 usual: three sigma is passed from 4 on, which chance does in 1.3 %.
    counts = [1] * 10 + [0, 2] * 5
    found = usual_range_of_shares([*counts, 4, 5, 6], [10] * 23)
    assert p_prime_limits([*counts, 4, 5, 6], [10] * 23, 20, 1.0).upper[0] < 0.4
    assert found.signals[20:] == ("none", "none", "outside")


def test_one_case_after_none_is_no_signal_but_many_are():
    found = usual_range_of_shares([0] * 20 + [1, 5], [50] * 22)
    assert found.signals[20:] == ("none", "outside")


def test_weeks_that_resemble_each_other_are_judged_by_the_limits_alone():
    slow = [8, 8.5, 9, 10, 11, 12, 12, 11, 10, 9, 8, 8.5, 9, 10, 11, 12, 12, 11, 10, 9]
    found = usual_range_of_values([*slow, *[11] * 7])
    assert found.lag1 > 0.3
    assert not found.has_runs
    assert set(found.signals[20:]) == {"none"}


def test_lag1_correlation_of_a_series_that_swings():
    # Twelve values of 1 and -1 in turn: eleven products of -1 over twelve squares.
    assert lag1_correlation([1, -1] * 6) == pytest.approx(-11 / 12)
    assert lag1_correlation([1, -1] * 5) == 0
    assert lag1_correlation([3.0] * 12) == 0


def test_a_week_without_a_row_breaks_a_run_as_one_without_a_value_does():
    values = [*STEADY, 11, 12, 11, 12, 11, 12, 11]
    with_run = usual_range(answer(values), "seconds", "down")
    assert with_run["signal"][20:].to_list() == ["concern"] * 7
    skipped = usual_range(answer(values, [*range(23), *range(24, 28)]), "seconds", "down")
    assert skipped.height == 27
    assert skipped["signal"].to_list() == ["usual"] * 27
    empty = usual_range(answer([*values[:23], None, *values[23:]]), "seconds", "down")
    assert empty["signal"].to_list() == ["usual"] * 23 + [None] + ["usual"] * 4


def test_an_answer_without_rows_has_a_range_without_rows():
    found = usual_range(answer([]), "percent", "down")
    assert found.is_empty()
    assert found.columns == ["week_start", "low", "center", "high", "signal"]


def test_weeks_without_any_value_have_no_center():
    found = usual_range(answer([None] * 14), "percent", "down")
    assert found["center"].null_count() == 14
    assert set(found["signal"]) == {"too_few"}


def test_a_percentage_has_its_limits_in_percent():
    found = usual_range(answer(STEADY), "percent", "down")
    assert found["center"][0] == pytest.approx(10.0)
    assert found["high"][0] == pytest.approx(19.0)
    assert found["low"][0] == pytest.approx(1.0)


def test_a_duration_has_no_limit_below_zero():
    found = usual_range(answer([100 * (value - 8) for value in STEADY]), "seconds", "down")
    assert found["low"][0] == 0
