"""What became of contacts."""

from typing import Any

import numpy as np
import pandas as pd

from bench.pandas_measures.facts import WEEK, Facts, Measure

_STEPS = ["is_handled_on_site", "is_decided", "is_followed_up", "is_confirmed", "is_reviewed"]


def open(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    is_open, age = frame["end_kind"] == "open", frame["opened_at"].max() - frame["opened_at"]
    counts = pd.DataFrame({"open": is_open, "unresolved": frame["resolved_at"].isna()})
    for days in (1, 7, 30):
        counts[days] = is_open & (age > pd.Timedelta(days=days))
    return counts.groupby(frame[WEEK]).agg(["sum", "count"])


def overdue(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    age = frame["opened_at"].max() - frame["opened_at"]
    overdue = (frame["end_kind"] == "open") & (age > pd.Timedelta(days=3))
    return overdue.groupby(frame[WEEK]).agg(["sum", "count"])


def aged(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    open_ones = frame[frame["open_days"].notna()]
    band = np.searchsorted([1, 3, 7, 30], open_ones["open_days"], side="right")
    return open_ones.groupby([WEEK, band]).size(), frame.groupby(WEEK).size()


def followed(frame: pd.DataFrame, ended: pd.Series, came: pd.Series) -> pd.DataFrame:
    """Who came back within a week of the end, and for whom that week is not over."""
    week = pd.Timedelta(days=7)
    return pd.DataFrame(
        {"in_time": came <= ended + week, "provisional": ended > frame["opened_at"].max() - week}
    )


def reopened(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    ended = frame["resolved_at"].fillna(frame["closed_at"])
    counts = followed(frame, ended, frame["first_reopened_at"])
    counts["is_reopened"], counts["is_ended"] = frame["is_reopened"], ended.notna()
    return counts.groupby(frame[WEEK]).sum()


def complained(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    ended = frame["resolved_at"].fillna(frame["abandoned_at"]).fillna(frame["closed_at"])
    counts = followed(frame, ended, frame["complained_at"])
    counts["is_complained"] = frame["is_complained"]
    counts["is_ended"] = (frame["end_kind"] != "open") | frame["is_complained"]
    return counts.groupby(frame[WEEK]).sum()


def settled(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    counts = followed(frame, frame["resolved_at"], frame["first_reopened_at"])
    is_final = frame["resolved_at"].notna() & ~counts["provisional"]
    counts["settled"] = is_final & ~counts["in_time"]
    counts["without_escalation"] = counts["settled"] & ~frame["is_escalated"]
    counts["is_final"] = is_final
    return counts.groupby(frame[WEEK]).sum()


def matched(flag: str) -> Measure:
    def measure(facts: Facts) -> Any:
        frame = facts["fct_contact"]
        return (frame[flag] > 1).groupby(frame[WEEK]).agg(["sum", "count"])

    return measure


def bounced(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    return (frame["bounce_direct_count"] > 0).groupby(frame[WEEK]).agg(["sum", "count"])


def passed_around(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    handed = frame[frame["takeover_count"] > 0]
    return (handed["takeover_count"] > 1).groupby(handed[WEEK]).agg(["sum", "count"])


def held(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    held = frame[frame["held_seconds"].notna()]
    return (
        ((held["held_seconds"] > 300) & (held["hop_count"] == 0))
        .groupby(held[WEEK])
        .agg(["sum", "count"])
    )


def passed_over(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    signs = frame[frame["is_sign_passed_over"].notna()]
    return signs["is_sign_passed_over"].astype(bool).groupby(signs[WEEK]).agg(["sum", "count"])


def late(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    target = frame["risk"].map({"very_high": 300, "high": 900})
    known = frame[frame["hesitation_seconds"].notna() & target.notna()]
    late = known["hesitation_seconds"] > target[known.index]
    return late.groupby(known[WEEK]).agg(["sum", "count"])


def suspected(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    risky = frame["risk"].isin(["high", "very_high"])
    late = ~frame["is_escalated"] | (frame["hesitation_seconds"] > 900)
    return (risky & late).groupby(frame[WEEK]).agg(["sum", "count"])


def matrix(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    return frame.groupby([WEEK, "impact", "urgency"])["is_escalated"].agg(["sum", "count"])


def delayed(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    frame = frame[(frame["hesitation_end_kind"] == "escalated")]
    frame = frame[frame["is_escalated_after_trouble"].fillna(False).astype(bool) == False]  # noqa: E712
    band = np.searchsorted([5, 15, 30, 60], frame["hesitation_seconds"] // 60, side="right")
    trouble = frame[["is_complained", "is_reopened"]].any(axis=1)
    ended = (frame["end_kind"] != "open") | trouble
    return pd.DataFrame({"trouble": trouble, "ended": ended}).groupby([frame[WEEK], band]).sum()


def steps(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    everybody = frame.groupby(WEEK)[["is_escalated", *_STEPS]].agg(["sum", "count"])
    escalated = frame[frame["is_escalated"].astype(bool)]
    return everybody, escalated.groupby(WEEK)[_STEPS].sum()


def impatient(facts: Facts) -> Any:
    flags = ["has_impatience", "has_said_before", "is_in_a_hurry", "is_angry"]
    return facts["fct_contact"].groupby(WEEK)[flags].agg(["sum", "count"])
