"""The second opinion itself, on logs small enough to work out by hand."""

import datetime as dt

from tests.second_opinion.facts import Facts, derive
from tests.second_opinion.rulebook import RuleBook
from tests.second_opinion.story import Setting
from tests.second_opinion.tiny_log import tiny_log

UP = "level=1 target_level=2"


def facts(*lines: str, as_of: str = "2026-04-20T00:00:00+09:00") -> Facts:
    return derive(tiny_log(*lines), Setting(dt.datetime.fromisoformat(as_of), RuleBook()))


def of_hop(hop: int, column: str, *lines: str) -> object:
    return facts(*lines).escalations[hop - 1][column]


def of_contact(column: str, *lines: str) -> object:
    return facts(*lines).contacts[0][column]


def test_time_to_escalate_runs_to_the_first_up_hop() -> None:
    lines = [
        "c 10:00 opened",
        "c 10:05 escalated level=1 target_level=1",
        f"c 10:07 escalated {UP}",
    ]
    assert of_contact("escalate_seconds", *lines) == 420


def test_a_hop_without_levels_counts_as_an_escalation() -> None:
    assert of_contact("is_escalated", "c 10:00 opened", "c 10:05 escalated level=1") is True


def test_a_lateral_hop_alone_is_no_escalation() -> None:
    lines = ["c 10:00 opened", "c 10:05 escalated level=1 target_level=1", "c 10:09 resolved"]
    assert of_contact("is_escalated", *lines) is False
    assert of_contact("escalate_end_kind", *lines) == "resolved"


def test_of_equal_stamps_seq_decides() -> None:
    rows = tiny_log("c 10:00 opened", f"c 10:05 escalated {UP}", "c 10:05 resolved")
    swapped = rows.with_columns(seq=-rows["seq"])
    setting = Setting(dt.datetime(2026, 4, 20, tzinfo=dt.UTC), RuleBook())
    assert derive(rows, setting).contacts[0]["escalate_end_kind"] == "escalated"
    assert derive(swapped, setting).contacts[0]["escalate_end_kind"] == "resolved"


def test_a_borrowed_stamp_counts_and_is_not_timed() -> None:
    lines = ["c 10:00 opened", f"c 10:00 escalated {UP} ~borrowed"]
    assert of_contact("is_escalated", *lines) is True
    assert of_contact("escalate_seconds", *lines) is None


def test_an_open_contact_is_followed_up_to_the_cut_off() -> None:
    followed = facts("c 23:00 opened", as_of="2026-04-14T01:30:00+09:00").contacts[0]
    assert (followed["escalate_end_kind"], followed["escalate_seconds"]) == ("open", 9000)


def test_a_closed_contact_is_not_open() -> None:
    lines = ["c 10:00 opened", "c 10:30 closed"]
    assert of_contact("end_kind", *lines) == "closed"
    assert of_contact("escalate_seconds", *lines) == 1800


def test_a_contact_belongs_to_its_local_week() -> None:
    # Sunday midnight in Japan is still Sunday afternoon in UTC.
    assert of_contact("week_start", "c 7@00:10 opened") == dt.date(2026, 4, 20)


def test_hesitation_runs_from_the_first_sign() -> None:
    lines = ["c 10:00 opened", "c 10:02 triggered", "c 10:04 triggered", f"c 10:09 escalated {UP}"]
    assert of_contact("hesitation_seconds", *lines) == 420
    assert of_contact("hesitation_end_kind", *lines[:1]) is None


def test_the_next_hop_leaves_the_one_that_waits() -> None:
    lines = ["c 10:00 opened", f"c 10:01 escalated {UP}", f"c 10:06 escalated {UP}"]
    answered = [*lines, "c 10:07 attempted outcome=answered", "c 10:09 accepted"]
    assert of_hop(1, "reach_end_kind", *answered) == "left"
    assert of_hop(1, "reach_seconds", *answered) == 300
    assert of_hop(2, "reach_seconds", *answered) == 60
    assert of_hop(2, "accept_seconds", *answered) == 180


def test_an_event_that_names_its_escalation_belongs_to_it() -> None:
    lines = [
        "c 10:00 opened",
        f"c 10:01 escalated {UP} escalation_id=E1",
        f"c 10:06 escalated {UP} escalation_id=E2",
        "c 10:08 accepted escalation_id=E1",
    ]
    assert of_hop(1, "is_unanswered", *lines) is False
    assert of_hop(2, "is_unanswered", *lines) is True


def test_time_is_lost_until_somebody_else_is_tried() -> None:
    lines = [
        "c 10:00 opened",
        f"c 10:01 escalated {UP}",
        "c 10:01 attempted outcome=busy",
        "c 10:03 attempted outcome=absent",
        "c 10:08 accepted",
    ]
    assert [row["lost_seconds"] for row in facts(*lines).attempts] == [120, 300]
    assert of_hop(1, "lost_seconds", *lines) == 420


def test_low_risk_is_over_escalation_unless_it_was_an_emergency() -> None:
    lines = ["c 10:00 opened", "c 10:01 assessed impact=1 urgency=1", f"c 10:02 escalated {UP}"]
    assert of_hop(1, "is_over_by_rule", *lines) is True
    assert of_hop(1, "is_over_by_rule", *lines[:2], lines[2] + " emergency=yes") is False
    assert of_hop(1, "is_over_by_rule", lines[0], lines[2], lines[1].replace("01", "09")) is None


def test_an_amount_named_with_the_question_counts_before_the_largest_known_by_then() -> None:
    lines = [
        "c 10:00 opened amount=20000",
        "c 10:01 resolved amount=3000",
        f"c 10:02 escalated {UP}",
        f"c 10:03 escalated {UP} amount=9999.5",
        "c 10:04 assessed amount=50000",
        "c 10:05 feedback amount=900000",
    ]
    assert (of_hop(1, "amount", *lines), of_hop(1, "amount_band", *lines)) == (20000, 10000)
    assert (of_hop(2, "amount", *lines), of_hop(2, "amount_band", *lines)) == (9999.5, 0)
    assert of_contact("amount_band", *lines) == 50000
    assert of_contact("amount_band", "c 10:00 opened") is None


def test_the_kind_of_risk_is_the_last_and_the_kind_of_customer_the_first_known() -> None:
    lines = [
        "c 10:00 opened customer_kind=key",
        "c 10:01 assessed risk_kind=legal",
        f"c 10:02 escalated {UP}",
        "c 10:03 assessed risk_kind=weather",
        f"c 10:04 escalated {UP} customer_kind=standard",
    ]
    kinds = ("risk_kind", "customer_kind")
    assert [of_hop(1, kind, *lines) for kind in kinds] == ["legal", "key"]
    assert [of_hop(2, kind, *lines) for kind in kinds] == ["other", "standard"]
    assert [of_contact(kind, *lines) for kind in kinds] == ["other", "key"]
    assert [of_contact(kind, "c 10:00 opened") for kind in kinds] == [None, None]


def kept(*lines: str) -> tuple[object, ...]:
    row = facts(*lines).contacts[0]
    names = ("promise_count", "pending_promise_count", "is_promise_kept")
    return tuple(row[name] for name in names)


def test_a_promise_is_kept_when_somebody_comes_back_by_then() -> None:
    lines = ["c 10:00 opened due_at=12:00", "c 11:00 told due_at=12:00"]
    assert kept(*lines, "c 12:00 followed_up") == (1, 0, True)
    assert kept(*lines, "c 12:00:01 followed_up") == (1, 0, False)
    assert kept(*lines, "c 11:30 resolved ~borrowed") == (1, 0, None)
    assert kept(*lines, "c 11:30 abandoned") == (0, 0, None)
    assert kept(*lines, "c 12:30 abandoned") == (1, 0, False)
    assert kept(*lines) == (1, 0, False)
    assert kept("c 10:00 opened due_at=9@12:00", "c 10:30 resolved") == (0, 1, None)
    assert kept("c 10:00 opened due_at=09:00", "c 10:30 resolved") == (0, 0, None)


def test_one_broken_promise_tells() -> None:
    lines = ["c 10:00 opened due_at=11:00", "c 10:30 followed_up due_at=12:00"]
    assert kept(*lines, "c 11:59 closed") == (2, 0, True)
    assert kept(*lines, "c 12:01 closed") == (2, 0, False)


def test_the_receivers_last_judgement_counts() -> None:
    lines = [
        "c 10:00 opened",
        f"c 10:01 escalated {UP}",
        "c 10:08 judged outcome=needed",
        "c 10:09 judged outcome=could_have_stayed",
    ]
    assert of_hop(1, "is_over_by_receiver", *lines) is True
    assert of_hop(1, "is_over_by_receiver", *lines[:2]) is None


def test_answered_from_existing_material_is_over_escalation_unless_authority_was_used() -> None:
    lines = ["c 10:00 opened", f"c 10:01 escalated {UP}", "c 10:30 advised reason=faq"]
    assert of_hop(1, "is_over_by_outcome", *lines) is True
    used = lines[2] + " outcome=authority_used"
    assert of_hop(1, "is_over_by_outcome", *lines[:2], used) is False
    assert of_hop(1, "is_over_by_outcome", *lines[:2]) is None


def test_a_question_is_repeated_when_another_role_heard_the_answer() -> None:
    lines = [
        "c 10:00 opened",
        "c 10:01 told slot=name level=1",
        "c 10:01 told slot=identity level=1",
        f"c 10:02 escalated {UP}",
        "c 10:03 asked slot=name level=2",
        "c 10:04 asked slot=identity level=2",
        "c 10:05 asked slot=symptom level=2",
    ]
    questions = facts(*lines).questions
    assert [row["is_repeat_across"] for row in questions] == [True, True, False]
    assert [row["is_repeat"] for row in questions] == [True, False, False]
    assert of_hop(1, "has_asked_again", *lines) is True


def test_nothing_asked_again_is_no_and_nothing_on_record_is_unknown() -> None:
    lines = ["c 10:00 opened", f"c 10:02 escalated {UP}"]
    assert of_hop(1, "has_asked_again", *lines) is None
    assert of_hop(1, "has_asked_again", *lines, "c 10:03 asked slot=name level=2") is False


def test_bounces_straight_and_by_a_detour() -> None:
    lines = [
        "c 10:00 opened",
        "c 10:01 escalated mode=takeover team=a target=b",
        "c 10:02 escalated mode=consult team=b target=z",
        "c 10:03 escalated mode=takeover team=b target=a",
        "c 10:04 escalated mode=takeover team=a target=c",
        "c 10:05 escalated mode=takeover target=b",
    ]
    assert of_contact("bounce_direct_count", *lines) == 1
    assert of_contact("bounce_indirect_count", *lines) == 1


def test_business_time_stands_still_on_sundays_and_holidays() -> None:
    # Friday 17:50 to Tuesday 09:10 over a Saturday of five hours, as no holiday lies between.
    row = facts("c 4@17:50 opened", f"c 8@09:10 escalated {UP}").contacts[0]
    assert row["escalate_business_seconds"] == 60 * (10 + 300 + 540 + 10)
