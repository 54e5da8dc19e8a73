"""The methods against published values, and against numbers worked out by hand."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from queries.methods.control_limits import (
    in_run,
    in_trend,
    outside,
    p_prime_limits,
    two_of_three,
    xmr_limits,
)
from queries.methods.fair_comparison import (
    benjamini_hochberg,
    beta_binomial_prior,
    funnel_limits,
    james_stein,
    moment_prior,
    overdispersed_funnel,
)
from queries.methods.intervals import interval, jeffreys, newcombe_difference, wilson
from queries.methods.survival import aalen_johansen, kaplan_meier, survival_quantile
from queries.methods.weekly_range import usual_range

GOLDEN = Path(__file__).parents[4] / "shared" / "golden"


def golden(file: str, case: str) -> dict[str, Any]:
    path = GOLDEN / file
    if not path.exists():
        pytest.skip(f"{file} is not at hand")
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return next(found for found in cases if found["id"] == case)


def close(found: Any, expected: Any, tolerance: float) -> None:
    np.testing.assert_allclose(
        np.asarray(found, float), np.asarray(expected, float), atol=tolerance, rtol=0
    )


def test_wilson_as_newcombe_printed_it():
    low, high = wilson([81, 15, 0, 1], [263, 148, 20, 29])
    close(low, [0.2553, 0.0624, 0, 0.0061], 5e-5)
    close(high, [0.3662, 0.1605, 0.1611, 0.1718], 5e-5)


@pytest.mark.parametrize("case", ["wilson_newcombe1998", "wilson_z196_exact"])
def test_wilson_golden(case):
    known = golden("02_compare.json", case)
    counts, sizes = zip(*known["inputs"]["kn"], strict=True)
    ends = np.transpose(wilson(counts, sizes, known["inputs"]["z"]))
    close(ends, known["expected"]["ci"], known["tolerance"])


def test_no_cases_have_no_interval():
    low, high = wilson([0], [0])
    assert np.isnan(low[0])
    assert np.isnan(high[0])
    assert interval(0, 0) == (None, None)


def test_jeffreys_golden():
    known = golden("02_compare.json", "jeffreys")
    counts, sizes = zip(*known["inputs"]["kn"], strict=True)
    close(np.transpose(jeffreys(counts, sizes)), known["expected"]["ci"], known["tolerance"])


def test_newcombe_as_printed():
    close(newcombe_difference(56, 70, 48, 80), [0.2, 0.0524, 0.3339], 5e-5)
    close(newcombe_difference(0, 10, 0, 10), [0.0, -0.2775, 0.2775], 5e-5)


def test_newcombe_golden():
    known = golden("02_compare.json", "newcombe_difference")
    found = [newcombe_difference(*case) for case in known["inputs"]["cases"]]
    close([row[0] for row in found], known["expected"]["diff"], known["tolerance"])
    close([row[1:] for row in found], known["expected"]["ci"], known["tolerance"])


def test_benjamini_and_hochberg_reject_four_of_their_fifteen():
    p_values = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262,
        0.5719, 0.6528, 0.759, 1.0,
    ]  # fmt: skip
    adjusted = benjamini_hochberg(p_values)
    assert (adjusted <= 0.05).sum() == 4
    close(adjusted[:4], [0.0015, 0.003, 0.0095, 0.035625], 1e-12)
    assert benjamini_hochberg([]).size == 0


FUNNEL_COUNTS = [18, 42, 7, 55, 9, 31, 64, 12, 4, 88, 27, 15]
FUNNEL_SIZES = [60, 150, 40, 310, 21, 160, 220, 80, 12, 520, 150, 95]


def test_the_overdispersed_funnel():
    funnel = overdispersed_funnel(FUNNEL_COUNTS, FUNNEL_SIZES)
    assert funnel.center == pytest.approx(0.204620462, abs=1e-9)
    assert funnel.dispersion == pytest.approx(2.1371969, abs=1e-7)
    assert funnel.between_variance == pytest.approx(0.002378765933, abs=1e-11)
    close(funnel.score[:3], [1.707849813, 2.160457735, -0.4780423229], 1e-9)
    close(funnel.overdispersed_score[-2:], [-0.4912953, -0.8583979], 2e-5)
    close(benjamini_hochberg(funnel.p_upper)[4], 0.2455237673, 1e-9)


def test_a_rate_on_a_limit_has_the_score_of_the_limit():
    funnel = overdispersed_funnel(FUNNEL_COUNTS, FUNNEL_SIZES)
    (low,), (high,) = funnel_limits(funnel, [400], 1.96)
    for rate, score in ((low, -1.96), (high, 1.96)):
        distance = np.arcsin(np.sqrt(rate)) - np.arcsin(np.sqrt(funnel.center))
        spread = np.sqrt(1 / 1600 + funnel.between_variance)
        assert distance / spread == pytest.approx(score)


def test_limits_end_where_rates_do():
    funnel = overdispersed_funnel(FUNNEL_COUNTS, FUNNEL_SIZES)
    (low,), (high,) = funnel_limits(funnel, [1], 30)
    assert (low, high) == (0, 1)


def test_the_overdispersed_funnel_golden():
    known = golden("02_compare.json", "funnel_overdispersed_own")
    funnel = overdispersed_funnel(
        known["inputs"]["k"], known["inputs"]["n"], known["inputs"]["trim"]
    )
    expected, tolerance = known["expected"], known["tolerance"]
    close(funnel.score, expected["z"], tolerance)
    close(funnel.overdispersed_score, expected["z_od"], tolerance)
    close(funnel.p_upper, expected["p_upper"], tolerance)
    close(benjamini_hochberg(funnel.p_upper), expected["q"], tolerance)
    assert (
        np.flatnonzero(benjamini_hochberg(funnel.p_upper) <= 0.1).tolist() == expected["flag_q10"]
    )


def test_efron_and_morris_golden():
    known = golden("02_compare.json", "efron_morris_baseball")
    rates = np.array(known["inputs"]["hits"]) / known["inputs"]["n"]
    mean = rates.mean()
    shrunk, factor = james_stein(rates, mean * (1 - mean) / known["inputs"]["n"])
    assert factor == pytest.approx(known["expected"]["c"], abs=known["tolerance"])
    close(shrunk, known["expected"]["shrunk"], known["tolerance"])


def test_beta_binomial_golden():
    known = golden("02_compare.json", "beta_binomial_rats")
    counts, sizes = np.array(known["inputs"]["k"]), np.array(known["inputs"]["n"])
    moments = moment_prior(counts[:70] / sizes[:70])
    expected = known["expected"]["moment_first70"]
    close([moments.alpha, moments.beta], [expected["alpha"], expected["beta"]], 1e-8)
    close(moments.shrunk(counts[70:], sizes[70:]), [expected["posterior_71"]["mean"]], 1e-9)
    prior = beta_binomial_prior(counts, sizes)
    best = known["expected"]["mle_all71"]
    close([prior.alpha, prior.beta], [best["alpha"], best["beta"]], 1e-4)
    close(prior.shrunk(counts, sizes)[[0, -1]], [0.06423050514, 0.2082193181], 1e-6)


def test_groups_that_do_not_differ_are_pulled_together():
    prior = beta_binomial_prior([10, 10, 10, 10], [100, 100, 100, 100])
    close(prior.shrunk([10, 20], [100, 100]), [10_010 / 100_100, 10_020 / 100_100], 1e-5)


def test_kaplan_and_meier_on_the_trial_of_freireich():
    time = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    event = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    curve = kaplan_meier(time, event)
    close(curve.estimate, [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], 5e-4)
    close(curve.standard_error[:2], [0.07636035483, 0.08693528518], 1e-9)
    assert survival_quantile(curve, 0.5) == 23
    assert survival_quantile(curve, 0.25) == 13
    assert survival_quantile(curve, 0.75) is None


def test_aalen_and_johansen_with_ties():
    time = [1, 1, 2, 4, 4, 4, 6, 6, 7, 8, 9, 9, 9, 1, 2, 2, 4, 4]
    cause = [1, 1, 1, 2, 2, 2, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    final = [aalen_johansen(time, cause, wanted).estimate[-1] for wanted in (1, 2, 3)]
    close(final, [0.17037037, 0.20740741, 0.26666667], 1e-8)
    errors = [aalen_johansen(time, cause, wanted).standard_error[-1] for wanted in (1, 2, 3)]
    close(errors, [0.08976251076, 0.106103911, 0.1278788], 1e-6)


def test_aalen_and_johansen_on_minutes_to_escalation():
    minutes = [3, 5, 5, 8, 10, 12, 12, 15, 18, 20, 20, 25, 30, 35, 40, 45, 60, 60, 75, 90]
    cause = [1, 2, 1, 2, 2, 1, 0, 2, 1, 2, 2, 0, 1, 2, 2, 0, 1, 2, 0, 0]
    curve = aalen_johansen(minutes, cause, 1)
    assert curve.first_time(0.20) == 18
    assert curve.first_time(0.90) is None
    assert curve.estimate[-1] == pytest.approx(0.3401442308, abs=1e-9)
    assert curve.estimate[curve.time <= 15][-1] == pytest.approx(0.15, abs=1e-12)


WEEKLY = [
    41, 38, 44, 40, 43, 39, 42, 45, 37, 41, 40, 44, 38, 43, 60, 42, 39, 41, 44, 40, 33, 31, 34, 30,
    32, 35, 29, 33,
]  # fmt: skip


def weeks_of(flags: Any) -> list[int]:
    return [int(position) + 1 for position in np.flatnonzero(flags)]


def test_xmr_on_a_series_with_a_spike_and_a_shift():
    limits = xmr_limits(WEEKLY, baseline=20, screen=False)
    assert limits.center == pytest.approx(42.05)
    assert (limits.lower[0], limits.upper[0]) == (pytest.approx(27.91), pytest.approx(56.19))
    assert weeks_of(outside(WEEKLY, limits)) == [15]
    assert weeks_of(in_run(WEEKLY, limits.center)) == [20, 21, 22, 23, 24, 25, 26, 27, 28]
    assert weeks_of(in_trend(WEEKLY)) == []
    assert weeks_of(two_of_three(WEEKLY, limits)) == [22, 24, 25, 27]
    screened = xmr_limits(WEEKLY, baseline=20)
    assert screened.upper[0] == pytest.approx(54.31555556)
    assert weeks_of(outside(WEEKLY, screened)) == [15, 27]


def test_six_points_on_one_side_are_no_run_and_seven_are():
    assert weeks_of(in_run([1] * 6, 0)) == []
    assert weeks_of(in_run([1] * 7, 0)) == [1, 2, 3, 4, 5, 6, 7]
    assert weeks_of(in_run([1, 1, 1, 0, 1, 1, 1, 1], 0)) == []


def test_seven_rising_points_are_a_trend_and_six_are_not():
    assert weeks_of(in_trend([1, 2, 3, 4, 5, 6])) == []
    assert weeks_of(in_trend([1, 2, 3, 4, 5, 6, 7])) == [1, 2, 3, 4, 5, 6, 7]


def test_p_prime_golden():
    known = golden("01_spc.json", "p_pprime_own")
    limits = p_prime_limits(known["inputs"]["x"], known["inputs"]["n"])
    expected = known["expected"]
    assert limits.center == pytest.approx(expected["cl"], abs=1e-9)
    assert limits.sigma_ratio == pytest.approx(expected["sigma_z"], abs=5e-4)
    plain = p_prime_limits(known["inputs"]["x"], known["inputs"]["n"], smallest_ratio=1.0)
    close(plain.lower, expected["lcl"], 1e-9)
    close(plain.upper, expected["ucl"], 1e-9)


def answer(values: list[float | None], size: int = 400) -> pl.DataFrame:
    """Return a weekly answer with these percentages."""
    monday = dt.date(2026, 1, 5)
    return pl.DataFrame(
        {
            "week_start": [monday + dt.timedelta(weeks=week) for week in range(len(values))],
            "numerator": [None if v is None else round(v * size / 100) for v in values],
            "denominator": [None if v is None else size for v in values],
            "metric_value": values,
        },
        schema_overrides={"metric_value": pl.Float64},
    )


STEADY = [10, 11, 9, 10, 12, 9, 10, 11, 10, 9, 11, 10, 10, 9, 12, 11, 9, 10, 11, 10]


def test_a_week_outside_the_range_is_named_by_its_direction():
    for good, word in (("down", "concern"), ("up", "improvement"), ("none", "unusual")):
        found = usual_range(answer([*STEADY, 20]), "percent", good)
        assert found["signal"].to_list() == ["usual"] * 20 + [word]


def test_eleven_weeks_are_too_few_to_tell():
    found = usual_range(answer(STEADY[:11]), "percent", "down")
    assert set(found["signal"]) == {"too_few"}
    assert usual_range(answer(STEADY[:12]), "percent", "down")["signal"][0] == "usual"


def test_a_week_without_cases_is_a_gap_and_not_a_zero():
    found = usual_range(answer([*STEADY[:12], None, *STEADY[13:]]), "percent", "down")
    assert found["low"][12] is None
    assert found["signal"][12] is None
    assert found["center"][0] == pytest.approx(10.2, abs=0.15)


def test_the_spike_does_not_move_limits_that_were_set_before_it():
    before = usual_range(answer(STEADY), "percent", "down")
    after = usual_range(answer([*STEADY, 30]), "percent", "down")
    assert after["high"].to_list()[:20] == before["high"].to_list()


def test_times_get_limits_from_their_moving_ranges():
    frame = answer([300.0 + v for v in STEADY])
    found = usual_range(frame, "seconds", "down")
    limits = xmr_limits([300.0 + v for v in STEADY])
    assert found["high"][0] == pytest.approx(limits.upper[0])
