"""Every metric over the second opinion's facts, in plain Python."""

import datetime as dt
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from tests.second_opinion.facts import Facts
from tests.second_opinion.story import Row

Grain = tuple[str, ...]
Answer = dict[tuple[Any, ...], Row]
Decide = Callable[[Row], bool | None]

TARGETS = {"very_high": 300, "high": 900}
DEMAND_SECONDS = 600
OVERDUE_DAYS = 3
REOPEN_DAYS = 7
HOLD_SECONDS = 300
SHORT_LENGTH, LONG_LENGTH = 20, 400


@dataclass(frozen=True)
class Rate:
    """A yes-or-no per case; None = not on record, which is in no denominator."""

    table: str
    decide: Decide
    # Whether every row of the table is a case that ought to be on record.
    covers_all: bool = True


def known(column: str, decide: Callable[[Any], bool] = bool) -> Decide:
    return lambda row: None if row[column] is None else decide(row[column])


def among(is_case: Decide, decide: Decide) -> Decide:
    """The rate among some of the cases."""
    return lambda row: decide(row) if is_case(row) else None


def is_late(row: Row) -> bool | None:
    """Whether the target passed without an escalation; None while that is open or unknown."""
    target, waited = TARGETS.get(row["risk"] or ""), row["hesitation_seconds"]
    if target is None or waited is None:
        return None
    return None if row["hesitation_end_kind"] == "open" and waited <= target else waited > target


def is_raised_late(row: Row) -> bool | None:
    """Whether the first escalation came later after the first sign than its limit."""
    if row["hop"] != 1:
        return None
    limit, column = row["limit_seconds"], "after_sign_seconds"
    if limit is None:
        limit = TARGETS.get(row["risk"] or "")
    elif row["limit_clock"] == "business":
        column = "after_sign_business_seconds"
    return None if limit is None or row[column] is None else row[column] > limit


def is_misfit(row: Row) -> bool | None:
    """Whether whoever was asked last before the resolution sits elsewhere than the rule says."""
    if row["resolve_end_kind"] != "resolved" or None in (row["rule_level"], row["answered_level"]):
        return None
    # The rule does not mean emergencies, nor whoever answers when the first one asked does not.
    if row["emergency"] or row["answered_step"] not in (None, 1):
        return None
    return row["rule_level"] != row["answered_level"]


def is_level_jump(row: Row) -> bool | None:
    """Whether a level was passed over on the way up and neither rule nor emergency tells to."""
    if row["direction"] != "up":
        return None
    told = row["rule_level"] is not None and row["rule_level"] >= row["target_level"]
    return row["skipped_level_count"] > 0 and not row["emergency"] and not told


def is_passed_over(row: Row) -> bool | None:
    """Whether a sign that somebody was needed came to nothing; None without one, or while open."""
    is_sign = row["is_triggered"] or row["risk"] in ("high", "very_high")
    if not is_sign or row["escalate_end_kind"] == "open":
        return None
    return row["escalate_end_kind"] != "escalated"


def is_settled(row: Row) -> bool | None:
    """Whether a resolution held for the days of follow-up; None while they are not over."""
    follow_up = dt.timedelta(days=REOPEN_DAYS)
    if row["resolved_at"] is None or row["as_of"] - row["resolved_at"] < follow_up:
        return None
    return row["reopened_at"] is None or row["reopened_at"] - row["resolved_at"] > follow_up


def is_dark(row: Row) -> bool | None:
    """Whether a contact was on hold for long and nobody was asked, as far as is on record."""
    if row["held_seconds"] is None:
        return None
    return row["held_seconds"] > HOLD_SECONDS and row["hop_count"] == 0


def is_passed_around(row: Row) -> bool | None:
    """Whether a contact was handed over more than once, or came back."""
    return row["takeover_count"] >= 2 or bool(row["bounce_count"])


RATES: dict[str, Rate] = {
    "escalation_rate": Rate("contacts", known("is_escalated")),
    "escalation_rate_by_hour": Rate("contacts", known("is_escalated")),
    "over_escalation_by_receiver_rate": Rate("escalations", known("is_over_by_receiver")),
    "over_escalation_by_rule_rate": Rate("escalations", known("is_over_by_rule")),
    "over_escalation_by_outcome_rate": Rate("escalations", known("is_over_by_outcome")),
    "unreachable_attempt_rate": Rate("attempts", known("is_failed")),
    "unreachable_escalation_rate": Rate("escalations", known("failed_attempt_count")),
    "unanswered_escalation_rate": Rate("escalations", known("is_unanswered")),
    "lost_waiting_rate": Rate("escalations", known("is_lost_waiting")),
    "return_rate": Rate("escalations", known("is_returned")),
    "priority_inversion_rate": Rate("escalations", known("is_out_of_turn"), covers_all=False),
    "level_jump_rate": Rate("escalations", is_level_jump, covers_all=False),
    "retired_rule_rate": Rate("escalations", known("is_rule_retired"), covers_all=False),
    "judged_too_late_rate": Rate("escalations", known("judgement", lambda j: j == "too_late")),
    "customer_impatience_rate": Rate("contacts", known("has_impatience")),
    "incomplete_report_rate": Rate(
        "escalations", known("is_report_complete", lambda complete: not complete)
    ),
    "report_with_number_rate": Rate("escalations", known("has_report_number")),
    "heated_report_rate": Rate("escalations", known("is_report_heated")),
    "verification_repeat_rate": Rate("escalations", known("has_verified_again")),
    "question_slot_coverage_rate": Rate(
        "questions", known("slot_basis", lambda basis: basis != "unmatched")
    ),
    "repeat_question_rate": Rate("escalations", known("has_asked_again")),
    "consult_share": Rate("escalations", known("mode", lambda mode: mode == "consult")),
    "rule_coverage_rate": Rate(
        "escalations", known("rule_basis", lambda basis: basis in ("named", "matched"))
    ),
    "without_rule_rate": Rate("escalations", known("rule_basis", lambda basis: basis == "none")),
    "wrong_target_rate": Rate("attempts", known("outcome", lambda end: end == "wrong_target")),
    "level_misfit_rate": Rate("escalations", is_misfit, covers_all=False),
    "route_conformance_rate": Rate("escalations", known("is_route_followed"), covers_all=False),
    "route_skip_rate": Rate("escalations", known("is_step_skipped"), covers_all=False),
    "wrong_means_rate": Rate("escalations", known("is_means_off"), covers_all=False),
    "complaint_rate": Rate(
        "contacts",
        among(
            lambda row: row["end_kind"] != "open" or row["is_complained"], known("is_complained")
        ),
        covers_all=False,
    ),
    "first_contact_resolution_rate": Rate("contacts", is_settled, covers_all=False),
    "passed_over_sign_rate": Rate("contacts", is_passed_over, covers_all=False),
    "dark_hold_rate": Rate("contacts", is_dark, covers_all=False),
    "raised_late_rate": Rate("escalations", is_raised_late, covers_all=False),
    "late_escalation_rate": Rate("contacts", is_late, covers_all=False),
    "bounce_rate": Rate(
        "contacts", among(known("takeover_count"), known("bounce_count")), covers_all=False
    ),
    "passed_around_rate": Rate(
        "contacts", among(known("takeover_count"), is_passed_around), covers_all=False
    ),
    "promise_kept_rate": Rate("contacts", known("is_promise_kept"), covers_all=False),
    "reopen_rate": Rate(
        "contacts",
        among(lambda row: row["ended_at"] or row["is_reopened"], known("is_reopened")),
        covers_all=False,
    ),
    "conflicting_match_rate": Rate(
        "contacts",
        among(known("matched_rule_count"), known("matched_level_count", lambda levels: levels > 1)),
        covers_all=False,
    ),
}


def is_under(row: Row) -> bool:
    """Whether any of the three signs of a missed or late escalation is on record."""
    waited = row["hesitation_seconds"]
    if waited is None:
        # Without a sign that is timed, from the opening.
        waited = row["escalate_seconds"]
    kind = row["hesitation_end_kind"] or row["escalate_end_kind"]
    target = TARGETS.get(row["risk"] or "")
    late = target is not None and waited is not None and waited > target
    missed = target is not None and kind in ("resolved", "abandoned")
    unmet = (row["demand_unmet_seconds"] or 0) > DEMAND_SECONDS
    return late or missed or unmet or row["is_escalated_in_aftermath"]


def is_overdue(row: Row) -> bool:
    late = dt.timedelta(days=OVERDUE_DAYS).total_seconds()
    return row["end_kind"] == "open" and row["age_seconds"] > late


COUNTS: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "contact_volume": ("contacts", lambda _: True),
    "escalation_volume": ("escalations", lambda _: True),
    "open_contact_count": ("contacts", lambda row: row["end_kind"] == "open"),
    "overdue_contact_count": ("contacts", is_overdue),
    "under_escalation_suspected_count": ("contacts", is_under),
}


def groups(rows: Iterable[Row], grain: Grain) -> dict[tuple[Any, ...], list[Row]]:
    """The rows of each group; a total is one group without a name."""

    def key(row: Row) -> tuple[Any, ...]:
        return tuple(row[name] for name in grain)

    ordered = sorted(rows, key=lambda row: tuple(map(repr, key(row))))
    return {name: list(members) for name, members in groupby(ordered, key=key)}


def rate(facts: Facts, name: str, grain: Grain) -> Answer:
    wanted = RATES[name]
    answer = {}
    for group, rows in groups(getattr(facts, wanted.table), grain).items():
        decided = [yes for row in rows if (yes := wanted.decide(row)) is not None]
        answer[group] = fraction(sum(decided), len(decided), 100)
        if wanted.covers_all:
            answer[group] |= {"recorded": len(decided), "cases": len(rows)}
    return answer


def fraction(numerator: int, denominator: int, scale: int) -> Row:
    return {
        "numerator": numerator,
        "denominator": denominator,
        "metric_value": scale * numerator / denominator if denominator else None,
    }


def count(facts: Facts, name: str, grain: Grain) -> Answer:
    table, is_counted = COUNTS[name]
    return {
        group: {"numerator": found, "denominator": None, "metric_value": found}
        for group, rows in groups(getattr(facts, table), grain).items()
        for found in [sum(is_counted(row) for row in rows)]
    }


ITEMS = {
    "time": "timed",
    "level": "level",
    "target": "target",
    "target_level": "target_level",
    "mode": "mode",
    "reason": "reason",
    "means": "means",
    "rule": "named_rule",
    "risk": "risk",
    "attempts": "failed_attempt_count",
    "reached": "reach_end_kind",
    "accepted": "accept_end_kind",
    "judgement": "judgement",
    "questions": "has_asked_again",
    "report": "report_count",
}


def recorded_share(facts: Facts, grain: Grain) -> Answer:
    """For how many escalations each item is on record."""
    return {
        (*group, item): fraction(sum(row[column] is not None for row in rows), len(rows), 100)
        for group, rows in groups(facts.escalations, grain).items()
        for item, column in ITEMS.items()
    }


def lost_seconds(facts: Facts, grain: Grain) -> Answer:
    """Seconds lost per failed attempt, where it is known how long it took to go on."""
    answer = {}
    for group, rows in groups(facts.attempts, grain).items():
        lost = [row["lost_seconds"] for row in rows if row["lost_seconds"] is not None]
        answer[group] = fraction(sum(lost), len(lost), 1)
    return answer


def steps(facts: Facts, grain: Grain) -> Answer:
    """How far down the route somebody answered, on the mean."""
    answer = {}
    for group, rows in groups(facts.escalations, grain).items():
        found = [row["answered_step"] for row in rows if row["answered_step"] is not None]
        answer[group] = fraction(sum(found), len(found), 1)
    return answer


def step_shares(facts: Facts, grain: Grain) -> Answer:
    """What part of a group's escalations each step answered; 0 is nobody."""
    is_known = any(row["answered_step"] is not None for row in facts.escalations)
    answer = {}
    for group, rows in groups(facts.escalations, grain).items():
        steps = [row["answered_step"] or (0 if row["is_unanswered"] else None) for row in rows]
        told = [step for step in steps if step is not None]
        for step in set(told) or {None}:
            share = fraction(told.count(step), len(told) if is_known else 0, 100)
            answer[(*group, step)] = share
    return answer


def route_links(facts: Facts, grain: Grain) -> Answer:
    """How often one place follows another: who asked, who was asked, how the contact ended."""
    links = [
        link
        for rows in groups(facts.escalations, ("contact_id",)).values()
        for link in links_of(sorted(rows, key=lambda row: row["hop"]))
    ]
    return {
        group: {"numerator": len(rows), "denominator": None, "metric_value": len(rows)}
        for group, rows in groups(links, grain).items()
    }


def links_of(hops: list[Row]) -> list[Row]:
    """One contact's links in their order, each with what is known of its escalation."""
    places = [asked_place(hop) for hop in hops]
    links = []
    for number, hop in enumerate(hops):
        before = places[number - 1] if number else None
        own = None if hop["level"] is None else f"level:{hop['level']}"
        links.append({**hop, "link_from": before or own, "link_to": places[number]})
    end = f"end:{hops[-1]['resolve_end_kind']}"
    return [*links, {**hops[-1], "link_from": places[-1], "link_to": end}]


def asked_place(hop: Row) -> str | None:
    """Whom a hop asked: a target, unless it is a desk of the first level or only a level."""
    if hop["target"] is not None and hop["target_level"] != 1:
        return hop["target"]
    return None if hop["target_level"] is None else f"level:{hop['target_level']}"


def rule_complexity(facts: Facts, grain: Grain) -> Answer:
    """How many conditions and steps the rules in force have, on the mean over their use."""
    answer = {}
    for group, rows in groups(facts.escalations, grain).items():
        found = [row for row in rows if row["rule_condition_count"] is not None]
        parts = sum(row["rule_condition_count"] + row["rule_step_count"] for row in found)
        answer[group] = fraction(parts, len(found), 1)
    return answer


def completeness(facts: Facts, grain: Grain) -> Answer:
    """What part of the items that reports had to give they gave."""
    answer = {}
    for group, rows in groups(facts.escalations, grain).items():
        found = [row for row in rows if row["required_item_count"] is not None]
        given = sum(row["reported_item_count"] for row in found)
        due = sum(row["required_item_count"] for row in found)
        answer[group] = fraction(given, due, 100) | {"recorded": len(found), "cases": len(rows)}
    return answer


def report_length(facts: Facts, grain: Grain) -> Answer:
    """How many characters reports have: mean and median, and how many are short and long."""
    answer = {}
    for group, rows in groups(facts.escalations, grain).items():
        found = [row["report_length"] for row in rows if row["report_length"] is not None]
        short = sum(size < SHORT_LENGTH for size in found)
        long = sum(size >= LONG_LENGTH for size in found)
        answer[group] = fraction(sum(found), len(found), 1) | {
            "median_length": statistics.median(found) if found else None,
            "short_share": 100 * short / len(found) if found else None,
            "long_share": 100 * long / len(found) if found else None,
            "recorded": len(found),
            "cases": len(rows),
        }
    return answer


def missing_share(facts: Facts, grain: Grain) -> Answer:
    """What part of the items left out of a group's reports each item has."""
    answer = {}
    for group, rows in groups(facts.report_items, grain).items():
        missing = [row["slot"] for row in rows if row["is_given"] is False]
        for slot in {row["slot"] for row in rows}:
            answer[(*group, slot)] = fraction(missing.count(slot), len(missing), 100)
    return answer


def risk_matrix(facts: Facts, grain: Grain) -> Answer:
    """The escalation rate of each cell of impact and urgency, and who was handled otherwise."""
    assessed = [row for row in facts.contacts if row["risk"] is not None]
    answer = {}
    for group, rows in groups(assessed, (*grain, "impact", "urgency")).items():
        up = sum(row["is_escalated"] for row in rows)
        wrong = {"low": up, "medium": None}.get(rows[0]["risk"], len(rows) - up)
        answer[group] = fraction(up, len(rows), 100) | {"against_expected": wrong}
    return answer


STEPS = (
    *("is_occurred", "is_handled", "is_escalated", "is_decided"),
    *("is_followed_up", "is_confirmed", "is_reviewed"),
)


def funnel(facts: Facts, grain: Grain) -> Answer:
    """How many contacts got to each step, and how many of those escalated did."""
    answer = {}
    for group, rows in groups(facts.contacts, grain).items():
        escalated = [row for row in rows if row["is_escalated"]]
        for step, column in enumerate(STEPS, start=1):
            known = [row[column] for row in rows if row[column] is not None]
            up = [row[column] for row in escalated]
            answer[(*group, step)] = fraction(sum(known), len(known), 100) | {
                "escalated_share": 100 * sum(map(bool, up)) / len(up) if up else None
            }
    return answer


AGES = (0, 1, 3, 7, 30)


def ages(facts: Facts, grain: Grain) -> Answer:
    """How many contacts have been open for how long."""
    answer = {}
    for group, rows in groups(facts.contacts, grain).items():
        found = [row["open_days"] for row in rows if row["open_days"] is not None]
        for first, stop in zip(AGES, (*AGES[1:], 10**6), strict=True):
            count = sum(first <= days < stop for days in found)
            share = 100 * count / len(found) if found else None
            answer[(*group, first)] = {"numerator": count, "denominator": None} | {
                "metric_value": count,
                "open_share": share,
            }
    return answer


DELAYS = (0, 5, 15, 30, 60)


def trouble_after_delay(facts: Facts, grain: Grain) -> Answer:
    """How many complain or come back, by the minutes from the first sign to the escalation."""
    hesitated = [
        row
        for row in facts.contacts
        if row["hesitation_end_kind"] == "escalated" and not row["is_escalated_in_aftermath"]
    ]
    answer = {}
    for group, rows in groups(hesitated, grain).items():
        timed = [row for row in rows if row["hesitation_seconds"] is not None]
        answer[(*group, None)] = fraction(0, 0, 100)
        for first, stop in zip(DELAYS, (*DELAYS[1:], 10**6), strict=True):
            band = [row for row in timed if 60 * first <= row["hesitation_seconds"] < 60 * stop]
            hit = [known_trouble(row) for row in band]
            over = [row["end_kind"] != "open" or yes for row, yes in zip(band, hit, strict=True)]
            judged = sum(map(bool, over)) if None not in hit else 0
            answer[(*group, first)] = fraction(sum(map(bool, hit)), judged, 100)
    return answer


def known_trouble(row: Row) -> bool | None:
    """Whether a complaint or a return is on record; None where the log records neither."""
    ends = [row[name] for name in ("is_complained", "is_reopened") if row[name] is not None]
    return any(ends) if ends else None


def slot_share(facts: Facts, grain: Grain) -> Answer:
    """What part of a group's needless questions each item has."""
    answer = {}
    for group, rows in groups(facts.questions, grain).items():
        again = [row["slot"] for row in rows if row["is_repeat"]]
        items = {row["slot"] for row in rows}
        for slot in items - {None} or items:
            answer[(*group, slot)] = fraction(again.count(slot), len(again), 100)
    return answer
