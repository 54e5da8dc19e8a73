"""How many agree, by question and group; what fewer than five people say is not told."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from queries.journal.voices import Poll
from queries.methods.intervals import interval
from queries.people import fewest_people
from queries.voices.words import question_codes

GROUPS: Final = ("week", "center", "team")


@dataclass(frozen=True)
class Agreement:
    """How a group answers a question; `agreeing` (4 or 5), `low` and `high` are None if withheld.

    `share`, `low` and `high` are in percent, the latter Wilson's 95 % interval.
    """

    question: str
    group: dt.date | str | None
    people: int | None
    agreeing: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None


def agreement(
    polls: Sequence[Poll],
    by: str | None = None,
    start: dt.date | None = None,
    stop: dt.date | None = None,
) -> list[Agreement]:
    """Return the answers by question and group, from the week of `start` to before `stop`.

    A group of fewer than five answers is withheld. Where only so few are withheld together that
    the total would tell them, the smallest group beside them is withheld, too.
    """
    found = []
    for question in question_codes():
        groups: dict[dt.date | str | None, list[Poll]] = {}
        for poll in polls:
            is_asked = (start is None or poll.week >= start) and (stop is None or poll.week < stop)
            if is_asked and poll.question == question:
                groups.setdefault(getattr(poll, by) if by else None, []).append(poll)
        sizes = {group: sum(sum(poll.people) for poll in mine) for group, mine in groups.items()}
        withheld = _withheld(sizes)
        for group, mine in sorted(groups.items(), key=lambda item: str(item[0] or "")):
            found.append(
                Agreement(question, group, None)
                if group in withheld
                else _agreement(question, group, mine)
            )
    return found


def _withheld(sizes: dict[dt.date | str | None, int]) -> set[dt.date | str | None]:
    minimum = fewest_people()
    small = {group for group, size in sizes.items() if size < minimum}
    rest = sorted((size, str(group), group) for group, size in sizes.items() if group not in small)
    if small and rest and sum(sizes[group] for group in small) < minimum:
        small.add(rest[0][2])
    return small


def _agreement(question: str, group: dt.date | str | None, polls: Sequence[Poll]) -> Agreement:
    people = sum(sum(poll.people) for poll in polls)
    agreeing = sum(poll.people[3] + poll.people[4] for poll in polls)
    low, high = interval(agreeing, people)
    return Agreement(question, group, people, agreeing, 100 * agreeing / people, low, high)
