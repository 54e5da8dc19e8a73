"""Variation between operators against another estimator and a known truth; and no person in it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.stats import betabinom

from queries.asked import Asked
from queries.measure import measure
from queries.revisit.settings import load_settings
from queries.thresholds import load_thresholds
from queries.warehouse import Warehouse

MakeWarehouse = Callable[..., Warehouse]
MONDAY = dt.date(2026, 1, 5)
CASES = 50
VARIATION = ("operator_variation", "receiver_variation")


def figures(make_warehouse: MakeWarehouse, counts: np.ndarray, size: int = CASES) -> dict[str, Any]:
    """What the metric says of operators with so many cases each, all of one kind."""
    shared = {"week_start": MONDAY, "like_case": "R1", "contact_count": size}
    rows = [
        {**shared, "operator_number": number, "escalated_count": int(count)}
        for number, count in enumerate(counts)
    ]
    warehouse = make_warehouse({"facts.agg_operator_group": rows})
    return measure(warehouse, "operator_variation", Asked(by=())).frame.row(0, named=True)


def mak(counts: np.ndarray, size: int) -> float:
    """Mak's estimator of the intraclass correlation; each operator has the same weight."""
    share, number = counts / size, len(counts)
    own = (counts * (size - counts) / (size * (size - 1))).sum()
    other = (share**2).sum() + (share * (number - 1 - share.sum())).sum()
    return 1 - (number - 1) * own / other


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("correlation", [0.0, 0.05, 0.3])
def test_the_correlation_is_maks_and_near_the_truth(make_warehouse, seed, correlation):
    dice, mean = np.random.default_rng(seed), 0.3
    if correlation:
        strength = 1 / correlation - 1
        counts = betabinom(CASES, mean * strength, (1 - mean) * strength).rvs(
            400, random_state=dice
        )
    else:
        counts = dice.binomial(CASES, mean, 400)
    found = figures(make_warehouse, counts)
    assert found["operator_icc"] == pytest.approx(mak(counts, CASES), abs=1e-12)
    assert found["operator_icc"] == pytest.approx(correlation, abs=0.05)
    # Of a beta-binomial, chi-square over its degrees of freedom is 1 + (n - 1) times it.
    assert found["metric_value"] == pytest.approx(1 + (CASES - 1) * correlation, rel=0.2)
    spread = 100 * np.sqrt(mean * (1 - mean) * correlation)
    assert found["between_points"] == pytest.approx(spread, abs=3.5)


def test_four_people_tell_nothing_and_five_tell_the_group(make_warehouse):
    counts = np.array([0, 10, 20, 30, 40])
    hidden, shown = figures(make_warehouse, counts[:4]), figures(make_warehouse, counts)
    told = ("metric_value", "operator_icc", "between_points", "agreement_to_escalate", "kappa")
    assert [hidden[name] for name in told] == [None] * 5
    assert shown["metric_value"] > 1


def test_the_same_figures_for_the_same_counts_whoever_has_them(make_warehouse):
    counts = np.array([3, 10, 20, 30, 40, 7])
    first, turned = (figures(make_warehouse, order) for order in (counts, counts[::-1]))
    assert first == pytest.approx(turned, nan_ok=True)


def test_people_are_as_many_as_for_rules_to_revisit():
    fewest = load_settings().min_people
    for name in (*VARIATION, "receiver_open_mean", "asked_per_receiver"):
        assert load_thresholds()[name].params["min_people"] == fewest
