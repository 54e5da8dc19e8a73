"""Planted failures are in the log exactly as `truth.json` says, and nothing else changes."""

import json
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from etl.simulate import Planted, SimulationPlan, simulate_events, write_simulation

WEEKS, FIRST, LAST = 10, 2, 8
TOPIC_OF_R012 = pl.col("subcategory") == "期限超過"
MISSED = ("no_response", "busy", "absent", "rejected")
TOLD = ("name", "phone", "order_no", "symptom")


def plan(*planted: Planted) -> SimulationPlan:
    return SimulationPlan(seed=7, contacts_per_week=3000, weeks=WEEKS, planted=planted)


def plant(kind: str, **where: object) -> Planted:
    values = {"rule_id": "R012", "size": 0.3, "from_week": FIRST, "until_week": LAST, **where}
    return Planted(kind, **values)  # type: ignore[arg-type]


def truth_of(planted: Planted, folder: Path) -> tuple[dict[str, int], pl.DataFrame]:
    write_simulation(plan(planted), folder, shapes=("parquet",))
    entry = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["planted"][0]
    log = pl.read_parquet(folder / "events.parquet")
    start = plan().start_date
    opened = log.filter(pl.col("event") == "opened").with_columns(
        day=pl.col("occurred_at").dt.convert_time_zone("Asia/Tokyo").dt.date()
    )
    inside = opened.filter(
        pl.col("day").is_between(
            start + timedelta(weeks=FIRST), start + timedelta(weeks=LAST), closed="left"
        )
    )
    return entry, log.join(inside.select("contact_id"), on="contact_id", how="semi")


def check(entry: dict[str, int], cases: int, count: int) -> None:
    assert (entry["cases"], entry["count"]) == (cases, count)
    rate = (entry["count"] - entry["count_if_not_planted"]) / entry["cases"]
    # three standard errors of the share that the planted size adds
    assert rate == pytest.approx(0.3, abs=3 * (0.3 * 0.7 / entry["cases"]) ** 0.5)


def accepted_first_hops(log: pl.DataFrame) -> pl.DataFrame:
    """The first line's escalations that somebody accepted, and at which level."""
    first = log.filter((pl.col("event") == "escalated") & (pl.col("level") == 1))
    accepted = log.filter(pl.col("event") == "accepted")
    return first.join(accepted, on=["contact_id", "escalation_id"], suffix="_accepted")


def test_over_escalation(tmp_path: Path) -> None:
    entry, log = truth_of(plant("over_escalation"), tmp_path)
    judged = log.filter((pl.col("event") == "judged") & TOPIC_OF_R012)
    over = judged.filter(pl.col("outcome") == "could_have_stayed")
    check(entry, judged.height, over.height)


def test_late(tmp_path: Path) -> None:
    entry, log = truth_of(plant("late"), tmp_path)
    signs = log.filter((pl.col("event") == "triggered") & TOPIC_OF_R012)
    first = log.filter((pl.col("event") == "escalated") & (pl.col("level") == 1))
    both = signs.join(first, on="contact_id", suffix="_raised")
    waited = (pl.col("occurred_at_raised") - pl.col("occurred_at")).dt.total_minutes()
    check(entry, both.height, both.filter(waited >= 30).height)


def test_unreachable(tmp_path: Path) -> None:
    planted = plant(
        "unreachable", rule_id=None, step=1, target="リーダー", hour_from=12, hour_to=14
    )
    entry, log = truth_of(planted, tmp_path)
    hour = pl.col("occurred_at").dt.convert_time_zone("Asia/Tokyo").dt.hour()
    tried = log.filter(
        (pl.col("event") == "attempted")
        & (pl.col("step") == 1)
        & (pl.col("target") == "リーダー")
        & hour.is_in([12, 13])
    )
    check(entry, tried.height, tried.filter(pl.col("outcome").is_in(MISSED)).height)


def test_repeat_question(tmp_path: Path) -> None:
    entry, log = truth_of(plant("repeat_question", slot="order_no"), tmp_path)
    accepted = log.filter((pl.col("event") == "accepted") & (pl.col("level") > 1) & TOPIC_OF_R012)
    again = log.filter(
        (pl.col("event") == "asked")
        & (pl.col("level") > 1)
        & pl.col("slot").is_in(TOLD)
        & TOPIC_OF_R012
    )
    check(entry, accepted.height, again["escalation_id"].n_unique())
    assert again["slot"].value_counts(sort=True)["slot"][0] == "order_no"


def test_report_incomplete(tmp_path: Path) -> None:
    entry, log = truth_of(plant("report_incomplete", slot="request"), tmp_path)
    reported = log.filter((pl.col("event") == "reported") & TOPIC_OF_R012)
    items = reported.group_by("escalation_id").agg(has_request=(pl.col("slot") == "request").any())
    left_out = items.filter(~pl.col("has_request")).height
    # a report of which every item was left out leaves no trace
    assert 0 <= entry["cases"] - items.height <= 6
    assert 0 <= entry["count"] - left_out <= 6


def test_wrong_target(tmp_path: Path) -> None:
    entry, log = truth_of(plant("wrong_target"), tmp_path)
    tried = log.filter((pl.col("event") == "attempted") & TOPIC_OF_R012)
    check(entry, tried.height, tried.filter(pl.col("outcome") == "wrong_target").height)


def test_level_misfit(tmp_path: Path) -> None:
    entry, log = truth_of(plant("level_misfit"), tmp_path)
    raised = log.filter((pl.col("event") == "escalated") & TOPIC_OF_R012)
    back = raised.filter(pl.col("target_level") == 1)
    could_go_up = accepted_first_hops(log).filter(TOPIC_OF_R012 & (pl.col("level_accepted") < 5))
    further_up = raised.filter(pl.col("target_level") > pl.col("level"), pl.col("level") > 1)
    cases = could_go_up.join(back, on="contact_id", how="anti").height
    check(entry, cases, further_up.height)


def test_bounce(tmp_path: Path) -> None:
    entry, log = truth_of(plant("bounce", rule_id="R018"), tmp_path)
    raised = log.filter((pl.col("event") == "escalated") & (pl.col("subcategory") == "不具合"))
    back = raised.filter(pl.col("target_level") == 1)
    taken_over = accepted_first_hops(log).filter(
        (pl.col("subcategory") == "不具合") & (pl.col("mode") == "takeover")
    )
    check(entry, taken_over.height, back.height)


def test_under_escalation(tmp_path: Path) -> None:
    entry, log = truth_of(plant("under_escalation"), tmp_path)
    mine = log.filter(TOPIC_OF_R012)
    raised = mine.filter(pl.col("event") == "escalated").select("contact_id")
    signs = mine.filter(pl.col("event") == "triggered")
    silent = signs.join(raised, on="contact_id", how="anti")
    check(entry, raised["contact_id"].n_unique() + silent.height, silent.height)


def test_inconsistent(tmp_path: Path) -> None:
    _, log = truth_of(plant("inconsistent", size=0.1), tmp_path)
    mine = log.filter(TOPIC_OF_R012)
    raised = mine.filter((pl.col("event") == "escalated") & (pl.col("level") == 1))
    odd = raised["actor"].str.slice(2).cast(pl.Int32) % 2
    # OP0001 is the first operator: odd numbers ask for help more often, even ones hardly ever
    assert odd.mean() > 0.85  # type: ignore[operator]


def test_no_rule(tmp_path: Path) -> None:
    entry, log = truth_of(plant("no_rule", target="見守りサービス"), tmp_path)
    new = log.filter(pl.col("subcategory") == "見守りサービス")
    assert new["contact_id"].n_unique() == entry["count"]
    assert new["rule_id"].null_count() == new.height
    assert new.filter(pl.col("event") == "escalated").height > 10


def test_unused(tmp_path: Path) -> None:
    entry, log = truth_of(plant("unused_stale", size=1.0), tmp_path)
    assert entry["cases"] == entry["count"] > 0
    assert log.filter(TOPIC_OF_R012).height == 0


@pytest.mark.parametrize(
    "planted",
    [
        plant("over_escalation"),
        plant("late"),
        plant("repeat_question", slot="order_no"),
        plant("unreachable", step=1),
    ],
    ids=lambda planted: planted.kind,
)
def test_other_contacts_are_untouched(planted: Planted) -> None:
    with_failure = simulate_events(plan(planted)).drop("source_row")
    without = simulate_events(plan()).drop("source_row")
    elsewhere = ~TOPIC_OF_R012
    assert with_failure.filter(elsewhere).equals(without.filter(elsewhere))
    assert not with_failure.equals(without)
