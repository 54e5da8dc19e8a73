"""The run chart against the limits of Anhoej and Olesen and a series by hand."""

import numpy as np

from queries.methods.run_chart import run_chart, usual_limits

CROSSING = [1, 9, 2, 8, 1, 9, 3, 7, 2, 8, 1, 9]


def test_usual_limits_as_published(known):
    case = known("anhoej_limits")
    found = [usual_limits(points) for points in case.given["n"]]
    assert [longest for longest, _ in found] == case.expected["longest_run_max"]
    assert [fewest for _, fewest in found] == case.expected["crossings_min"]


def test_a_series_that_crosses_its_median_each_time_is_one_level():
    found = run_chart(CROSSING)
    assert (found.median, found.useful, found.longest_run, found.crossings) == (5, 12, 1, 11)
    assert found.is_shifted is False


def test_six_low_then_six_high_points_cross_only_once():
    found = run_chart([1, 2, 1, 3, 2, 1, 8, 9, 8, 7, 9, 8])
    assert (found.longest_run, found.crossings) == (6, 1)
    assert (found.longest_usual, found.fewest_usual) == (7, 3)
    assert found.is_shifted is True


def test_points_on_the_median_neither_break_nor_lengthen_a_run():
    found = run_chart([1, 5, 2, np.nan, 1, 5, 9, 8, 9], baseline=None)
    assert found.median == 5
    assert (found.useful, found.longest_run, found.crossings) == (6, 3, 1)


def test_a_median_that_is_locked_finds_the_shift_after_it():
    found = run_chart([*CROSSING, *[9] * 9], baseline=12)
    assert (found.median, found.longest_run) == (5, 10)
    assert found.is_shifted is True


def test_nine_points_are_too_few_and_none_have_no_median():
    found = run_chart(CROSSING[:9])
    assert (found.longest_usual, found.is_shifted) == (None, None)
    assert np.isnan(run_chart([np.nan]).median)
    assert run_chart([]).is_shifted is None


def test_chance_alone_shifts_few_series():
    dice = np.random.default_rng(11)
    shifted = [run_chart(dice.normal(size=24)).is_shifted for _ in range(2000)]
    # Fewer crossings than the 5 % quantile, and the longest run of one series in fifty.
    assert 0.02 < np.mean(shifted) < 0.06
