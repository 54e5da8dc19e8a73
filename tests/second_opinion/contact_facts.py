"""What one contact came to."""

import datetime as dt

from tests.second_opinion import wording
from tests.second_opinion.story import ENDINGS, TIMED, Event, Row, Story, earliest, local

PROMISE_ENDS = ("followed_up", "resolved", "closed", "abandoned")


def contact(story: Story) -> Row:
    """One row of contact facts."""
    levels = [e["level"] for e in story.events if e["level"] is not None]
    counted = story.counted_hops()
    return {
        "contact_id": story.contact_id,
        **story.place,
        "opened_at": story.opening["occurred_at"],
        **local(story.opening["occurred_at"]),
        "level": levels[0] if levels else None,
        "end_kind": end_kind(story),
        "is_escalated": bool(counted),
        "takeover_count": takeovers(story),
        "as_of": story.setting.as_of,
        "age_seconds": (story.setting.as_of - story.opening["occurred_at"]).total_seconds(),
        **time_to_end(story),
        **time_to_escalate(story, counted),
        **time_to_assess(story),
        **hesitation(story, counted),
        **rule_and_risk(story),
        **after_the_end(story, counted),
        **demand(story, counted),
        **bounces(story),
        "is_triggered": bool(story.of("triggered")),
        "hop_count": len(story.hops),
        **promises(story),
        "amount": story.amount(),
        "risk_kind": story.risk_kind(),
        "customer_kind": story.first_known("customer_kind"),
        "amount_band": story.band(story.amount()),
        "held_seconds": held_seconds(story),
        **steps(story, counted),
        **wording.spoken(story),
        "operator": story.first_known("actor"),
    }


def promises(story: Story) -> Row:
    """How many promised times have passed or are to come, and whether those passed were kept."""
    passed: list[tuple[dt.datetime, bool | None]] = []
    pending = 0
    for due in sorted({e["due_at"] for e in story.events if e["due_at"] is not None}):
        first = next(e for e in story.events if e["due_at"] == due)
        if first["occurred_at"] >= due:
            continue
        then = next((e for e in story.of(*PROMISE_ENDS) if e["position"] > first["position"]), None)
        is_timed = then is not None and then["time_basis"] in TIMED
        in_time = is_timed and then["occurred_at"] <= due
        if in_time and then["event"] == "abandoned":
            continue
        if due > story.setting.as_of:
            pending += 1
        else:
            passed.append((due, in_time if then is None or is_timed else None))
    broken = [due for due, is_kept in passed if is_kept is False]
    unknown = not passed or any(is_kept is None for _, is_kept in passed)
    return {
        "promise_count": len(passed),
        "pending_promise_count": pending,
        "is_promise_kept": False if broken else None if unknown else True,
        "missed_due_at": min(broken, default=None),
    }


def takeovers(story: Story) -> int | None:
    """How many hand-overs are known; None where there may have been one that nobody marked."""
    modes = [hop["mode"] for hop in story.hops]
    return modes.count("takeover") or (None if None in modes else 0)


def end_kind(story: Story) -> str:
    """The first resolution or departure; a closure stands in where neither is on record."""
    ends = story.of("resolved", "abandoned") or story.of("closed")
    return ends[0]["event"] if ends else "open"


def time_to_end(story: Story) -> Row:
    """From the opening to the first resolution or departure; a closure only without either."""
    ends = story.of("resolved", "abandoned") or story.of("closed")
    opening, end, center = story.opening, ends[0] if ends else None, story.place["center"]
    return {
        "resolution_end_kind": end_kind(story),
        "resolution_seconds": story.seconds(opening, end),
        "resolution_business_seconds": story.business(center, opening, end),
    }


def race(story: Story, start: Event, counted: list[Event]) -> tuple[str, Event | None]:
    """Which came first after the start: an escalation, a resolution, or the customer's leaving."""
    runners = [("escalated", hop) for hop in counted]
    runners += [(ENDINGS[e["event"]], e) for e in story.of(*ENDINGS)]
    return earliest([pair for pair in runners if pair[1]["position"] > start["position"]])


def time_to_escalate(story: Story, counted: list[Event]) -> Row:
    opening = dict(story.opening)
    # Nothing precedes the opening of a contact, whatever the order of its rows.
    opening["position"] = -1
    kind, end = race(story, opening, counted)
    return {
        "escalate_end_kind": kind,
        "escalate_seconds": story.seconds(opening, end),
        "escalate_business_seconds": story.business(story.place["center"], opening, end),
        "first_escalated_at": counted[0]["occurred_at"] if counted else None,
    }


def time_to_assess(story: Story) -> Row:
    """From the opening to the first assessment, unless the contact is over before."""
    runners = [("assessed", e) for e in story.of("assessed")]
    runners += [(ENDINGS[e["event"]], e) for e in story.of(*ENDINGS)]
    kind, end = earliest(runners)
    return {
        "assess_end_kind": kind,
        "assess_seconds": story.seconds(story.opening, end),
        "assess_business_seconds": story.business(story.place["center"], story.opening, end),
    }


def hesitation(story: Story, counted: list[Event]) -> Row:
    triggers = story.of("triggered")
    # A sign that was put on record after the escalation says nothing about hesitating before it.
    if not triggers or any(hop["position"] < triggers[0]["position"] for hop in counted):
        return dict.fromkeys(
            ("hesitation_end_kind", "hesitation_seconds", "hesitation_business_seconds")
        )
    kind, end = race(story, triggers[0], counted)
    return {
        "hesitation_end_kind": kind,
        "hesitation_seconds": story.seconds(triggers[0], end),
        "hesitation_business_seconds": story.business(story.place["center"], triggers[0], end),
    }


def rule_and_risk(story: Story) -> Row:
    impact, urgency, risk = story.assessed()
    case = {**story.place, "impact": impact, "urgency": urgency}
    matches = story.setting.rules.matching(case, story.opening["occurred_at"])
    levels = {version["level"] for version in matches} - {None}
    return {
        "impact": impact,
        "urgency": urgency,
        "risk": risk,
        "matched_rule_id": matches[0]["rule_id"] if matches else None,
        "matched_rule_count": len(matches),
        "matched_level_count": len(levels),
    }


def demand(story: Story, counted: list[Event]) -> Row:
    """How long the customer's wish for a superior went unmet while the contact ran."""
    wishes = [e for e in story.of("triggered") if e["reason"] == "customer_demand"]
    if not wishes or any(hop["position"] < wishes[0]["position"] for hop in counted):
        return {"demand_unmet_seconds": None}
    _, end = race(story, wishes[0], counted)
    return {"demand_unmet_seconds": story.seconds(wishes[0], end)}


def after_the_end(story: Story, counted: list[Event]) -> Row:
    ends = story.of("resolved", "closed")
    firsts = [event for kind in ("reopened", "complained") for event in story.of(kind)[:1]]
    return {
        "is_resolved": bool(story.of("resolved")),
        "is_reopened": bool(story.of("reopened")),
        "is_complained": bool(story.of("complained")),
        "resolved_at": next((e["occurred_at"] for e in story.of("resolved")), None),
        "ended_at": ends[0]["occurred_at"] if ends else None,
        "reopened_at": next((e["occurred_at"] for e in story.of("reopened")), None),
        # Nobody was asked until the customer came back or complained; by stamps of their own.
        "is_escalated_in_aftermath": bool(counted)
        and counted[0]["time_basis"] in TIMED
        and any(
            event["time_basis"] in TIMED and event["position"] < counted[0]["position"]
            for event in firsts
        ),
    }


AT_WORK = ("asked", "told", "held", "waiting_customer")


def steps(story: Story, counted: list[Event]) -> Row:
    """Which of the seven steps are on record, and for how many days it has been open."""
    first_hop = story.hops[0]["position"] if story.hops else len(story.events)
    at_work = any(e["position"] < first_hop for e in story.of(*AT_WORK))
    solved_alone = not story.hops and bool(story.of("resolved", "closed"))
    age = story.setting.as_of - story.opening["occurred_at"]
    return {
        "is_occurred": True,
        "is_handled": at_work or solved_alone,
        "is_decided": bool(counted and story.of("accepted", "advised", "returned")),
        "is_followed_up": bool(story.of("followed_up")),
        "is_confirmed": bool(story.of("confirmed")),
        "is_reviewed": bool(story.of("reviewed")),
        "open_days": age.days if end_kind(story) == "open" else None,
    }


def held_seconds(story: Story) -> int | None:
    """How long the customer was put on hold in all; None unless every hold ends on record."""
    holds = story.of("held", "retrieved")
    if not holds or [e["event"] for e in holds] != ["held", "retrieved"] * (len(holds) // 2):
        return None
    lengths = [story.seconds(*pair) for pair in zip(holds[::2], holds[1::2], strict=True)]
    return None if None in lengths else sum(lengths)


def bounces(story: Story) -> Row:
    """Returns to an earlier team over the known teams of take-overs, equal neighbors as one."""
    path: list[str] = []
    for hop in story.hops:
        if hop["mode"] == "takeover":
            for team in (hop["team"], hop["target"]):
                if team is not None and path[-1:] != [team]:
                    path.append(team)
    direct = [i for i in range(2, len(path)) if path[i] == path[i - 2]]
    indirect = [
        i for i in range(3, len(path)) if path[i] in path[: i - 2] and path[i] != path[i - 2]
    ]
    if takeovers(story) is None:
        return dict.fromkeys(["bounce_direct_count", "bounce_indirect_count", "bounce_count"])
    return {
        "bounce_direct_count": len(direct),
        "bounce_indirect_count": len(indirect),
        "bounce_count": len(direct) + len(indirect),
    }
