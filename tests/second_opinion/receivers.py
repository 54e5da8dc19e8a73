"""The load on receivers, over every hour of each role."""

from tests.second_opinion.facts import Facts
from tests.second_opinion.measures import Answer, Grain, groups
from tests.second_opinion.story import Row

FEWEST = 5


def people_behind(rows: list[Row]) -> int | None:
    known = [row["people"] for row in rows if row.get("people") is not None]
    return len(set().union(*known)) if known else None


def open_mean(facts: Facts, grain: Grain) -> Answer:
    """How many were open at once, over the hours of work."""
    answer = {}
    for group, rows in groups(facts.role_hours, grain).items():
        people = people_behind(rows)
        timed = [row for row in rows if row["work"] is not None]
        numerator, denominator = (sum(row[name] for row in timed) for name in ("busy", "work"))
        shown = {"numerator": numerator, "denominator": denominator}
        peak = max((row["peak"] for row in timed), default=None)
        answer[group] = figures(shown, people is None or people >= FEWEST) | {"peak_open": peak}
        if answer[group]["numerator"] is None:
            answer[group]["peak_open"] = None
    return answer


def asked_per_receiver(facts: Facts, grain: Grain) -> Answer:
    """How many were asked for each hour that a receiver was on duty."""
    answer = {}
    for group, rows in groups(facts.role_hours, grain).items():
        people = people_behind(rows)
        staffed = [row for row in rows if row.get("people")]
        shown = {
            "numerator": sum(row["asked"] for row in staffed),
            "denominator": sum(len(row["people"]) for row in staffed),
        }
        answer[group] = figures(shown, people is not None and people >= FEWEST)
    return answer


def figures(shown: Row, is_shown: bool) -> Row:
    if not is_shown:
        return dict.fromkeys(("numerator", "denominator", "metric_value"))
    numerator, denominator = shown["numerator"], shown["denominator"]
    return shown | {"metric_value": numerator / denominator if denominator else None}
