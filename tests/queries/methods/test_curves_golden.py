"""Survival and incidence against published curves, at every time, where they are at hand."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from queries.methods.survival import aalen_johansen, kaplan_meier, survival_quantile

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "04_time_to_escalate.json"


def golden(case: str) -> tuple[dict[str, Any], dict[str, Any]]:
    if not GOLDEN.exists():
        pytest.skip(f"{GOLDEN.name} is not at hand")
    cases = json.loads(GOLDEN.read_text(encoding="utf-8"))["cases"]
    found = next(known for known in cases if known["id"] == case)
    return found["inputs"], found["expected"]


def test_the_trial_of_freireich():
    given, expected = golden("km_freireich_6mp")
    curve = kaplan_meier(given["time"], given["event"])
    table = expected["table"]
    assert curve.time.tolist() == [row["t"] for row in table]
    assert curve.at_risk.tolist() == [row["at_risk"] for row in table]
    np.testing.assert_allclose(curve.estimate, [row["S"] for row in table], atol=1e-9)
    np.testing.assert_allclose(
        curve.standard_error, [row["se_greenwood"] for row in table], atol=1e-9
    )
    found = [survival_quantile(curve, part) for part in (0.25, 0.5, 0.75)]
    assert found == [expected["p25"], expected["median"], expected["p75"]]


def test_a_small_curve_with_ties():
    given, expected = golden("km_r_survival")
    curve = kaplan_meier(given["time"], given["event"])
    assert curve.time.tolist() == expected["t"]
    assert curve.at_risk.tolist() == expected["at_risk"]
    np.testing.assert_allclose(curve.estimate, expected["S"], atol=1e-6)


def test_a_small_curve_with_ties_by_hand():
    curve = kaplan_meier([3, 1, 2, 3, 2, 1, 5, 3], [0, 1, 1, 1, 0, 0, 1, 0])
    assert curve.estimate.tolist() == pytest.approx([7 / 8, 35 / 48, 35 / 64, 0])


@pytest.mark.parametrize("cause", [1, 2, 3])
def test_three_causes_with_ties(cause):
    given, expected = golden("aj_stata_r_ties")
    curve = aalen_johansen(given["time"], given["cause"], cause)
    known = [expected["t"].index(time) for time in curve.time]
    for found, name in ((curve.estimate, "cif"), (curve.standard_error, "se")):
        wanted = [expected[name][str(cause)][position] for position in known]
        np.testing.assert_allclose(found, wanted, atol=1e-8)


def test_what_becomes_of_contacts_minute_by_minute():
    given, expected = golden("aj_escalation_own")
    for cause, name in ((1, "cif_escalated"), (2, "cif_resolved")):
        curve = aalen_johansen(given["minutes"], given["cause"], cause)
        known = [expected["t"].index(time) for time in curve.time]
        wanted = [expected[name][position] for position in known]
        np.testing.assert_allclose(curve.estimate, wanted, atol=1e-9)
    escalated = aalen_johansen(given["minutes"], given["cause"], 1)
    assert escalated.first_time(0.2) == expected["minutes_by_which_20pct_escalated"]
    within = escalated.estimate[escalated.time <= 15][-1]
    assert within == pytest.approx(expected["share_escalated_within_15"])
