"""How contacts end: resolved, confirmed, closed, reopened, complained, or still open."""

import numpy as np

from etl.simulate.calendar_load import DAY
from etl.simulate.dice import Bools, Ints
from etl.simulate.distributions import number
from etl.simulate.vocabulary import NOTE
from etl.simulate.week import Week


def tell_endings(week: Week, who: Ints, free_at: Ints, escalated: Bools) -> None:
    """Tell the end of every contact that did not give up; `free_at` is when help was done."""
    dice, rows = week.dice, week.rows
    was_escalated = escalated[who]
    resolved = _resolved(week, who, free_at[who], was_escalated)
    operator = week.contacts.operator[who]
    has_note = dice.happens("note", who, np.where(was_escalated, 0.5, 0.05))
    note = np.where(has_note, dice.between("note text", who, 0, len(NOTE)), -1)
    rows.add("resolved", who, resolved, level=1, actor=operator, note=note)
    happy = who[was_escalated & dice.happens("confirmed", who, 0.25)]
    rows.add(
        "confirmed", happy, _of(resolved, who, happy) + dice.seconds("confirm", happy, 50, 0.5)
    )
    closed = resolved + dice.seconds(
        "after call", who, number("handling.after_call_median_seconds"), 0.8
    )
    is_closed = dice.happens("closed", who, 0.97)
    rows.add("closed", who[is_closed], closed[is_closed], level=1, actor=operator[is_closed])
    _tell_aftermath(week, who[is_closed], closed[is_closed], was_escalated[is_closed])


def _resolved(week: Week, who: Ints, free_at: Ints, was_escalated: Bools) -> Ints:
    dice = week.dice
    wrap = np.where(was_escalated, dice.seconds("wrap up", who, 150, 0.6), 0)
    soon = free_at + wrap
    rate = number("outcome.back_office")
    waits = dice.happens("back office", who, np.where(was_escalated, 4 * rate, rate))
    days = np.minimum(dice.seconds("days waited", who, 2.0 * DAY, 0.9), 40 * DAY)
    later = week.calendar.start_of_work(week.contacts.center[who], soon + days)
    parked = who[waits]
    week.rows.add("waiting_customer", parked, soon[waits], level=1)
    back = parked[dice.happens("followed up", parked, 0.6)]
    week.rows.add("followed_up", back, _of(later, who, back) - 120, level=1)
    return np.where(waits, later, soon)


def _tell_aftermath(week: Week, who: Ints, closed: Ints, was_escalated: Bools) -> None:
    dice, rows = week.dice, week.rows
    rate = np.where(
        was_escalated, number("outcome.complained_escalated"), number("outcome.complained")
    )
    angry = dice.happens("complains", who, rate)
    rows.add(
        "complained",
        who[angry],
        closed[angry] + dice.seconds("complained after", who, 7200, 1.2)[angry],
    )
    again = dice.happens("reopens", who, number("outcome.reopened"))
    back, first = who[again], closed[again]
    center = week.contacts.center[back]
    delay = np.minimum(dice.seconds("reopened after", back, 1.5 * DAY, 0.9), 20 * DAY)
    reopened = week.calendar.start_of_work(center, first + delay)
    rows.add("reopened", back, reopened, level=1)
    solved = reopened + dice.seconds("solved again", back, 1500, 0.9)
    rows.add("resolved", back, solved, level=1, actor=week.contacts.operator[back])
    rows.add("closed", back, solved + 90, level=1, actor=week.contacts.operator[back])
    looked = was_escalated & dice.happens("reviewed", who, 0.06)
    rows.add("reviewed", who[looked], closed[looked] + 2 * DAY, level=2)
    liked = dice.happens("feedback", who, np.where(was_escalated, 0.04, 0.01))
    rows.add(
        "feedback",
        who[liked],
        closed[liked] + 3 * 3600,
        amount=dice.between("score", who, 1, 6)[liked],
    )


def _of(values: Ints, who: Ints, some: Ints) -> Ints:
    """The values that belong to `some` of the ascending contacts `who`."""
    return values[np.searchsorted(who, some)]
