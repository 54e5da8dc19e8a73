"""What people say about a flag: was it right to propose the rule?"""

import datetime as dt
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from queries.journal.store import Journal
from queries.journal.tables import FLAG_ANSWER
from queries.journal.vocabulary import ANSWERS, ROLES


@dataclass(frozen=True)
class FlagAnswer:
    """One answer to the flag of a rule, in one respect and one weekly review.

    `status` is what the flag said, revisit or watch; `answered_by` is one of ROLES or None.
    """

    rule_id: str
    kind: str
    review_week: dt.date
    status: str
    answer: str
    answered_at: dt.datetime
    build_id: str
    note: str | None = None
    answered_by: str | None = None

    @property
    def flag(self) -> tuple[str, str, dt.date]:
        """What was answered."""
        return self.rule_id, self.kind, self.review_week


def record_answer(journal: Journal, given: FlagAnswer) -> None:
    """Add an answer; those before it stay on record.

    Raises ValueError for an answer or a role that does not exist.
    """
    if given.answer not in ANSWERS:
        raise ValueError(f"answer `{given.answer}`: not one of {', '.join(ANSWERS)}")
    if given.answered_by is not None and given.answered_by not in ROLES:
        raise ValueError(f"answered_by `{given.answered_by}`: not one of {', '.join(ROLES)}")
    journal.add(FLAG_ANSWER, [asdict(given)])


def answer_history(journal: Journal) -> list[FlagAnswer]:
    """Return every answer ever given, in the order in which they were stored."""
    columns = [column for column in FLAG_ANSWER.c if column.name != "answer_id"]
    query = sa.select(*columns).order_by(FLAG_ANSWER.c.answer_id)
    return [FlagAnswer(**row) for row in journal.rows(query)]


def latest_answers(journal: Journal) -> list[FlagAnswer]:
    """Return the answer that counts for each flag: the one stored last."""
    return list({given.flag: given for given in answer_history(journal)}.values())
