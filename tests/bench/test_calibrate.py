"""The calibration: its scores by hand, one center end to end, and what it has published."""

import polars as pl
import pytest

from bench.calibrate.centers import Seen, review
from bench.calibrate.naive import above_mean, plain_funnel, top_five
from bench.calibrate.plans import planted_trial, quiet_trials
from bench.calibrate.scores import Score, false_flags, score
from bench.calibrate.table import as_page, as_toml, numbers
from queries.revisit.calibration import FILE, load_calibration


def seen(truth: set[tuple[str, str]], *flagged: tuple[str, str]) -> Seen:
    """A review that proposes these rules and sees 100 cases of each of ten rules."""
    trial = planted_trial(1, 0.10, 300)
    trial = type(trial)(trial.plan, frozenset(truth), trial.size, trial.volume)
    rows = pl.DataFrame(
        [(kind, rule, "named", "revisit") for kind, rule in flagged],
        schema=["kind", "rule_id", "rule_basis", "status"],
        orient="row",
    )
    counts = pl.DataFrame(
        {
            "kind": ["late"] * 10,
            "rule_id": [f"R{number}" for number in range(10)],
            "numerator": [10] * 8 + [17, 30],
            "denominator": [100] * 10,
        }
    )
    return Seen(trial, rows, counts)


def test_found_missed_and_false_are_counted_apart() -> None:
    reviews = [
        seen({("late", "R9"), ("bounce", "R1")}, ("late", "R9"), ("late", "R3")),
        seen({("late", "R8")}),
    ]
    assert score(reviews) == Score(planted=3, found=1, false=1)
    assert score(reviews, kind="late") == Score(planted=2, found=1, false=1)
    assert score(reviews).f1 == pytest.approx(0.4)  # 2 * 1 / (3 + 2)


def test_what_a_failure_brings_along_is_no_error() -> None:
    brought = seen({("wrong_target", "R1")}, ("unreachable", "R1"), ("unreachable", "R2"))
    assert false_flags(brought) == {("unreachable", "R2")}
    left_out = seen(set(), ("no_rule", "その他"), ("no_rule", "返品"))
    assert false_flags(left_out) == {("no_rule", "返品")}


def test_rules_of_thumb_on_ten_rules() -> None:
    counts = seen(set()).counts  # the mean is 12.7 %
    assert above_mean(counts) == {("late", "R9")}
    # 12.7 + 1.96 * sqrt(.127 * .873 / 100) = 19.2 %
    assert plain_funnel(counts) == {("late", "R9")}
    assert len(top_five(counts)) == 5
    assert ("late", "R8") in top_five(counts)


def test_one_center_end_to_end() -> None:
    planted, quiet = review(planted_trial(1000, 0.30, 100)), review(quiet_trials(1)[0])
    found = numbers([quiet], [planted])
    by_kind = {row["name"]: row["found"] for row in found["kind"]}
    assert by_kind["conflict"] == by_kind["unused"] == 1
    assert sum(by_kind.values()) >= 6
    assert found["quiet"]["flags"] <= 1
    assert "| 100 | +30 | minaoshi |" in as_page(found)
    assert '[[method]]\nvolume = 100\nsize = 0.3\nname = "minaoshi"' in as_toml(found)


def test_the_published_figures_keep_the_promise() -> None:
    published = load_calibration(FILE)
    assert published.quiet_reviews == 200
    assert published.false_per_review <= 0.3
    methods = {(one.name, one.size): one for one in published.methods if one.volume == 300}
    for size, recall in ((0.15, 0.8), (0.10, 0.5)):
        ours = methods["minaoshi", size]
        assert ours.recall >= recall
        assert ours.precision is not None
        assert ours.precision >= 0.9
        for rival in ("above_mean", "top_five", "plain_funnel"):
            assert ours.f1 > methods[rival, size].f1
