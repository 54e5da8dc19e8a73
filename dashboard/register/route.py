"""A rule's route, drawn: whom to ask, by what means, how long to wait, whom next."""

from typing import Any

from dashboard import amounts
from dashboard.frame.view import View
from dashboard.reading import data


def steps(view: View, version_id: str) -> list[str]:
    """Each step of a route in words, in order."""
    rows = data.read(view.build, "rule_route", rule_version_id=version_id)
    return [_step(row, view) for row in rows.iter_rows(named=True)]


def _step(row: dict[str, Any], view: View) -> str:
    words = view.words
    parts = [
        words.named("means", row["means"]) if row["means"] else None,
        words("register.wait", time=amounts.goal(row["wait_seconds"], "seconds", words))
        if row["wait_seconds"] is not None
        else None,
        _hours(row, view),
    ]
    said = words("common.list_separator").join(part for part in parts if part)
    return words("register.step", number=row["step"], target=row["target"], how=said)


def _hours(row: dict[str, Any], view: View) -> str | None:
    words = view.words
    days = "".join(words(f"weekday.{day}") for day in (row["weekdays"] or "").split(",") if day)
    if days and view.lang == "en":
        days = " ".join(words(f"weekday.{day}") for day in row["weekdays"].split(","))
    hours = f"{row['hour_from']}–{row['hour_to']}" if row["hour_from"] else ""
    return " ".join(part for part in (days, hours) if part) or None
