"""When each role was busy and who was on duty, by brute force: every hour against every hop."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from tests.second_opinion.clock import JAPAN
from tests.second_opinion.hop_facts import ends_of, own, place
from tests.second_opinion.story import TIMED, Event, Row, Story, earliest, local

QUARTER = dt.timedelta(minutes=15)
HOUR = dt.timedelta(hours=1)


def weight(story: Story, hop: Event) -> Row:
    """Until when a hop weighs on the role that was asked, and who acted for that role, when."""
    ends = [*ends_of(story, hop), *(("done", e) for e in own(story, hop, "advised", "returned"))]
    if hop["mode"] == "consult" and not own(story, hop, "advised"):
        ends += [("accepted", e) for e in own(story, hop, "accepted")]
    _, end = earliest(ends)
    until = end["occurred_at"] if end else story.setting.as_of
    timed = hop["time_basis"] in TIMED and (end is None or end["time_basis"] in TIMED)
    acted = [
        (e["actor"], e["occurred_at"])
        for e in own(story, hop, "accepted", "advised", "returned")
        if e["actor"] is not None
    ]
    return {
        "role": (place(story, hop)["center"], hop["target"]),
        "busy_until": until if timed and hop["target"] is not None else None,
        "acted": acted,
    }


def role_hours(log: pl.DataFrame, contacts: list[Row], escalations: list[Row]) -> list[Row]:
    """One row per role and hour in which its center was at work."""
    work = {(row["center"], row["day"], row["hour"]) for row in [*contacts, *escalations]}
    stamps = [*log["occurred_at"]]
    known = quarter(min(stamps)), quarter(max(stamps)) + QUARTER
    rows = []
    for role in {hop["role"] for hop in escalations}:
        hops = [hop for hop in escalations if hop["role"] == role]
        rows += hours_of(role, hops, work, known)
    return rows


def quarter(moment: dt.datetime) -> dt.datetime:
    return moment - (moment - dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) % QUARTER


def hours_of(
    role: tuple[str | None, str | None],
    hops: list[Row],
    work: Iterable[tuple[Any, ...]],
    known: tuple[dt.datetime, dt.datetime],
) -> Iterator[Row]:
    center, target = role
    first = min(hop["raised_at"] for hop in hops)
    last = max(hop["busy_until"] or hop["raised_at"] for hop in hops)
    last = max(last, *(hop["raised_at"] for hop in hops))
    recorded = any(hop["acted"] for hop in hops)
    for where, day, hour in work:
        if where != center:
            continue
        begin = dt.datetime.combine(day, dt.time(hour), JAPAN)
        start, stop = max(begin, known[0]), min(begin + HOUR, known[1])
        asked = [hop for hop in hops if (hop["day"], hop["hour"]) == (day, hour)]
        row = {
            **local(start),
            "role": role,
            "start": start,
            "stop": stop,
            "center": center,
            "target": target,
            "asked": len(asked),
        }
        if target is None:
            if asked:
                yield row | {"busy": None, "work": None, "peak": None, "timed": 0, "carried": 0}
        elif stop > first and start <= last:
            people = on_duty(hops, day, start, stop) if recorded else None
            yield (
                row
                | {**busy(hops, start, stop), "people": people}
                | {"timed": sum(hop["busy_until"] is not None for hop in asked)}
            )


def busy(hops: list[Row], start: dt.datetime, stop: dt.datetime) -> Row:
    """Seconds open within the hour; the most open at once, looked up at each possible moment."""
    spans = [(hop["raised_at"], hop["busy_until"]) for hop in hops if hop["busy_until"]]
    if not spans:
        return {"busy": None, "work": None, "peak": None, "carried": 0}
    seconds = [(min(b, stop) - max(a, start)).total_seconds() for a, b in spans]
    moments = [start, *(a for a, _ in spans if start <= a < stop)]
    return {
        "busy": int(sum(max(0.0, part) for part in seconds)),
        "work": int((stop - start).total_seconds()),
        "peak": max(sum(a <= moment < b for a, b in spans) for moment in moments),
        "carried": sum(a < start <= b for a, b in spans),
    }


def on_duty(hops: list[Row], day: dt.date, start: dt.datetime, stop: dt.datetime) -> set[str]:
    """Whoever acts on that day before the end of the hour, and in it or later."""
    acts = [act for hop in hops for act in hop["acted"] if local(act[1])["day"] == day]
    return {
        person
        for person, _ in acts
        if min(moment for who, moment in acts if who == person) < stop
        and max(moment for who, moment in acts if who == person) >= start
    }
