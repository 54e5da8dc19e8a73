"""What stands on top of every paper: which centers and days, how fresh, how far it agrees."""

import datetime as dt

from dashboard.frame.view import View
from dashboard.reading.trends import Control
from dashboard.weekly import review
from dashboard.words import Words

NAMED_CENTERS = 4


def centers(view: View) -> str:
    """The centers on record; none when the log does not name any."""
    words, found = view.words, view.choices.center
    if not found:
        return words("report.no_centers")
    if len(found) > NAMED_CENTERS:
        return words("report.many_centers", count=len(found))
    names = words("common.list_separator").join(words.named("center", code) for code in found)
    return words("report.centers", names=names)


def day(key: str, shown: dt.date, words: Words) -> str:
    """A day with its weekday."""
    weekday = words(f"weekday.{shown.isoweekday()}")
    return words(
        f"report.{key}", year=shown.year, month=shown.month, day=shown.day, weekday=weekday
    )


def head(control: Control, view: View) -> list[str]:
    """How fresh the figures are, the volumes, the control total and what is recorded."""
    words = view.words
    _, volume, agreement, *recorded = review.control_notes(control, view)
    if not control.counted:
        agreement += words("report.how_to_control")
    stamp = words("common.as_of", as_of=view.build.as_of)
    return [words("report.join", first=stamp, second=volume), agreement, *recorded]
