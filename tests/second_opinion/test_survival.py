"""The second opinion's own statistics against printed figures."""

import pytest

from tests.second_opinion.survival import incidence, percentile, share_by, time_by_which

# Twenty contacts, minutes: 1 = escalated, 2 = resolved on site, 0 = still open.
MINUTES = [3, 5, 5, 8, 10, 12, 12, 15, 18, 20, 20, 25, 30, 35, 40, 45, 60, 60, 75, 90]
CAUSES = [1, 2, 1, 2, 2, 1, 0, 2, 1, 2, 2, 0, 1, 2, 2, 0, 1, 2, 0, 0]
NAMES = {0: "open", 1: "escalated", 2: "resolved"}
CASES = [(m, NAMES[c]) for m, c in zip(MINUTES, CAUSES, strict=True)]


def test_incidence_of_escalations_beside_resolutions() -> None:
    steps = {time: float(share) for time, share in incidence(CASES, "escalated")}
    assert steps == pytest.approx(
        {3: 0.05, 5: 0.1, 12: 0.15, 18: 0.2038461538, 30: 0.2644230769, 60: 0.3401442308},
        abs=1e-9,
    )


def test_time_by_which_a_fifth_is_escalated_and_half_never_is() -> None:
    assert time_by_which(CASES, "escalated", "0.2") == 18
    assert time_by_which(CASES, "escalated", "0.5") is None


def test_share_escalated_within_fifteen_minutes() -> None:
    assert float(share_by(CASES, "escalated", 15)) == 0.15


def test_published_median_with_censored_cases() -> None:
    # Freireich et al. 1963, weeks of remission under 6-MP.
    weeks = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    cases = [(w, "relapse") for w in weeks] + [(w, "open") for w in censored]
    assert time_by_which(cases, "relapse", "0.25") == 13
    assert time_by_which(cases, "relapse", "0.5") == 23
    assert time_by_which(cases, "relapse", "0.75") is None


def test_percentiles_lie_between_neighbors() -> None:
    assert percentile(range(1, 11), 0.5) == 5.5
    assert percentile(range(1, 11), 0.9) == pytest.approx(9.1, abs=1e-12)
    assert percentile([], 0.5) is None
