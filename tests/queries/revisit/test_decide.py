"""From evidence to status: each state, and how often it is right when the truth is known."""

import datetime as dt
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from queries.revisit.decide import decide
from queries.revisit.evidence import Evidence
from queries.revisit.kinds import KINDS
from queries.revisit.settings import load_settings
from tests.queries.revisit.rules import STOP, WEEKS, drawn, of_counts, rule_names

SETTINGS = load_settings()
SEEDS = 200


def row_of(evidence: Evidence, rule: str, stop: dt.date = STOP) -> dict[str, object]:
    kind = evidence.weekly["kind"][0]
    judged = decide(evidence, stop, SETTINGS)
    return judged.filter((pl.col("rule_id") == rule) & (pl.col("kind") == kind)).row(0, named=True)


def alike(number: int = 20, weekly: int = 20, hits: int = 2) -> tuple[np.ndarray, np.ndarray]:
    """Counts and sizes of rules that are all the same: 2 of 20 a week."""
    return np.full((number, WEEKS), hits), np.full((number, WEEKS), weekly)


def test_a_rule_far_above_the_others_is_to_be_revisited() -> None:
    counts, sizes = alike()
    counts[0] = 7
    row = row_of(of_counts(counts, sizes), "R001")
    assert (row["status"], row["seen"]) == ("revisit", 3)
    assert (row["numerator"], row["denominator"]) == (91, 260)
    assert row["usual"] == pytest.approx(0.1)
    assert row_of(of_counts(counts, sizes), "R002")["status"] == "ok"


def test_what_shows_in_this_review_alone_is_watched() -> None:
    counts, sizes = alike()
    counts[0, -1] = 20
    counts[0, 2:14] = 3
    row = row_of(of_counts(counts, sizes), "R001")
    assert (row["status"], row["seen"]) == ("watch", 1)


def test_a_certain_excess_of_too_few_cases_a_week_does_not_matter() -> None:
    counts, sizes = alike()
    counts[0] = 7
    entry = replace(SETTINGS.materiality["over_escalation"], min_cases_a_week=5.0)
    strict = replace(SETTINGS, materiality=dict(SETTINGS.materiality, over_escalation=entry))
    judged = decide(of_counts(counts, sizes), STOP, strict)
    row = judged.filter(pl.col("rule_id") == "R001").row(0, named=True)
    assert row["q_value"] < 0.001
    assert (row["status"], row["seen"]) == ("watch", 0)


def test_fewer_than_five_expected_cases_are_too_few() -> None:
    counts, sizes = alike()
    counts[0], sizes[0] = 0, 3
    row = row_of(of_counts(counts, sizes), "R001")
    assert (row["status"], row["obstacle"]) == ("not_enough_data", "too_few")


def test_small_rules_are_taken_together_by_category() -> None:
    counts, sizes = alike()
    counts[:8], sizes[:8] = 1, 3
    categories = ["payments"] * 8 + ["deliveries"] * 12
    evidence = of_counts(counts, sizes, categories=categories)
    row = row_of(evidence, "payments")
    assert (row["rule_basis"], row["numerator"], row["denominator"]) == ("category", 104, 312)
    assert row["status"] == "revisit"
    assert row_of(evidence, "R001")["status"] == "not_enough_data"


def test_a_category_without_small_rules_has_no_row() -> None:
    judged = decide(of_counts(*alike()), STOP, SETTINGS)
    assert "deliveries" not in judged["rule_id"].to_list()


def test_too_little_on_record_gives_no_verdict() -> None:
    counts, sizes = alike()
    cases = sizes.copy()
    counts[0] = 10
    cases[0] = 26  # 20 of 26 are 77 %
    row = row_of(of_counts(counts, sizes, cases), "R001")
    assert (row["status"], row["obstacle"]) == ("not_enough_data", "coverage")
    cases[0] = 25  # 80 % are just enough
    assert row_of(of_counts(counts, sizes, cases), "R001")["status"] == "revisit"


@pytest.mark.parametrize(
    ("people", "status"), [(4, "not_enough_data"), (5, "revisit"), (None, "revisit")]
)
def test_fewer_than_five_people_give_no_verdict(people: int | None, status: str) -> None:
    counts, sizes = alike()
    counts[0] = 7
    assert row_of(of_counts(counts, sizes, people=people), "R001")["status"] == status


def test_fewer_than_five_like_rules_are_no_yardstick() -> None:
    counts, sizes = alike(number=4)
    row = row_of(of_counts(counts, sizes), "R001")
    assert (row["status"], row["obstacle"]) == ("not_enough_data", "too_few_peers")


def test_what_is_never_recorded_says_so() -> None:
    evidence = replace(of_counts(*alike()), recorded=frozenset[str]())
    judged = decide(evidence, STOP, SETTINGS)
    assert set(judged["status"]) == {"not_recorded"}
    assert judged.height == 20 * len(KINDS)


def test_a_changed_rule_is_judged_by_its_new_version_alone() -> None:
    counts, sizes = alike()
    counts[:, :10] = 9
    tuesday = STOP - dt.timedelta(days=34)  # the week it falls in holds both versions
    row = row_of(of_counts(counts, sizes, since=tuesday), "R001")
    assert (row["numerator"], row["denominator"]) == (8, 80)


def test_nothing_after_the_review_is_known_to_it() -> None:
    counts, sizes = alike()
    counts[0, -1] = 20
    row = row_of(of_counts(counts, sizes), "R001", STOP - dt.timedelta(weeks=1))
    assert row["numerator"] == 26


def flags(bad: int = 0, extra: float = 0.0) -> tuple[int, int]:
    """How many rules are flagged over all seeds, and how many of them are bad."""
    planted = rule_names(bad)
    found = [
        decide(drawn(seed, bad=bad, extra=extra), STOP, SETTINGS).filter(
            pl.col("status") == "revisit"
        )["rule_id"]
        for seed in range(SEEDS)
    ]
    return sum(map(len, found)), sum(int(rules.is_in(planted).sum()) for rules in found)


def test_forty_sound_rules_are_left_alone() -> None:
    flagged, _ = flags()
    assert flagged / SEEDS <= 0.3


@pytest.mark.parametrize(("extra", "recall"), [(0.15, 0.8), (0.10, 0.5)])
def test_four_bad_rules_in_forty_are_found(extra: float, recall: float) -> None:
    flagged, right = flags(bad=4, extra=extra)
    assert right / (4 * SEEDS) >= recall
    assert right / flagged >= 0.9
