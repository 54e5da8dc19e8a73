"""Changes that trends are marked with: numbered within what is shown, oldest first."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.frame.view import View
from dashboard.reading import data


@dataclass(frozen=True)
class Change:
    """Something that changed around the figures, and the Monday of its week."""

    number: int
    day: dt.date
    title: str

    @property
    def week(self) -> dt.date:
        """The Monday of the week of the change."""
        return self.day - dt.timedelta(days=self.day.weekday())


def changes(view: View, first: dt.date, rule_id: str | None = None) -> list[Change]:
    """The changes from the week of `first` to the chosen week, in words.

    With `rule_id` those of other rules are left out.
    """
    words = view.words
    rows = data.read(view.build, "changes").filter(
        pl.col("changed_on").is_between(first, view.chosen.week.last)
    )
    if rule_id is not None:
        rows = rows.filter(pl.col("rule_id").is_null() | (pl.col("rule_id") == rule_id))
    return [
        Change(
            number,
            row["changed_on"],
            words(
                "chart.change",
                day=f"{row['changed_on']:%Y/%m/%d}",
                kind=words.named("change", row["kind"]),
                title=" ".join(part for part in (row["rule_id"], row["title"]) if part),
            ),
        )
        for number, row in enumerate(rows.iter_rows(named=True), start=1)
    ]


def numbered(marks: Sequence[Change]) -> dict[dt.date, str]:
    """The numbers of the changes in each week that has any, by its Monday."""
    found: dict[dt.date, str] = {}
    for mark in marks:
        found[mark.week] = found.get(mark.week, "") + circled(mark.number)
    return found


def circled(number: int) -> str:
    """A number in a circle, as papers mark changes; beyond 20 in brackets."""
    return chr(0x2460 + number - 1) if number <= 20 else f"({number})"
