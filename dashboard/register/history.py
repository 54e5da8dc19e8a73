"""What each version of a rule changed against the one before it."""

import itertools
from collections.abc import Sequence
from typing import Any

from dashboard.frame.view import View
from dashboard.register import book, route


def changed(versions: Sequence[dict[str, Any]], view: View) -> list[str]:
    """What differs, for each of the versions, the newest first; of the oldest that it is new."""
    words = view.words
    told = [_told(row, view) for row in versions]
    found = [_differences(after, before, view) for after, before in itertools.pairwise(told)]
    return [*found, words("register.first_version")] if versions else []


def _differences(after: dict[str, str], before: dict[str, str], view: View) -> str:
    words = view.words
    found = [
        words(
            "register.difference",
            field=field,
            before=before.get(field, book.NONE),
            after=after.get(field, book.NONE),
        )
        for field in dict.fromkeys([*after, *before])
        if after.get(field) != before.get(field)
    ]
    return words("common.list_separator").join(found) or words("register.no_difference")


def _told(row: dict[str, Any], view: View) -> dict[str, str]:
    """What a version says by field; a step of the route is a field of its own."""
    word, steps = view.words("register.route"), route.steps(view, row["rule_version_id"])
    numbered = {
        f"{word} {place}": step.replace("**", "") for place, step in enumerate(steps, start=1)
    }
    return dict(book.says(row, view)) | numbered
