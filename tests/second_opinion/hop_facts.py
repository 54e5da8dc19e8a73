"""What one escalation came to, its attempts, and the questions asked around it."""

import datetime as dt

from tests.second_opinion import wording
from tests.second_opinion.story import (
    ENDINGS,
    FAILED,
    PLACE,
    TIMED,
    Event,
    Row,
    Story,
    direction,
    earliest,
    local,
)


def own(story: Story, hop: Event, *kinds: str) -> list[Event]:
    """The hop's events of these kinds."""
    return [e for e in story.of(*kinds) if e["hop"] == hop["hop"]]


def place(story: Story, event: Event) -> Row:
    """Where it happened: the event's own word, else the contact's."""
    return {name: event[name] if event[name] is not None else story.place[name] for name in PLACE}


def escalation(story: Story, hop: Event) -> Row:
    """One row of escalation facts, questions apart."""
    return {
        "contact_id": story.contact_id,
        "hop": hop["hop"] + 1,
        "raised_at": hop["occurred_at"],
        **local(hop["occurred_at"]),
        **place(story, hop),
        "level": hop["level"],
        "target": hop["target"],
        "target_level": hop["target_level"],
        "direction": direction(hop),
        "skipped_level_count": skipped_levels(story, hop),
        "mode": hop["mode"],
        "axis": hop["axis"],
        "emergency": hop["emergency"],
        "is_emergency": hop["emergency"],
        **at_stake(story, hop),
        **waits(story, hop),
        **tried(story, hop),
        **rule_of(story, hop),
        **over_escalation(story, hop),
        **since_first_sign(story, hop),
        **on_record(story, hop),
        **wording.written(hop, own(story, hop, "reported")),
    }


def skipped_levels(story: Story, hop: Event) -> int | None:
    """How many levels lie between whoever was asked so far and whoever is asked now."""
    start, stop = hop["level"], hop["target_level"]
    if start is None or stop is None:
        return None
    asked = [e["target_level"] for e in story.hops[: hop["hop"]] if e["target_level"] is not None]
    return len(range(max([start, *asked]) + 1, stop))


def at_stake(story: Story, hop: Event) -> Row:
    """What is known of the stakes: the amount named then, else the largest until then."""
    amount = hop["amount"] if hop["amount"] is not None else story.amount(hop["position"])
    kind = hop["customer_kind"]
    return {
        "amount": amount,
        "amount_band": story.band(amount),
        "risk_kind": story.risk_kind(hop["position"]),
        "customer_kind": story.first_known("customer_kind") if kind is None else kind,
    }


def ends_of(story: Story, hop: Event) -> list[tuple[str, Event]]:
    """What may end the waiting for a target other than the target."""
    ends = [("left", later) for later in story.hops]
    ends += [(ENDINGS[e["event"]], e) for e in story.of(*ENDINGS)]
    return [pair for pair in ends if pair[1]["position"] > hop["position"]]


def waits(story: Story, hop: Event) -> Row:
    accepted = own(story, hop, "accepted")
    answered = [e for e in own(story, hop, "attempted") if e["outcome"] == "answered"]
    others = ends_of(story, hop)
    reach_kind, reach = earliest([*(("answered", e) for e in answered + accepted), *others])
    accept_kind, accept = earliest([*(("accepted", e) for e in accepted), *others])
    resolve_kind, resolve = earliest([pair for pair in others if pair[0] != "left"])
    center = next((e["center"] for e in accepted if e["center"]), place(story, hop)["center"])
    return {
        "reach_end_kind": reach_kind,
        "reach_seconds": story.seconds(hop, reach),
        "reach_business_seconds": story.business(center, hop, reach),
        "accept_end_kind": accept_kind,
        "accept_seconds": story.seconds(hop, accept),
        "accept_business_seconds": story.business(center, hop, accept),
        "resolve_end_kind": resolve_kind,
        "resolve_seconds": story.seconds(hop, resolve),
        "resolve_business_seconds": story.business(place(story, hop)["center"], hop, resolve),
        "is_unanswered": not answered and not accepted,
        "is_lost_waiting": accept_kind == "abandoned",
        "is_returned": bool(own(story, hop, "returned")),
    }


def tried(story: Story, hop: Event) -> Row:
    tries = own(story, hop, "attempted")
    lost = [seconds for e in tries if (seconds := lost_seconds(story, hop, e)) is not None]
    answers = [e["step"] for e in tries if e["outcome"] == "answered"]
    levels = [e["level"] for e in own(story, hop, "accepted", "advised") if e["level"] is not None]
    return {
        "attempt_count": len(tries) or None,
        "answered_step": answers[0] if answers else None,
        "answered_level": max(levels, default=None),
        "failed_attempt_count": sum(e["outcome"] in FAILED for e in tries) if tries else None,
        "lost_seconds": sum(lost) if lost else None,
    }


def lost_seconds(story: Story, hop: Event, attempt: Event) -> int | None:
    """From a failed attempt to the next attempt, the acceptance or the end of the waiting."""
    if attempt["outcome"] not in FAILED:
        return None
    later = [(e["event"], e) for e in own(story, hop, "attempted", "accepted")]
    later += ends_of(story, hop)
    kind, end = earliest([pair for pair in later if pair[1]["position"] > attempt["position"]])
    # Still trying, or solved without the target: no time is known to be lost.
    return story.seconds(attempt, end) if end and kind != "resolved" else None


def attempts(story: Story) -> list[Row]:
    """One row per attempt."""
    rows = []
    for attempt in story.of("attempted"):
        hop = story.hops[attempt["hop"]]
        rows.append(
            {
                "contact_id": story.contact_id,
                **local(attempt["occurred_at"]),
                **place(story, hop),
                "target": attempt["target"] or hop["target"],
                "step": attempt["step"],
                "rule_id": rule_of(story, hop)["rule_id"],
                "outcome": attempt["outcome"],
                "is_failed": attempt["outcome"] in FAILED,
                "lost_seconds": lost_seconds(story, hop, attempt),
            }
        )
    return rows


def rule_of(story: Story, hop: Event) -> Row:
    """The rule named, else the rules that the case matched at that moment, else what stands in."""
    when = hop["occurred_at"]
    impact, urgency, risk = story.assessed(hop["position"])
    case = {**place(story, hop), "impact": impact, "urgency": urgency}
    matches = story.setting.rules.matching(case, when)
    basis, rule_id = hop["rule_basis"], hop["rule_id"]
    if matches and (rule_id is None or basis == "implied"):
        basis, rule_id = "matched", matches[0]["rule_id"]
    version = story.setting.rules.version(rule_id, when)
    return {
        "rule_id": rule_id,
        "rule_basis": basis or ("none" if rule_id is None else "named"),
        "rule_version_id": version["rule_version_id"] if version else None,
        "rule_level": version["level"] if version else None,
        **story.setting.rules.size(version),
        "is_rule_retired": retired(story, rule_id, when) if basis in (None, "named") else None,
        "matched_rule_count": len(matches),
        "impact": impact,
        "urgency": urgency,
        "risk": risk,
    }


def retired(story: Story, rule_id: str | None, when: dt.datetime) -> bool | None:
    """Whether a rule that was once in force no longer was; None before its first version."""
    versions = [v for v in story.setting.rules.versions if v["rule_id"] == rule_id]
    if not any(v["valid_from"] <= when for v in versions):
        return None
    return story.setting.rules.version(rule_id, when) is None


def over_escalation(story: Story, hop: Event) -> Row:
    judged = own(story, hop, "judged")
    judgement = judged[-1]["outcome"] if judged else None
    return {
        "judgement": judgement,
        "receiver": receiver(story, hop),
        "is_over_by_receiver": judgement == "could_have_stayed" if judgement else None,
        "is_over_by_rule": over_by_rule(story, hop),
        "is_over_by_outcome": over_by_outcome(story, hop),
    }


def receiver(story: Story, hop: Event) -> str | None:
    """Whoever is the first on record to take it up."""
    acts = own(story, hop, "accepted", "advised", "returned", "judged")
    return next((e["actor"] for e in acts if e["actor"] is not None), None)


def since_first_sign(story: Story, hop: Event) -> Row:
    """How long after the contact's first sign it was raised, and how long its rule allows."""
    signs = [e for e in story.of("triggered") if e["position"] < hop["position"]]
    rule = story.setting.rules.version(rule_of(story, hop)["rule_id"], hop["occurred_at"])
    center = place(story, hop)["center"]
    return {
        "after_sign_seconds": story.seconds(signs[0], hop) if signs else None,
        "after_sign_business_seconds": story.business(center, signs[0], hop) if signs else None,
        "limit_seconds": rule["limit_seconds"] if rule else None,
        "limit_clock": rule["limit_clock"] if rule else None,
    }


def on_record(story: Story, hop: Event) -> Row:
    """What the log tells of the escalation itself."""
    named = hop["rule_id"] is not None and hop["rule_basis"] in (None, "named")
    return {
        "timed": hop["time_basis"] in TIMED or None,
        "reason": hop["reason"],
        "means": hop.get("means"),
        "named_rule": hop["rule_id"] if named else None,
        "report_count": len(own(story, hop, "reported")),
    }


def report_items(story: Story, hop: Event) -> list[Row]:
    """One row per item that the escalation's report must give, and whether it did."""
    version = story.setting.rules.version(rule_of(story, hop)["rule_id"], hop["occurred_at"])
    written = version["required_items"] if version else None
    given = {e["slot"] for e in own(story, hop, "reported")} - {None}
    return [
        {
            "contact_id": story.contact_id,
            "hop": hop["hop"],
            **local(hop["occurred_at"]),
            **place(story, hop),
            "level": hop["level"],
            "target": hop["target"],
            "rule_id": rule_of(story, hop)["rule_id"],
            "slot": slot,
            "is_given": slot in given if given else None,
        }
        for slot in (written.split(",") if written else story.setting.report_template)
    ]


def reported(items: list[Row]) -> Row:
    """How many of its items a report gave; None for an escalation without a report on record."""
    given = [row["is_given"] for row in items]
    known = bool(given) and None not in given
    return {
        "required_item_count": len(given) if known else None,
        "reported_item_count": sum(given) if known else None,
        "is_report_complete": all(given) if known else None,
    }


def over_by_rule(story: Story, hop: Event) -> bool | None:
    """Low risk or above the rule's level, emergencies apart; None when neither is known."""
    _, _, risk = story.assessed(hop["position"])
    rule_level, asked_level = rule_of(story, hop)["rule_level"], hop["target_level"]
    signs = [] if risk is None else [risk == "low"]
    if rule_level is not None and asked_level is not None:
        signs.append(rule_level < asked_level)
    if not signs:
        return None
    return any(signs) and not hop["emergency"]


def over_by_outcome(story: Story, hop: Event) -> bool | None:
    """Back at once or answered from existing material, without authority; None = no outcome."""
    back = own(story, hop, "advised", "returned")
    limit = story.setting.over_by_outcome_seconds
    returned = [story.seconds(hop, e) for e in back if e["event"] == "returned"][:1]
    if not any(e["event"] == "advised" for e in back) and returned in ([], [None]):
        return None
    at_once = any(seconds is not None and seconds <= limit for seconds in returned)
    # Quick advice alone is coaching, not over-escalation.
    known = any(e["event"] == "advised" and e["reason"] in ("faq", "manual") for e in back)
    authority = any(e["outcome"] == "authority_used" or (e["amount"] or 0) > 0 for e in back)
    return (at_once or known) and not authority


def questions(story: Story) -> list[Row]:
    """One row per question asked, with what was told or asked of the same item before it."""
    rows = []
    for asked in story.of("asked"):
        before = [
            e
            for e in story.of("asked", "told")
            if e["slot"] == asked["slot"] and e["position"] < asked["position"]
        ]
        across = any(other_role(asked, e) for e in before)
        verification = asked["slot"] in story.setting.verification_slots
        is_known = asked["slot"] is not None
        hop = None if asked["hop"] is None else story.hops[asked["hop"]]
        rows.append(
            {
                "contact_id": story.contact_id,
                "hop": asked["hop"],
                "asked_at": asked["occurred_at"],
                **local(asked["occurred_at"]),
                **place(story, asked),
                "level": asked["level"],
                "slot": asked["slot"],
                "rule_id": rule_of(story, hop)["rule_id"] if hop else None,
                # The logs here hold no wordings, so an item is on record or not known at all.
                "slot_basis": "recorded" if is_known else None,
                "is_verification": verification if is_known else None,
                "is_repeat_any": bool(before) if is_known else None,
                "is_repeat_across": across if is_known else None,
                "is_repeat": across and not verification if is_known else None,
                "seconds_spent": seconds_to_answer(story, asked) if is_known else None,
            }
        )
    return rows


def seconds_to_answer(story: Story, asked: Event) -> int | None:
    """How long the customer took to tell; None when the item was not told next, or not timed."""
    later = [
        e
        for e in story.of("asked", "told")
        if e["slot"] == asked["slot"] and e["position"] > asked["position"]
    ]
    return story.seconds(asked, later[0]) if later and later[0]["event"] == "told" else None


def other_role(asked: Event, before: Event) -> bool:
    """Whether somebody else heard it; where a level is unknown, an escalation between tells."""
    if asked["level"] is None or before["level"] is None:
        return bool(asked["hop"] != before["hop"])
    return bool(asked["level"] != before["level"])


def asked_again(story: Story, asked: list[Row], hop: int) -> Row:
    """Whether the item-by-item record shows a needless question after this escalation."""
    mine = [row for row in asked if row["hop"] == hop]
    again = sum(row["is_repeat"] is True for row in mine)
    verified = [row for row in mine if row["is_repeat_across"] and row["is_verification"]]
    spent = [row["seconds_spent"] for row in verified if row["seconds_spent"] is not None]
    recorded = bool(story.of("asked", "told"))
    is_known = all(row["slot"] is not None for row in mine)
    is_certain = again > 0 or is_known
    is_sure = bool(verified) or is_known
    return {
        "verified_again_count": len(verified) if recorded and is_sure else None,
        "has_verified_again": bool(verified) if recorded and is_sure else None,
        "verified_again_seconds": sum(spent) if spent else None,
        "asked_count": len(mine) if recorded else None,
        "asked_again_count": again if recorded and is_certain else None,
        "has_asked_again": again > 0 if recorded and is_certain else None,
    }
