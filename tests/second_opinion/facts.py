"""Contacts, escalations, attempts and questions out of an event log, in plain Python.

Written from the definitions alone: one pass over each contact's events in their order
(`occurred_at`, then `seq`), nothing shared with the models that the product runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

import polars as pl

from tests.second_opinion import contact_facts, hop_facts, priority, receiver_facts, route
from tests.second_opinion.story import Row, Setting, Story

ASSESSED = ("assess_end_kind", "assess_seconds", "assess_business_seconds")


@dataclass
class Facts:
    contacts: list[Row] = field(default_factory=list)
    escalations: list[Row] = field(default_factory=list)
    attempts: list[Row] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)
    role_hours: list[Row] = field(default_factory=list)
    report_items: list[Row] = field(default_factory=list)


def derive(log: pl.DataFrame, setting: Setting) -> Facts:
    """All facts of a log."""
    facts = Facts()
    for story in stories(log, setting):
        hops = [
            hop_facts.escalation(story, hop) | receiver_facts.weight(story, hop)
            for hop in story.hops
        ]
        lost = any(hop["is_lost_waiting"] for hop in hops)
        facts.contacts.append({**contact_facts.contact(story), "is_lost_waiting": lost})
        facts.attempts += hop_facts.attempts(story)
        questions = hop_facts.questions(story)
        facts.questions += questions
        for number, hop in enumerate(hops):
            hop |= hop_facts.asked_again(story, questions, number)
        for event, hop in zip(story.hops, hops, strict=True):
            items = hop_facts.report_items(story, event)
            facts.report_items += items
            hop |= hop_facts.reported(items) | route.conduct(story, event)
        facts.escalations += hops
    forget_unrecorded(log, facts)
    priority.mark(facts.escalations)
    facts.role_hours = receiver_facts.role_hours(log, facts.contacts, facts.escalations)
    return facts


def stories(log: pl.DataFrame, setting: Setting) -> Iterator[Story]:
    rows = log.sort("contact_id", "occurred_at", "seq").to_dicts()
    for _, events in groupby(rows, key=lambda row: row["contact_id"]):
        yield Story(list(events), setting)


def forget_unrecorded(log: pl.DataFrame, facts: Facts) -> None:
    """Unknown is not no: what a source never records is None for every case."""
    kinds = set(log["event"])
    if "reported" not in kinds:
        facts.report_items.clear()
    needs: list[tuple[set[str], list[str]]] = [
        ({"attempted", "accepted"}, ["reach_end_kind", "reach_seconds", "is_unanswered"]),
        ({"accepted"}, ["accept_end_kind", "accept_seconds", "is_lost_waiting"]),
        ({"attempted"}, ["attempt_count", "failed_attempt_count", "lost_seconds"]),
        ({"reported"}, ["report_count"]),
    ]
    for events, columns in needs:
        if not events & kinds:
            for hop in facts.escalations:
                hop.update(dict.fromkeys(columns))
    timed = log.filter(
        pl.col("event") == "assessed", pl.col("time_basis").is_in(["exact", "rounded"])
    )
    if timed.is_empty():
        for contact in facts.contacts:
            contact |= dict.fromkeys(ASSESSED)
    if log["due_at"].null_count() == log.height:
        for contact in facts.contacts:
            contact |= dict.fromkeys(["promise_count", "pending_promise_count"])
    if not any(row["is_verification"] for row in facts.questions):
        for hop in facts.escalations:
            hop.update(dict.fromkeys(["verified_again_count", "has_verified_again"]))
    steps: list[tuple[set[str], str]] = [
        ({"asked", "told", "held"}, "is_handled"),
        ({"accepted", "advised"}, "is_decided"),
        ({"followed_up"}, "is_followed_up"),
        ({"confirmed"}, "is_confirmed"),
        ({"reviewed"}, "is_reviewed"),
    ]
    for events, column in steps:
        if not events & kinds:
            for contact in facts.contacts:
                contact[column] = None
