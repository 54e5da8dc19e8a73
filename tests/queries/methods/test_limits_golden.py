"""Control limits and rules against published charts, where the golden numbers are at hand."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from queries.methods.control_limits import (
    Limits,
    in_run,
    in_trend,
    outside,
    p_prime_limits,
    two_of_three,
    xmr_limits,
)

GOLDEN = Path(__file__).parents[4] / "shared" / "golden"


def golden(case: str) -> tuple[dict[str, Any], dict[str, Any]]:
    for file in ("01_spc.json", "01_spc.fetched.json"):
        path = GOLDEN / file
        if not path.exists():
            pytest.skip(f"{file} is not at hand")
        for found in json.loads(path.read_text(encoding="utf-8"))["cases"]:
            if found["id"] == case:
                return found["inputs"], found["expected"]
    pytest.skip(f"{case} is not among the golden numbers")


def numbered(flags: Any) -> list[int]:
    return [int(position) + 1 for position in np.flatnonzero(flags)]


def plain_p_limits(count: Any, size: Any, baseline: int | None = None) -> Any:
    """Return p limits from p' limits: their half width without the ratio."""
    found = p_prime_limits(count, size, baseline)
    half = found.half / found.sigma_ratio
    return found.center, np.maximum(found.center - half, 0), found.center + half


def test_p_prime_of_our_own():
    given, expected = golden("p_pprime_own")
    found = p_prime_limits(given["x"], given["n"])
    # 1.128, as printed in tables of constants, where the golden numbers have 2/sqrt(pi).
    exact = 1.128 / (2 / np.sqrt(np.pi))
    assert found.sigma_ratio * exact == pytest.approx(expected["sigma_z"], abs=1e-9)
    np.testing.assert_allclose(
        found.center - found.half * exact, expected["pprime_lcl"], atol=1e-9, rtol=0
    )
    np.testing.assert_allclose(
        found.center + found.half * exact, expected["pprime_ucl"], atol=1e-9, rtol=0
    )


def test_p_chart_of_montgomery():
    given, expected = golden("p_montgomery_71_phase1")
    size = np.full(30, given["n"])
    center, lower, upper = plain_p_limits(given["defectives"], size)
    assert center == pytest.approx(expected["cl"], abs=1e-7)
    assert lower[0] == pytest.approx(expected["lcl"], abs=1e-7)
    assert upper[0] == pytest.approx(expected["ucl"], abs=1e-7)
    shares = np.array(given["defectives"]) / size
    assert numbered((shares > upper) | (shares < lower)) == expected["out_of_control"]


def test_p_chart_of_montgomery_frozen_and_extended():
    given, expected = golden("p_montgomery_71_revised")
    defectives = [*given["defectives"], *given["phase2_defectives"]]
    center, lower, upper = plain_p_limits(defectives, np.full(52, given["n"]), 28)
    assert center == pytest.approx(expected["cl"], abs=1e-7)
    np.testing.assert_allclose(lower, expected["lcl"], atol=1e-7)
    np.testing.assert_allclose(upper, expected["ucl"], atol=1e-7)


def test_p_chart_with_sizes_that_vary():
    given, expected = golden("p_montgomery_74_variable_n")
    center, lower, upper = plain_p_limits(given["defectives"], given["n"])
    assert center == pytest.approx(expected["cl"], abs=1e-9)
    np.testing.assert_allclose(lower, expected["lcl"], atol=1e-9)
    np.testing.assert_allclose(upper, expected["ucl"], atol=1e-9)
    shares = np.array(given["defectives"]) / np.array(given["n"])
    assert numbered((shares > upper) | (shares < lower)) == expected["out_of_control"]


def test_xmr_of_viscosity_by_each_constant():
    given, expected = golden("xmr_viscosity")
    for k, name in ((2.66, "k=2.66 (NHS)"), (3 / 1.128, "k=3/1.128 (qcc, qicharts2)")):
        found = xmr_limits(given["y"], k=k, screen=False)
        known = expected["by_constant"][name]
        assert found.center == pytest.approx(known["cl"], abs=1e-9)
        assert found.lower[0] == pytest.approx(known["lcl"], abs=1e-6)
        assert found.upper[0] == pytest.approx(known["ucl"], abs=1e-6)
        assert numbered(outside(given["y"], found)) == expected["out_of_limits"]


def test_xmr_of_montgomery_frozen_on_twenty():
    given, expected = golden("xmr_montgomery_65_frozen_baseline")
    found = xmr_limits(given["y"], 20, k=3 / 1.128, screen=False)
    assert found.center == pytest.approx(expected["cl"])
    np.testing.assert_allclose(found.lower, expected["lcl"], atol=1e-7)
    np.testing.assert_allclose(found.upper, expected["ucl"], atol=1e-7)
    assert numbered(outside(given["y"], found)) == expected["out_of_limits"]


def test_our_own_weeks_screened_and_based_anew():
    given, expected = golden("xmr_weekly_own")
    weeks = given["y"]
    for screen, base, flags in (
        (False, "baseline20", "flags_unscreened"),
        (True, "baseline20_screened", "flags_screened"),
    ):
        found = xmr_limits(weeks, given["baseline"], given["k"], screen)
        assert found.lower[0] == pytest.approx(expected[base]["lcl"], abs=1e-8)
        assert found.upper[0] == pytest.approx(expected[base]["ucl"], abs=1e-8)
        known = expected[flags]
        assert numbered(outside(weeks, found)) == known["outside"]
        assert numbered(in_run(weeks, found.center)) == known["run7"]
        assert numbered(in_trend(weeks)) == known["trend7"]
        assert numbered(two_of_three(weeks, found)) == known["two_of_three"]
    anew = xmr_limits(weeks[20:], k=given["k"], screen=False)
    assert anew.lower[0] == pytest.approx(expected["rebased_from_21"]["lcl"], abs=1e-8)
    assert anew.upper[0] == pytest.approx(expected["rebased_from_21"]["ucl"], abs=1e-8)


def test_the_rules_of_the_nhs():
    given, expected = golden("rules_nhs_vectors")
    for case, completed in zip(given["run7"], expected["run7_completed_at"], strict=True):
        # The vectors name the points that complete a run; here all points of it are marked.
        marked = range(completed[0] - 6, completed[-1] + 1) if completed else []
        assert numbered(in_run(case["side"], 0)) == list(marked)
    for case, completed in zip(given["trend7"], expected["trend7_completed_at"], strict=True):
        marked = range(completed[0] - 6, completed[-1] + 1) if completed else []
        assert numbered(in_trend(case["y"])) == list(marked)
    for case, known in zip(given["two_of_three"], expected["two_of_three_flagged"], strict=True):
        place = np.where(np.array(case["near"]) == 1, 0.8, 0.2) * np.array(case["side"])
        assert numbered(two_of_three(place, standard(len(place)))) == known


def standard(number: int) -> Limits:
    """Return limits at 1 and -1."""
    edge = np.ones(number)
    return Limits(0.0, -edge, edge, edge, 1.0)
