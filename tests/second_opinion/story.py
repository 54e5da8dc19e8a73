"""One contact's events in their order, and what the definitions ask of them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tests.second_opinion.clock import JAPAN, business_seconds
from tests.second_opinion.rulebook import RuleBook

Event = dict[str, Any]
Row = dict[str, Any]

TIMED = {"exact", "rounded"}
FAILED = {"no_response", "busy", "absent", "rejected", "wrong_target"}
ENDINGS = {"resolved": "resolved", "closed": "resolved", "abandoned": "abandoned"}
RISK = {
    **{(1, 1): "low", (2, 1): "low", (3, 1): "medium"},
    **{(1, 2): "low", (2, 2): "medium", (3, 2): "high"},
    **{(1, 3): "medium", (2, 3): "high", (3, 3): "very_high"},
}
PLACE = ("center", "team", "channel", "category")


@dataclass(frozen=True)
class Setting:
    """What the definitions leave to configuration."""

    as_of: dt.datetime
    rules: RuleBook
    verification_slots: frozenset[str] = frozenset({"date_of_birth", "identity"})
    report_template: tuple[str, ...] = ("overview", "actions_taken", "assessment", "request")
    over_by_outcome_seconds: int = 600
    has_calendar: bool = True
    risk_kinds: frozenset[str] = frozenset(
        {"strategic", "financial", "operational", "legal", "human", "technical"}
    )
    amount_bounds: tuple[int, ...] = (10_000, 50_000, 100_000, 500_000)


class Story:
    """One contact's events in their order, each knowing its position and its escalation."""

    def __init__(self, events: list[Event], setting: Setting) -> None:
        self.setting = setting
        self.events = [dict(event, position=i) for i, event in enumerate(events)]
        self.contact_id = events[0]["contact_id"]
        self.place = {name: self.first_known(name) for name in PLACE}
        self.hops = [event for event in self.events if event["event"] == "escalated"]
        by_name = {hop["escalation_id"]: i for i, hop in enumerate(self.hops)}
        latest = None
        for event in self.events:
            if event["event"] == "escalated":
                latest = 0 if latest is None else latest + 1
                event["hop"] = latest
            else:
                name = event["escalation_id"]
                event["hop"] = by_name[name] if name is not None else latest
        opened = [event for event in self.events if event["event"] == "opened"]
        # Without an opening on record the contact is counted from its first event and never timed.
        self.opening = opened[0] if opened else dict(self.events[0], time_basis="borrowed")

    def first_known(self, column: str) -> Any:
        return next((e[column] for e in self.events if e[column] is not None), None)

    def of(self, *kinds: str) -> list[Event]:
        return [event for event in self.events if event["event"] in kinds]

    def seconds(self, start: Event, stop: Event | None) -> int | None:
        """Wall seconds, up to the cut-off when nothing has ended it; None when not timed."""
        if start["time_basis"] not in TIMED or (stop and stop["time_basis"] not in TIMED):
            return None
        until = stop["occurred_at"] if stop else self.setting.as_of
        return round((until - start["occurred_at"]).total_seconds())

    def business(self, center: str | None, start: Event, stop: Event | None) -> int | None:
        if self.seconds(start, stop) is None or not self.setting.has_calendar:
            return None
        until = stop["occurred_at"] if stop else self.setting.as_of
        return business_seconds(center, start["occurred_at"], until)

    def assessed(self, before: int | None = None) -> tuple[int | None, int | None, str | None]:
        """Impact, urgency and risk as last assessed, if need be only before a position."""
        seen = [e for e in self.of("assessed") if before is None or e["position"] < before]
        if not seen:
            return None, None, None
        impact, urgency = seen[-1]["impact"], seen[-1]["urgency"]
        return impact, urgency, RISK.get((impact, urgency))

    def amount(self, until: int | None = None) -> float | None:
        """The largest amount on record, if need be only up to a position; a score is none."""
        seen = [
            e["amount"]
            for e in self.events
            if e["event"] != "feedback" and (until is None or e["position"] <= until)
        ]
        return max((amount for amount in seen if amount is not None), default=None)

    def band(self, amount: float | None) -> int | None:
        """The bound that an amount has reached."""
        if amount is None:
            return None
        return max([0, *(bound for bound in self.setting.amount_bounds if bound <= amount)])

    def risk_kind(self, until: int | None = None) -> str | None:
        """The kind of risk last named, if need be only up to a position; strange words are one."""
        named = [
            e["risk_kind"]
            for e in self.events
            if e["risk_kind"] is not None and (until is None or e["position"] <= until)
        ]
        if not named:
            return None
        return str(named[-1]) if named[-1] in self.setting.risk_kinds else "other"

    def counted_hops(self) -> list[Event]:
        """The up hops, and the hops that do not tell both their levels."""
        return [hop for hop in self.hops if direction(hop) in ("up", None)]


def direction(hop: Event) -> str | None:
    start, stop = hop["level"], hop["target_level"]
    if start is None or stop is None:
        return None
    return "up" if stop > start else "down" if stop < start else "lateral"


def local(stamp: dt.datetime) -> Row:
    """The local calendar columns of an instant."""
    here = stamp.astimezone(JAPAN)
    monday = here.date() - dt.timedelta(days=here.weekday())
    return {
        "day": here.date(),
        "week_start": monday,
        "weekday": here.isoweekday(),
        "hour": here.hour,
    }


def earliest(candidates: list[tuple[str, Event]]) -> tuple[str, Event | None]:
    """The candidate that came first in the contact's order; open when there is none."""
    return min(candidates, key=lambda pair: pair[1]["position"], default=("open", None))
