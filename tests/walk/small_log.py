"""A log of one week in which every metric has something to say, and people with names in it.

Team `wide` has six operators and six receivers, team `narrow` two and one. Both work through the
same stories; each team has a category of its own. Who was asked is written by name.
"""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

CANONICAL = Path(__file__).parents[2] / "etl/mappings/canonical.toml"
FIRST = dt.datetime.fromisoformat("2026-04-13 09:00")  # a Monday, in the log's own zone
STORIES = 60
OPERATORS = {
    "wide": [f"佐藤花子{number}" for number in range(6)],
    "narrow": ["田中一郎", "Suzuki-0042"],
}
RECEIVERS = {
    "wide": [f"高橋部長{number}" for number in range(6)],
    "narrow": ["Yamamoto-0007"],
}
CUSTOMERS = "客山本"
NAMES = {name for group in (OPERATORS, RECEIVERS) for team in group.values() for name in team}
COLUMNS = (
    *("contact_id", "occurred_at", "seq", "escalation_id", "event", "center", "team", "channel"),
    *("category", "subcategory", "product", "customer_id", "actor", "level", "target"),
    *("target_level", "mode", "axis", "rule_id", "reason", "means", "step", "outcome", "slot"),
    *("impact", "urgency", "emergency", "amount", "note", "due_at"),
)

Event = dict[str, object]


def story(team: str, number: int) -> Iterator[Event]:
    """One contact from opening to complaint, the same for both teams."""
    operators, receivers = OPERATORS[team], RECEIVERS[team]
    operator, receiver = operators[number % len(operators)], receivers[number % len(receivers)]
    start = FIRST + dt.timedelta(days=number % 5, hours=number % 8)
    contact = {"contact_id": f"{team}-{number}", "customer_id": f"{CUSTOMERS}{number}"}
    here = {**contact, "center": "tokyo", "team": team, "channel": "phone"}
    here |= {"category": f"{team}-category", "subcategory": "a", "product": "b"}
    hop = {"escalation_id": f"{team}-{number}-E", **contact, "target": receiver}
    one, two = {"actor": operator, "level": 1}, {"actor": receiver, "level": 2}
    ask = {"target_level": 2, "mode": "takeover", "axis": "functional", "rule_id": "R1"}
    ask |= {"reason": "skill", "means": "phone", "emergency": "no"}
    # Nothing can be graver than the highest risk.
    risk = 3 if number % 5 else 2
    if number % 7 == 0:
        ask["mode"] = "consult"
    yield from (
        {**here, "event": "opened", "at": start, "due_at": start + _minutes(30), **one},
        {**contact, "event": "told", "at": start + _minutes(1), "slot": "name", **one,
          "note": "急いでいます"},
        {**contact, "event": "assessed", "at": start + _minutes(2), "impact": risk, "urgency": 3},
        {**contact, "event": "asked", "at": start + _minutes(2.5), "slot": "date_of_birth", **one},
        {**contact, "event": "triggered", "at": start + _minutes(3), "reason": "skill", **one},
        {**contact, "event": "held", "at": start + _minutes(4), **one},
        {**here, **hop, "event": "escalated", "at": start + _minutes(5), **ask, **one},
        {**hop, "event": "attempted", "at": start + _minutes(6), "outcome": "no_response",
         "step": 1, **one},
        {**hop, "event": "attempted", "at": start + _minutes(7), "outcome": "answered",
         "step": 2, **one},
        {**hop, "event": "accepted", "at": start + _minutes(8), **two},
        {**hop, "event": "asked", "at": start + _minutes(9), "slot": "name", **two},
        {**hop, "event": "told", "at": start + _minutes(9.5), "slot": "name", **two},
        {**hop, "event": "asked", "at": start + _minutes(9.7), "slot": "date_of_birth", **two},
        {**hop, "event": "reported", "at": start + _minutes(10), "slot": "overview", **one,
         "note": "Two calls!!"},
        {**hop, "event": "advised", "at": start + _minutes(11), "reason": "faq", **two},
        {**hop, "event": "returned", "at": start + _minutes(12), **two},
        {**hop, "event": "judged", "at": start + _minutes(13), "outcome": "could_have_stayed",
         **two},
        {**contact, "event": "retrieved", "at": start + _minutes(14), **one},
    )  # fmt: skip
    if number % 4:
        yield {**contact, "event": "resolved", "at": start + _minutes(20), **one}
        yield {**contact, "event": "closed", "at": start + _minutes(21), **one}
        yield {**contact, "event": "reopened", "at": start + _minutes(40), **one}
        yield {**contact, "event": "complained", "at": start + _minutes(50), **one}
    if number % 4 == 1:
        yield {**contact, "event": "abandoned", "at": start + _minutes(60)}


def _minutes(number: float) -> dt.timedelta:
    return dt.timedelta(minutes=number)


def small_log(*teams: str) -> list[Event]:
    """The events of some teams, and a last one two weeks later that makes them final."""
    events = [event for team in teams for n in range(STORIES) for event in story(team, n)]
    last = {**events[0], "contact_id": f"{teams[0]}-last", "at": FIRST + dt.timedelta(days=21)}
    return [*events, last]


def write_log(events: list[Event], path: Path) -> Path:
    """Write events as the canonical file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        for place, event in enumerate(events):
            writer.writerow({**event, "occurred_at": event["at"], "seq": 100 * place})
    return path


def write_mapping(path: Path) -> Path:
    """Write the canonical mapping for a source whose targets name people; one has no role."""
    text = CANONICAL.read_text(encoding="utf-8")
    before = 'target = { header = "target", optional = true }'
    assert before in text
    text = text.replace(before, 'target = { header = "target", optional = true, role = true }')
    known = sorted(name for team in RECEIVERS.values() for name in team if name[-1] != "5")
    roles = ", ".join(f'"{name}" = "leader"' for name in known)
    section = f'\n[people]\nroles = {{ {roles} }}\nothers = "hash"\n'
    path.write_text(text + section, encoding="utf-8")
    return path
