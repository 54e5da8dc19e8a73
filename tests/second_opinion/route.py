"""Whether the attempts of one escalation kept to the route of its rule, walked step by step."""

import datetime as dt

from tests.second_opinion.clock import JAPAN
from tests.second_opinion.hop_facts import own, rule_of
from tests.second_opinion.story import TIMED, Event, Row, Story


def conduct(story: Story, hop: Event) -> Row:
    """The route columns of one escalation; None where nothing on record could tell."""
    rules = story.setting.rules
    version = rules.version(rule_of(story, hop)["rule_id"], hop["occurred_at"])
    route = rules.route(version)
    tries = own(story, hop, "attempted")
    row = {"has_route": bool(route)}
    unknown: Row = dict.fromkeys(["is_route_followed", "is_step_skipped", "is_means_off"])
    if version is None or not route or not tries:
        return row | unknown
    leaves = version["allows_emergency_skip"] if hop["emergency"] else False
    if leaves:
        return row | unknown | {"is_route_followed": True, "is_step_skipped": False}
    places = [place(attempt, hop, route) for attempt in tries]
    off = [means_off(a, hop, at(route, p)) for a, p in zip(tries, places, strict=True)]
    row["is_means_off"] = True in off if leaves is False and any_known(off) else None
    if None in places:
        return row | {"is_route_followed": None, "is_step_skipped": None}
    skips, strays = walk(tries, [p for p in places if p is not None], route)
    skipped = either(skips)
    departed = True if True in (*strays, *off) or skipped else skipped
    if leaves is None:
        # An emergency that left the route, and nobody knows whether it might.
        kept, unskipped = departed is False, skipped is False
        return row | {
            "is_route_followed": True if kept else None,
            "is_step_skipped": False if unskipped else None,
        }
    followed = None if departed is None else not departed
    return row | {"is_route_followed": followed, "is_step_skipped": skipped}


def place(attempt: Event, hop: Event, route: list[Row]) -> int | None:
    """The step that the attempt names, else the first that names its target."""
    if attempt["step"] is not None:
        return int(attempt["step"])
    target = attempt["target"] or hop["target"]
    return next((step["step"] for step in route if step["target"] == target), None)


def at(route: list[Row], number: int | None) -> list[Row]:
    return [step for step in route if step["step"] == number]


def walk(
    tries: list[Event], places: list[int], route: list[Row]
) -> tuple[list[bool | None], list[bool | None]]:
    """For every attempt: each step it passed over, and each other way in which it strayed."""
    skips: list[bool | None] = []
    strays: list[bool | None] = []
    furthest = 0
    for attempt, number in zip(tries, places, strict=True):
        passed = [step for step in route if furthest < step["step"] < number]
        skips += [is_open(step, attempt["occurred_at"], attempt) for step in passed]
        here = [is_open(step, attempt["occurred_at"], attempt) for step in at(route, number)]
        strays += [number < furthest, not here, any_known(here) and True not in here]
        furthest = max(furthest, number)
    return skips, strays


def is_open(step: Row, when: dt.datetime, attempt: Event) -> bool | None:
    """Whether the step could be asked at that moment; hours belong to the day they begin on."""
    if step["weekdays"] is None and step["hour_from"] is None:
        return True
    if attempt["time_basis"] not in TIMED:
        return None
    here = when.astimezone(JAPAN)
    for day in (here.date(), here.date() - dt.timedelta(days=1)):
        midnight = dt.datetime.combine(day, dt.time(), JAPAN)
        starts = midnight + minutes(step["hour_from"] or "00:00")
        stops = midnight + minutes(step["hour_to"] or "24:00")
        is_day = step["weekdays"] is None or str(day.isoweekday()) in step["weekdays"].split(",")
        if is_day and starts <= here < stops:
            return True
    return False


def minutes(text: str) -> dt.timedelta:
    hour, minute = text.split(":")
    return dt.timedelta(hours=int(hour), minutes=int(minute))


def means_off(attempt: Event, hop: Event, steps: list[Row]) -> bool | None:
    """Whether the means are none of those written for the step; None where either is unknown."""
    means = attempt["means"]
    if means is None and attempt["target"] in (None, hop["target"]):
        means = hop["means"]
    written = {step["means"] for step in steps} - {None}
    return None if means is None or not written else means not in written


def any_known(answers: list[bool | None]) -> bool:
    return any(answer is not None for answer in answers)


def either(answers: list[bool | None]) -> bool | None:
    """Whether any is true; None when none is and one is unknown."""
    if True in answers:
        return True
    return None if None in answers else False
