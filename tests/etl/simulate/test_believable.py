"""The log with nothing planted looks like a contact center's."""

from datetime import date

import polars as pl
import pytest

from etl.canonical import EVENT_SCHEMA
from etl.simulate import SimulationPlan, simulate_events

PLAN = SimulationPlan(seed=11, contacts=30_000, weeks=12)
OPEN_HOURS = {"sapporo": (9, 18), "tokyo": (9, 20), "fukuoka": (9, 18)}


@pytest.fixture(scope="module")
def log() -> pl.DataFrame:
    frame = simulate_events(PLAN)
    return frame.with_columns(local=pl.col("occurred_at").dt.convert_time_zone("Asia/Tokyo"))


def share(frame: pl.DataFrame, condition: pl.Expr) -> float:
    return float(frame.select(condition.mean()).item())


def of(log: pl.DataFrame, event: str) -> pl.DataFrame:
    return log.filter(pl.col("event") == event)


def contacts_with(log: pl.DataFrame, event: str) -> float:
    return of(log, event)["contact_id"].n_unique() / 30_000


def test_the_columns_are_the_canonical_ones_in_their_order(log: pl.DataFrame) -> None:
    assert dict(log.drop("local").schema) == {
        name: kind if isinstance(kind, pl.DataType) else kind()
        for name, kind in EVENT_SCHEMA.items()
    }


def test_the_number_of_contacts_is_exact(log: pl.DataFrame) -> None:
    assert of(log, "opened").height == log["contact_id"].n_unique() == 30_000


def test_the_same_plan_gives_the_same_log(log: pl.DataFrame) -> None:
    assert simulate_events(PLAN).equals(log.drop("local"))


def test_another_seed_gives_another_log(log: pl.DataFrame) -> None:
    other = simulate_events(SimulationPlan(seed=12, contacts=30_000, weeks=12))
    assert not other["occurred_at"].equals(log["occurred_at"])


def test_stamps_never_run_backward_within_a_contact(log: pl.DataFrame) -> None:
    ordered = log.sort("contact_id", "seq")
    assert (
        ordered.select(
            (pl.col("occurred_at").diff().dt.total_seconds() < 0).over("contact_id").sum()
        ).item()
        == 0
    )
    assert of(log, "opened")["seq"].unique().to_list() == [1]


def test_nothing_happens_after_the_last_week(log: pl.DataFrame) -> None:
    assert log["local"].dt.date().max() < PLAN.end_date


@pytest.mark.parametrize(
    ("event", "low", "high"),
    [
        ("escalated", 0.070, 0.092),
        ("abandoned", 0.015, 0.030),
        ("reopened", 0.022, 0.034),
        ("complained", 0.010, 0.018),
    ],
)
def test_events_have_a_believable_share_of_contacts(
    log: pl.DataFrame, event: str, low: float, high: float
) -> None:
    assert low < contacts_with(log, event) < high


def test_most_help_is_advice(log: pl.DataFrame) -> None:
    assert 0.70 < share(of(log, "escalated"), pl.col("mode") == "consult") < 0.82


def test_most_attempts_are_answered(log: pl.DataFrame) -> None:
    assert 0.80 < share(of(log, "attempted"), pl.col("outcome") == "answered") < 0.88


def test_receivers_judge_most_escalations_as_needed(log: pl.DataFrame) -> None:
    judged = of(log, "judged")
    assert 0.86 < judged.height / of(log, "accepted").height < 0.92
    assert 0.78 < share(judged, pl.col("outcome") == "needed") < 0.87
    assert 0.09 < share(judged, pl.col("outcome") == "could_have_stayed") < 0.13


def test_receivers_ask_again_after_a_tenth_of_escalations(log: pl.DataFrame) -> None:
    again = of(log, "asked").filter(
        (pl.col("level") > 1) & pl.col("slot").is_in(["name", "phone", "order_no", "symptom"])
    )
    assert 0.08 < again["escalation_id"].n_unique() / of(log, "accepted").height < 0.12


def test_every_escalated_contact_has_told_something_before(log: pl.DataFrame) -> None:
    first = of(log, "escalated").group_by("contact_id").agg(raised=pl.col("occurred_at").min())
    told = of(log, "told").join(first, on="contact_id")
    before = told.filter(pl.col("occurred_at") < pl.col("raised"))
    assert before["contact_id"].n_unique() == first.height


def test_some_contacts_are_open_at_the_end(log: pl.DataFrame) -> None:
    ended = log.filter(pl.col("event").is_in(["resolved", "abandoned"]))["contact_id"].n_unique()
    assert 50 < 30_000 - ended < 600


def test_phone_and_chat_come_in_opening_hours_only(log: pl.DataFrame) -> None:
    live = of(log, "opened").filter(pl.col("channel").is_in(["phone", "chat"]))
    for center, (opens, closes) in OPEN_HOURS.items():
        hours = live.filter(pl.col("center") == center)["local"].dt.hour()
        assert (hours.min(), hours.max()) == (opens, closes - 1)


def test_no_call_comes_on_a_national_holiday(log: pl.DataFrame) -> None:
    calls = of(log, "opened").filter(pl.col("channel") == "phone")["local"].dt.date()
    holidays = [date(2026, 5, 4), date(2026, 5, 5)]
    assert calls.is_in(holidays).sum() == 0


def test_monday_is_the_busiest_day_and_ten_the_busiest_hour(log: pl.DataFrame) -> None:
    calls = of(log, "opened").filter(
        (pl.col("channel") == "phone") & ~pl.col("local").dt.week().is_in([18, 19])
    )
    assert calls["local"].dt.weekday().mode().to_list() == [1]
    assert calls["local"].dt.hour().mode().to_list() == [10]


def test_letters_cross_midnight(log: pl.DataFrame) -> None:
    days = (
        log.filter(pl.col("event").is_in(["opened", "resolved"]) & (pl.col("channel") == "email"))
        .group_by("contact_id")
        .agg(pl.col("local").dt.date().n_unique())
    )
    assert share(days, pl.col("local") > 1) > 0.1


def test_handling_times_are_skewed_as_lognormal_times_are(log: pl.DataFrame) -> None:
    ends = of(log, "resolved").group_by("contact_id").agg(done=pl.col("occurred_at").min())
    calls = of(log, "opened").filter(pl.col("channel") == "phone").join(ends, on="contact_id")
    minutes = calls.select((pl.col("done") - pl.col("occurred_at")).dt.total_seconds() / 60)
    assert 3.5 < minutes.median().item() < 6.5
    assert 8 < minutes.quantile(0.9).item() < 25
