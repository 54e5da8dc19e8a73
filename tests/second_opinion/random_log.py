"""Seeded random event logs that hold every hard case the definitions speak of."""

import datetime as dt
from random import Random
from typing import Any

import polars as pl

from tests.second_opinion.wording import write_notes

JAPAN = dt.timezone(dt.timedelta(hours=9))
# Five weeks with trouble enough: the spring holidays, Sunday midnights, the end of a month.
FIRST_DAY = dt.datetime(2026, 4, 13, tzinfo=JAPAN)
WEEKS = 5
TEAMS = {"tokyo": ["t1", "t2"], "osaka": ["o1"], None: [None]}
SLOTS = ["name", "order_no", "symptom", "date_of_birth"]
ROLES = [("leader", 2), ("neighbor_leader", 2), ("supervisor", 3), ("manager", 4)]
FAILURES = ["no_response", "busy", "absent", "rejected", "wrong_target"]
JUDGEMENTS = ["needed", "could_have_stayed", "too_late", "wrong_level"]
AXES = [None, "hierarchic", "functional"]
MEANS = ["hold", "hold", "chat", "phone", "phone", None]
ITEMS = ["overview", "actions_taken", "assessment", "request", "scope", "order_no", None]
# The last one is a category that stands in for a rule.
RULES = {**dict.fromkeys(["R1", "R2", "R3", "R4"], "named"), "billing": "implied"}

Event = dict[str, Any]


class Contact:
    """One contact in the making: a clock, and the events so far."""

    def __init__(self, random: Random, contact_id: str) -> None:
        self.random = random
        self.contact_id = contact_id
        self.now = _opening(random)
        self.events: list[Event] = []
        center = random.choice(["tokyo", "tokyo", "osaka", None])
        self.place: Event = {
            "center": center,
            "team": random.choice(TEAMS[center]),
            "channel": random.choice(["phone", "phone", "chat", None]),
            "category": random.choice(["billing", "delivery", "technical", None]),
        }

    def wait(self, longest: int) -> None:
        """Let time pass; one wait in five takes no time at all, so that only `seq` orders."""
        if self.random.random() >= 0.2:
            self.now += dt.timedelta(seconds=self.random.randint(1, longest))

    def add(self, event: str, **values: Any) -> None:
        """Put one event on record, its place sometimes left out, its stamp sometimes poor."""
        place = self.place if self.random.random() < 0.6 or not self.events else {}
        basis, stamp = self._stamp(event)
        self.events.append(
            {
                **place,
                "contact_id": self.contact_id,
                "occurred_at": stamp.astimezone(dt.UTC),
                "time_basis": basis,
                "seq": 100 * len(self.events) + self.random.randint(0, 99),
                "event": event,
                **values,
            }
        )

    def _stamp(self, event: str) -> tuple[str, dt.datetime]:
        chance = self.random.random()
        if event == "opened" and chance < 0.05:
            return "date_only", self.now.replace(hour=0, minute=0, second=0)
        if event != "opened" and self.events and chance < 0.06:
            return "borrowed", self.events[-1]["occurred_at"]
        if chance > 0.95:
            return "rounded", self.now
        return "exact", self.now


def _opening(random: Random) -> dt.datetime:
    day = FIRST_DAY + dt.timedelta(days=random.randrange(7 * WEEKS))
    # One in six comes just before midnight, so that its story ends on another day, perhaps week.
    hour = 23 if random.random() < 1 / 6 else random.randrange(24)
    return day + dt.timedelta(hours=hour, seconds=random.randrange(3600))


def _talk(contact: Contact, level: int | None, most: int) -> None:
    for _ in range(contact.random.randint(0, most)):
        contact.wait(60)
        kind = contact.random.choice(["told", "asked"])
        # Some items are not on record: whether such a question repeats one is unknown.
        contact.add(kind, slot=contact.random.choice([*SLOTS, *SLOTS, None]), level=level)


def _assess(contact: Contact) -> None:
    contact.wait(120)
    impact, urgency = contact.random.randint(1, 3), contact.random.randint(1, 3)
    contact.add("assessed", impact=impact, urgency=urgency)


def _attempts(contact: Contact, named: Event, level: int | None) -> None:
    for place in range(1, contact.random.randint(0, 3) + 1):
        # Mostly down the route and mostly to the one it names, as people do.
        step = contact.random.choice([place, place, place, place + 1, 1, None])
        role, rank = contact.random.choice([ROLES[place - 1], *ROLES])
        outcome = contact.random.choice([*FAILURES, "answered", "answered"])
        known = {"target": role, "target_level": rank, "means": contact.random.choice(MEANS)}
        contact.add("attempted", step=step, outcome=outcome, level=level, **known, **named)
        contact.wait(400)
        if outcome == "answered":
            return


def _report(contact: Contact, named: Event, level: int | None) -> None:
    for _ in range(contact.random.choice([0, 1, 2, 3, 4, 6])):
        contact.add("reported", slot=contact.random.choice(ITEMS), level=level, **named)


def _answer(contact: Contact, named: Event, level: int | None) -> None:
    random = contact.random
    # The one who answers may sit in another center, whose clock then counts.
    elsewhere = {"center": "osaka"} if random.random() < 0.1 else {}
    contact.add("accepted", level=level, **elsewhere, **named)
    _report(contact, named, level)
    _talk(contact, random.choice([level, level, 1, None]), 3)
    contact.wait(900)
    if random.random() < 0.6:
        reason = random.choice(["faq", "manual", None, "knowledge"])
        authority = random.random() < 0.3
        outcome = "authority_used" if authority else None
        amount = 1000.0 if authority and random.random() < 0.5 else None
        contact.add("advised", reason=reason, outcome=outcome, amount=amount, **named)
    if random.random() < 0.3:
        contact.wait(200)
        contact.add("returned", **named)


def _judge(contact: Contact, named: Event) -> None:
    for _ in range(contact.random.choice([0, 0, 1, 1, 2])):
        contact.wait(60)
        contact.add("judged", outcome=contact.random.choice(JUDGEMENTS), **named)


def _hop(contact: Contact, hop: int, level: int | None) -> tuple[int | None, Event]:
    """Ask one target; gives the level that has the contact afterwards and how events name it."""
    random = contact.random
    role, rank = random.choice(ROLES)
    named = {"escalation_id": f"{contact.contact_id}/E{hop}"} if random.random() < 0.5 else {}
    mode = random.choice(["consult", "consult", "takeover", "takeover", None])
    teams = ["t1", "t2", "o1", role]
    rule_id = random.choice([*RULES, None, None])
    contact.add(
        "escalated",
        level=random.choice([level, level, level, None]),
        target=random.choice(teams),
        target_level=random.choice([rank, rank, rank, None]),
        mode=mode,
        axis=AXES[(hop + contact.now.hour) % 3],
        rule_id=rule_id,
        means=random.choice(MEANS),
        rule_basis=RULES.get(rule_id),
        emergency=random.choice([True, False, False, None]),
        **named,
    )
    # An event that names no escalation belongs to the latest one, so unnamed ones come at once.
    if random.random() < 0.15:
        return level, named
    contact.wait(300)
    _attempts(contact, named, level)
    if random.random() < 0.6:
        _answer(contact, named, rank)
        _judge(contact, named)
    return (rank if mode == "takeover" else level), named


def _escalate(contact: Contact, first_hop: int, level: int | None) -> None:
    unanswered: list[Event] = []
    for hop in range(contact.random.randint(1, 4)):
        contact.wait(600)
        level, named = _hop(contact, first_hop + hop, level)
        if contact.random.random() < 0.2:
            _assess(contact)
        unanswered += [named] if named else []
    # Somebody who was passed over answers after the next one was asked.
    if unanswered and contact.random.random() < 0.15:
        contact.wait(100)
        contact.add("accepted", **unanswered[0])


def _end(contact: Contact) -> None:
    contact.wait(3000)
    ending = contact.random.random()
    if ending < 0.6:
        contact.add("resolved", level=contact.random.choice([1, 2, None]))
        contact.wait(86400)
        if contact.random.random() < 0.5:
            contact.add("closed")
    elif ending < 0.7:
        contact.add("abandoned")
    elif ending < 0.75:
        contact.add("closed")


def _return(contact: Contact) -> None:
    contact.wait(12 * 86400)
    contact.add(contact.random.choice(["reopened", "reopened", "complained"]))
    if contact.random.random() < 0.5:
        _escalate(contact, 11, 1)
    if contact.random.random() < 0.6:
        contact.wait(5000)
        contact.add("resolved")


def _hold(contact: Contact) -> None:
    contact.wait(60)
    contact.add("held")
    contact.wait(700)
    if contact.random.random() < 0.9:
        contact.add("retrieved")


def _story(random: Random, contact_id: str) -> list[Event]:
    contact = Contact(random, contact_id)
    level = random.choice([1, 1, 1, 2, None])
    if random.random() < 0.97:
        contact.add("opened", level=level)
    _talk(contact, level, 3)
    for _ in range(random.choice([0, 0, 1, 2])):
        _hold(contact)
    if random.random() < 0.5:
        _assess(contact)
    for reason in random.sample(["customer_demand", "skill", "money"], random.choice([0, 0, 1, 2])):
        contact.wait(300)
        contact.add("triggered", reason=reason, level=level)
    if random.random() < 0.55:
        _escalate(contact, 1, level)
    if random.random() < 0.1:
        contact.add("triggered", reason="time_limit")
    _end(contact)
    if random.random() < 0.15:
        _return(contact)
    _follow_up(contact)
    _name_people(contact)
    _name_stakes(contact)
    _promise(contact)
    # Dice of their own, so that everything else stays as it is.
    write_notes(Random(f"{contact.contact_id} words"), contact.events)
    return contact.events or [*contact.events, _lonely(contact)]


def _follow_up(contact: Contact) -> None:
    """What few centers record: that somebody called back, asked whether it holds, looked back."""
    # Dice of its own, so that what comes before stays as it is.
    contact.random = Random(f"{contact.contact_id} after")
    for kind in ("waiting_customer", "followed_up", "confirmed", "reviewed"):
        if contact.random.random() < 0.2:
            contact.wait(40_000)
            contact.add(kind)


def _name_people(contact: Contact) -> None:
    """One of six operators, and receivers of whom the log does not always tell."""
    random = Random(f"{contact.contact_id} people")
    operator = random.choice([None, *(f"op{n}" for n in range(6))])
    for event in contact.events:
        receives = event["event"] in ("accepted", "advised", "returned")
        receiver = random.choice([None, *(f"receiver{n}" for n in range(9))])
        event["actor"] = receiver if receives else operator


def _name_stakes(contact: Contact) -> None:
    """Amounts, scores that are none, kinds of risk with a strange one, kinds of customer."""
    random = Random(f"{contact.contact_id} stakes")
    for event in contact.events:
        event["risk_kind"] = random.choice([*[None] * 20, "legal", "technical", "weather"])
        event["customer_kind"] = random.choice([*[None] * 10, "key", "standard"])
        if event["event"] in ("opened", "escalated", "resolved", "feedback"):
            event["amount"] = random.choice([None, None, 0.0, 9999.99, 10000.0, 70000.0, 2.5e6])


def _promise(contact: Contact) -> None:
    """Times promised here and there, said again later, too late when they are put down, or far."""
    random = Random(f"{contact.contact_id} promises")
    due = None
    for event in contact.events:
        event["due_at"] = None
        if random.random() < 0.1:
            minutes = random.choice([-30, 20, 180, 3000, 30_000])
            due = event["occurred_at"] + dt.timedelta(minutes=minutes)
        if due is not None and random.random() < 0.3:
            event["due_at"] = due


def _lonely(contact: Contact) -> Event:
    contact.add("feedback")
    return contact.events[-1]


def random_log(seed: int, contacts: int = 300) -> pl.DataFrame:
    """A log in no particular row order, as a folder of files would give it."""
    random = Random(seed)
    events = [event for i in range(contacts) for event in _story(random, f"C{i:05d}")]
    random.shuffle(events)
    for row, event in enumerate(events):
        event |= {"source_file": "random.csv", "source_row": row}
    return pl.DataFrame(events, infer_schema_length=None).cast(
        {"occurred_at": pl.Datetime("us", "UTC"), "level": pl.Int32}
    )


def poor_log(seed: int, contacts: int = 200) -> pl.DataFrame:
    """What most centers have on day one: opened, escalated without its own time, resolved."""
    kept = ["opened", "escalated", "resolved"]
    columns = ["level", "target_level", "mode", "axis", "rule_id", "rule_basis", "emergency"]
    log = random_log(seed, contacts).filter(pl.col("event").is_in(kept))
    late = pl.when(pl.col("event") == "escalated").then(pl.lit("borrowed"))
    return log.with_columns(
        *(pl.lit(None, dtype=log.schema[name]).alias(name) for name in columns),
        late.otherwise("time_basis").alias("time_basis"),
    )
