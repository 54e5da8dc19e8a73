"""The recording form in the journal: requests for help as they were entered, week by week."""

import datetime as dt
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from queries.journal.store import Journal
from queries.journal.tables import RECORDED_REQUEST, RECORDED_WEEK
from queries.journal.vocabulary import ENDINGS, EXTENTS, FORM_MODES, JUDGEMENTS
from queries.weeks import monday

KEEP, REMOVE = "keep", "remove"
# Says on purpose that no rule was behind a request; a blank says nothing.
NO_RULE = "none"
LONGEST_CONTACT = 60
_ALLOWED = {"mode": FORM_MODES, "ending": ENDINGS, "judgement": JUDGEMENTS}


@dataclass(frozen=True)
class Request:
    """One request for help; whatever is None is unknown, an empty list is none.

    `request_id` tells it from others; `asked_on` and the clocks are the center's own.
    """

    request_id: str
    contact_id: str
    asked_on: dt.date
    kept_at: dt.datetime
    asked_clock: dt.time | None = None
    answered_clock: dt.time | None = None
    target: str | None = None
    means: str | None = None
    mode: str | None = None
    reason: str | None = None
    rule_id: str | None = None
    not_reached: tuple[str, ...] | None = None
    ending: str | None = None
    judgement: str | None = None
    asked_again: tuple[str, ...] | None = None
    action: str = KEEP

    @property
    def week(self) -> dt.date:
        """The Monday of the week in which it was made."""
        return monday(self.asked_on)


def keep_request(journal: Journal, given: Request) -> None:
    """Keep a request, correct it or take it back; what stood before stays on record.

    Raises ValueError for a contact number that is blank or too long, or a word that is not known.
    """
    if not given.contact_id.strip() or len(given.contact_id) > LONGEST_CONTACT:
        raise ValueError(f"contact_id `{given.contact_id}`: 1 to {LONGEST_CONTACT} characters")
    for name, words in _ALLOWED.items():
        word = getattr(given, name)
        if word is not None and word not in words:
            raise ValueError(f"{name} `{word}`: not one of {', '.join(words)}")
    journal.add(RECORDED_REQUEST, [asdict(given)])


def requests_of(journal: Journal, week: dt.date | None = None) -> list[Request]:
    """Return the requests made in a week, or ever, by their time, without those taken back."""
    columns = [column for column in RECORDED_REQUEST.c if column.name != "recorded_id"]
    query = sa.select(*columns).order_by(RECORDED_REQUEST.c.recorded_id)
    last = {row["request_id"]: Request(**row) for row in journal.rows(query)}
    found = [
        given
        for given in last.values()
        if given.action == KEEP and (week is None or given.week == week)
    ]
    return sorted(found, key=lambda given: (given.asked_on, given.asked_clock or dt.time()))


def mark_week(journal: Journal, week: dt.date, extent: str, marked_at: dt.datetime) -> None:
    """Say how much of a week was recorded; the last word counts.

    Raises ValueError for a week that does not begin on its Monday, or an unknown word.
    """
    if week.weekday():
        raise ValueError(f"week {week}: is no Monday")
    if extent not in EXTENTS:
        raise ValueError(f"extent `{extent}`: not one of {', '.join(EXTENTS)}")
    journal.add(RECORDED_WEEK, [{"week": week, "extent": extent, "marked_at": marked_at}])


def week_extents(journal: Journal) -> dict[dt.date, str]:
    """Return how much of each week was recorded, for the weeks of which that was said."""
    query = sa.select(RECORDED_WEEK.c.week, RECORDED_WEEK.c.extent)
    rows = journal.rows(query.order_by(RECORDED_WEEK.c.mark_id))
    return {row["week"]: row["extent"] for row in rows}
