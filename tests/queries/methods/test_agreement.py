"""Agreement of judges against published tables, hand counts and statsmodels."""

import numpy as np
import pytest
from statsmodels.stats import inter_rater

from queries.methods.agreement import (
    fleiss_kappa,
    intraclass_correlation,
    krippendorff_alpha,
    two_judges,
)

NAMES = {
    "po": "observed",
    "kappa": "kappa",
    "ase": "standard_error",
    "p_pos": "positive",
    "p_neg": "negative",
    "pabak": "pabak",
    "gwet_ac1": "ac1",
}
RATINGS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


@pytest.mark.parametrize(
    "table",
    [
        "wikipedia_po70",
        "feinstein_balanced",
        "feinstein_skewed",
        "wikipedia_same_po_a",
        "wikipedia_same_po_b",
    ],
)
def test_two_judges_as_published(known, table):
    case = known("cohen_kappa")
    found = two_judges(case.given["tables"][table])
    expected = case.expected[table]
    for theirs, ours in NAMES.items():
        assert getattr(found, ours) == pytest.approx(expected[theirs], abs=case.tolerance), theirs
    assert (found.low, found.high) == pytest.approx(expected["ci"], abs=case.tolerance)


def test_the_same_share_agreed_is_worth_less_where_yes_is_common():
    balanced, skewed = two_judges([[40, 9], [6, 45]]), two_judges([[80, 10], [5, 5]])
    assert (balanced.observed, skewed.observed) == pytest.approx((0.85, 0.85))
    assert (round(balanced.kappa, 2), round(skewed.kappa, 2)) == (0.70, 0.32)
    assert skewed.negative == pytest.approx(0.40)


@pytest.mark.parametrize("seed", range(8))
def test_two_judges_agree_with_statsmodels(seed):
    table = np.random.default_rng(seed).integers(1, 40, (2, 2))
    found, theirs = two_judges(table), inter_rater.cohens_kappa(table)
    assert found.kappa == pytest.approx(theirs.kappa, abs=1e-12)
    assert found.standard_error == pytest.approx(theirs.std_kappa, abs=1e-12)
    assert (found.low, found.high) == pytest.approx((theirs.kappa_low, theirs.kappa_upp))


def test_judges_who_never_said_yes_have_no_kappa_and_no_agreement_on_yes():
    found = two_judges([[0, 0], [0, 30]])
    assert (found.kappa, found.low, found.positive) == (None, None, None)
    assert (found.observed, found.negative, found.ac1) == (1.0, 1.0, 1.0)


def test_nothing_judged_is_no_agreement_of_zero():
    assert two_judges([[0, 0], [0, 0]]) is None
    assert fleiss_kappa(np.empty((0, 2))) is None
    assert krippendorff_alpha([[np.nan, 1], [0, np.nan]]) is None


def test_a_table_of_three_categories_is_refused():
    with pytest.raises(ValueError, match=r"two rows and two columns wanted, \(3, 3\) given"):
        two_judges(np.ones((3, 3)))


def test_fleiss_as_published(known):
    case = known("fleiss_kappa")
    found = fleiss_kappa(case.given["counts"])
    assert found == pytest.approx(case.expected["kappa"], abs=case.tolerance)
    assert found == pytest.approx(inter_rater.fleiss_kappa(np.array(case.given["counts"])))


def test_fleiss_wants_as_many_judges_for_every_case():
    with pytest.raises(ValueError, match="between 2 and 3 are given"):
        fleiss_kappa([[1, 1], [2, 1]])


def test_krippendorff_as_published_with_judgements_missing(known):
    case = known("krippendorff_alpha")
    found = krippendorff_alpha(np.array(case.given["data"], dtype=float))
    assert found == pytest.approx(case.expected["nominal"], abs=case.tolerance)


def test_krippendorff_by_hand():
    # Four cases judged yes yes, yes no, no no, no no: 3 yes and 5 no. One pair of eight differs
    # both ways: 2 of 8 judgements; by chance 2 * 3 * 5 / 7. 1 - 2 / (30 / 7) = 8 / 15.
    assert krippendorff_alpha([[1, 1, 0, 0], [1, 0, 0, 0]]) == pytest.approx(8 / 15)


def test_scores_as_shrout_and_fleiss_published_them(known):
    case = known("icc_shrout_fleiss")
    assert case.given["ratings"] == RATINGS
    found = intraclass_correlation(RATINGS)
    assert found == pytest.approx(case.expected["ICC2_1"], abs=case.tolerance)
    assert round(found, 2) == 0.29


def test_scores_with_a_gap_are_refused():
    with pytest.raises(ValueError, match="every one with a score"):
        intraclass_correlation([[1, 2], [np.nan, 2]])
