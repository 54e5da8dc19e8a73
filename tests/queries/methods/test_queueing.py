"""Erlang's models and routes without an answer, against published values and a simulation."""

import heapq

import numpy as np
import pytest

from queries.methods.queueing import (
    erlang_b,
    erlang_c,
    impatient_queue,
    impatient_wait_quantile,
    offered_load,
    patient_queue,
    patient_wait_quantile,
    waits_longer,
)
from queries.methods.reachability import reach


def test_erlang_b_as_in_the_tables(known):
    case = known("erlang_b")
    found = [erlang_b(load, receivers) for load, receivers in case.given["a_n"]]
    np.testing.assert_allclose(found, case.expected["B"], atol=case.tolerance, rtol=0)
    assert round(erlang_b(10, 10), 4) == 0.2146


@pytest.mark.parametrize("example", ["mitan", "cch"])
def test_erlang_c_worked_examples(known, example):
    case = known("erlang_c_worked")
    given, expected = case.given[example], case.expected[example]
    load = offered_load(given["calls"] / given["period_s"], given["aht_s"])
    found = patient_queue(load, given["agents"], given["aht_s"])
    late = waits_longer(load, given["agents"], given["aht_s"], given["target_s"])
    assert load == pytest.approx(expected["erlangs"])
    assert found.busy == pytest.approx(expected["occupancy"], abs=case.tolerance)
    assert found.wait == pytest.approx(expected["p_wait"], abs=case.tolerance)
    assert found.mean_wait == pytest.approx(expected["asa_s"], abs=case.tolerance)
    assert 1 - late == pytest.approx(expected["service_level"], abs=case.tolerance)


def test_fifty_agents_whose_callers_give_up_and_whose_callers_do_not(known):
    case = known("erlang_a_garnett")
    expected = case.expected["erlang_a"]
    found = impatient_queue(48, 50, 60, 120)
    quantile = impatient_wait_quantile(48, 50, 60, 120, 0.9)
    assert [found.wait, found.given_up, found.mean_wait, found.length, found.busy] == pytest.approx(
        [expected[key] for key in ("p_wait", "p_abandon", "mean_wait_s", "queue", "utilisation")],
        abs=case.tolerance,
    )
    assert quantile == pytest.approx(expected["p90_wait_s"], abs=case.tolerance)
    patient, expected = patient_queue(48, 50, 60), case.expected["erlang_c"]
    assert [patient.wait, patient.mean_wait, patient.length, patient.busy] == pytest.approx(
        [expected[key] for key in ("p_wait", "mean_wait_s", "queue", "utilisation")],
        abs=case.tolerance,
    )
    assert patient_wait_quantile(48, 50, 60, 0.9) == pytest.approx(
        expected["p90_wait_s"], abs=case.tolerance
    )


def test_how_many_supervisors(known):
    case = known("supervisor_whatif_own")
    handling, patience = case.given["handling_min"], case.given["patience_min"]
    assert len(case.expected) == 15
    for name, expected in case.expected.items():
        an_hour, receivers = name.replace("/h,n=", " ").split()
        load, count = offered_load(int(an_hour) / 60, handling), int(receivers)
        assert [
            load,
            erlang_b(load, count),
            erlang_c(load, count),
            waits_longer(load, count, handling, 1),
            impatient_queue(load, count, handling, patience).given_up,
        ] == pytest.approx(
            [
                expected["erlangs"],
                expected["p_all_busy_erlang_b"],
                expected["p_wait"],
                expected["p_wait_over_60s"],
                expected["erlang_a_abandon_patience3min"],
            ],
            abs=case.tolerance,
        ), name


def test_more_load_than_the_receivers_carry_has_no_end():
    assert patient_queue(2, 2, 8) is None
    assert (erlang_c(3, 2), waits_longer(3, 2, 8, 60)) == (1.0, 1.0)
    assert patient_wait_quantile(2, 2, 8, 0.9) == float("inf")


def test_a_load_below_zero_is_refused():
    with pytest.raises(ValueError, match="0 or more wanted, -1 given"):
        offered_load(-1, 8)


def test_impatient_callers_agree_with_a_simulation():
    # Three receivers, 20 requests an hour of 8 minutes each, 3 minutes of patience.
    found = impatient_queue(20 / 60 * 8, 3, 8, 3)
    waited, given_up, mean = _simulated(20 / 60, 3, 8, 3, requests=200_000)
    assert waited == pytest.approx(found.wait, abs=0.006)
    assert given_up == pytest.approx(found.given_up, abs=0.005)
    assert mean == pytest.approx(found.mean_wait, abs=0.02)


def _simulated(
    rate: float, receivers: int, handling: float, patience: float, requests: int
) -> tuple[float, float, float]:
    """First come, first served: who is not reached when the patience ends is gone."""
    dice = np.random.default_rng(5)
    arrivals = np.cumsum(dice.exponential(1 / rate, requests))
    free_at = [0.0] * receivers
    waits = np.empty(requests)
    left = np.zeros(requests, dtype=bool)
    lengths, limits = dice.exponential(handling, requests), dice.exponential(patience, requests)
    for number, now in enumerate(arrivals):
        wait = max(0.0, free_at[0] - now)
        left[number] = wait > limits[number]
        waits[number] = min(wait, limits[number])
        if not left[number]:
            heapq.heapreplace(free_at, now + wait + lengths[number])
    return float((waits > 0).mean()), float(left.mean()), float(waits.mean())


def test_a_busy_time_that_levels_share_leaves_four_times_as_many_alone(known):
    case = known("fallback_chain_reach_own")
    alone = reach(case.given["answer_prob"])
    assert alone.nobody == pytest.approx(case.expected["p_unreachable_independent"], abs=1e-12)
    assert alone.attempts == pytest.approx(case.expected["mean_attempts"], abs=1e-12)
    example = case.expected["correlated_example"]
    peak = example["share_peak"]
    both = reach([example["answer_peak"], example["answer_off"]], [peak, 1 - peak])
    assert both.nobody == pytest.approx(example["p_unreachable"], abs=1e-12)
    mixed = peak * np.array(example["answer_peak"]) + (1 - peak) * np.array(example["answer_off"])
    np.testing.assert_allclose(mixed, case.given["answer_prob"])


def test_shares_have_to_fit_the_kinds_of_hour():
    with pytest.raises(ValueError, match="2 parts that sum to 1 wanted"):
        reach([[0.5], [0.6]], [0.5, 0.6])
    with pytest.raises(ValueError, match="between 0 and 1"):
        reach([1.2])
