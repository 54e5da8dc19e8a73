"""What an audit of cases not picked says of those that were missed."""

import pytest

from queries.methods.missed_cases import missed_cases
from queries.methods.operator_spread import latent_correlation, median_odds_ratio


def test_without_an_audit_nearly_all_seem_found_and_with_one_two_thirds_are(known):
    case = known("verification_bias_own")
    given, expected = case.given, case.expected
    found = missed_cases(
        given["flagged"],
        given["flagged_truly_needed"],
        given["unflagged"],
        given["audited"],
        given["audit_needed"],
    )
    assert found.missed == pytest.approx(expected["estimated_missed"], abs=case.tolerance)
    assert found.sensitivity == pytest.approx(expected["sensitivity"], abs=case.tolerance)
    assert found.specificity == pytest.approx(expected["specificity"], abs=case.tolerance)
    assert (found.missed_low, found.missed_high) == pytest.approx(
        expected["missed_ci_wilson"], abs=5e-8
    )
    assert (found.sensitivity_low, found.sensitivity_high) == pytest.approx(
        expected["sensitivity_ci"], abs=case.tolerance
    )
    naive = given["flagged_truly_needed"] / (given["flagged_truly_needed"] + given["audit_needed"])
    assert naive == pytest.approx(expected["naive_sensitivity_from_verified_only"], abs=1e-9)


def test_without_an_audit_nothing_is_known_of_what_was_missed():
    assert missed_cases(200, 150, 800, 0, 0) is None


def test_an_audit_of_more_than_there_are_is_refused():
    with pytest.raises(ValueError, match="more judged than there are"):
        missed_cases(200, 150, 60, 80, 8)


def test_how_much_operators_differ_as_odds(known):
    case = known("median_odds_ratio")
    for variance in case.given["var"]:
        ratio, part = median_odds_ratio(variance), latent_correlation(variance)
        assert ratio == pytest.approx(case.expected["mor"][str(variance)], abs=case.tolerance)
        assert part == pytest.approx(case.expected["icc_latent"][str(variance)], abs=case.tolerance)
    with pytest.raises(ValueError, match="0 or more wanted, -1 given"):
        median_odds_ratio(-1)
