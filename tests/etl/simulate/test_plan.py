from datetime import date

import pytest

from etl.simulate import PlanError, Planted, SimulationPlan, parse_planted, simulate_events


def test_a_start_date_that_is_not_a_monday_is_refused_with_the_monday_to_use() -> None:
    with pytest.raises(PlanError, match="2026-04-08 is not a Monday; use 2026-04-06"):
        SimulationPlan(start_date=date(2026, 4, 8))


def test_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(PlanError, match="'overescalation' is unknown; use one of over_escalation"):
        SimulationPlan(planted=[Planted("overescalation", "R012")])


def test_a_slot_that_customers_never_tell_is_refused() -> None:
    with pytest.raises(PlanError, match="slot 'shoe_size' is unknown; use name, phone"):
        SimulationPlan(planted=[Planted("repeat_question", "R012", slot="shoe_size")])


def test_a_rule_that_is_not_in_the_rule_book_is_refused() -> None:
    with pytest.raises(PlanError, match="rule 'R999' is not in the rule book; use one of R001"):
        simulate_events(SimulationPlan(weeks=1, planted=[Planted("late", "R999")]))


def test_a_planted_failure_is_read_from_text() -> None:
    assert parse_planted("over_escalation:R012:0.2") == Planted("over_escalation", "R012", 0.2)


def test_hours_weeks_step_and_slot_are_read_from_text() -> None:
    assert parse_planted("unreachable::0.3:step=1:hours=12-14:weeks=4-20") == Planted(
        "unreachable", None, 0.3, from_week=4, until_week=20, step=1, hour_from=12, hour_to=14
    )
    assert parse_planted("repeat_question:R018:slot=order_no") == Planted(
        "repeat_question", "R018", slot="order_no"
    )


@pytest.mark.parametrize("text", ["late:R012:much", "late:R012:0.2:color=red", "late:R012:2"])
def test_text_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(PlanError, match="planted"):
        parse_planted(text)
