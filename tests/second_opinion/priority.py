"""Which escalations were taken up before a graver one, by brute force: each against each."""

import datetime as dt

from tests.second_opinion.story import RISK, Row

GRADES = ("low", "medium", "high", "very_high")
assert set(GRADES) == set(RISK.values())


def mark(escalations: list[Row]) -> None:
    """Say of each whether a graver one, raised no later for the same role, was still waiting."""
    for hop in escalations:
        hop["is_out_of_turn"] = out_of_turn(hop, escalations)


def out_of_turn(hop: Row, escalations: list[Row]) -> bool | None:
    """None where it was not accepted, nothing can be graver, or what it takes is not known."""
    taken = waited_until(hop)
    if hop["accept_end_kind"] != "accepted" or taken is None or hop["target"] is None:
        return None
    if hop["risk"] in (None, GRADES[-1]):
        return None
    return any(
        other["role"] == hop["role"]
        and other["risk"] in GRADES[GRADES.index(hop["risk"]) + 1 :]
        and other["raised_at"] <= hop["raised_at"]
        and (until := waited_until(other)) is not None
        and until > taken
        for other in escalations
    )


def waited_until(hop: Row) -> dt.datetime | None:
    if hop["accept_seconds"] is None:
        return None
    return hop["raised_at"] + dt.timedelta(seconds=hop["accept_seconds"])
