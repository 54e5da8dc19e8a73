"""Event logs written by hand, one short line per event."""

import datetime as dt
from typing import Any

import polars as pl

from tests.second_opinion.random_log import JAPAN

DAY = dt.date(2026, 4, 13)  # a Monday
NUMBERS = {"level", "target_level", "step", "impact", "urgency"}
COLUMNS = {
    "contact_id": pl.String,
    "occurred_at": pl.Datetime("us", "UTC"),
    "time_basis": pl.String,
    "seq": pl.Int64,
    "event": pl.String,
    **dict.fromkeys(["escalation_id", "actor"], pl.String),
    **dict.fromkeys(["center", "team", "channel", "category"], pl.String),
    **dict.fromkeys(sorted(NUMBERS), pl.Int32),
    **dict.fromkeys(["target", "mode", "axis", "rule_id", "rule_basis", "reason"], pl.String),
    **dict.fromkeys(["outcome", "slot", "source_file"], pl.String),
    "emergency": pl.Boolean,
    "amount": pl.Float64,
    "due_at": pl.Datetime("us", "UTC"),
    **dict.fromkeys(["risk_kind", "customer_kind"], pl.String),
    "source_row": pl.Int64,
}


def tiny_log(*lines: str) -> pl.DataFrame:
    """Events out of lines such as `c1 10:05:30 escalated level=1 target_level=2 ~borrowed`."""
    rows = [_event(line, row) for row, line in enumerate(lines)]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def _event(line: str, row: int) -> dict[str, Any]:
    contact_id, clock, event, *rest = line.split()
    values: dict[str, Any] = {"time_basis": "exact"}
    for item in rest:
        if item.startswith("~"):
            values["time_basis"] = item[1:]
        else:
            name, text = item.split("=")
            values[name] = _value(name, text)
    return {
        **dict.fromkeys(COLUMNS),
        "contact_id": contact_id,
        "occurred_at": _stamp(clock),
        "seq": 100 * row,
        "event": event,
        "source_file": "tiny.csv",
        "source_row": row,
        **values,
    }


def _value(name: str, text: str) -> object:
    if name in NUMBERS:
        return int(text)
    if name == "due_at":
        return _stamp(text)
    if name == "amount":
        return float(text)
    return text == "yes" if name == "emergency" else text


def _stamp(clock: str) -> dt.datetime:
    """A local time of the first day; `2@10:00` is two days later."""
    days, _, time = clock.rpartition("@")
    day = DAY + dt.timedelta(days=int(days or 0))
    return dt.datetime.combine(day, dt.time.fromisoformat(time), JAPAN).astimezone(dt.UTC)
