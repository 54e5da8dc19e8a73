"""Takes the contacts of a forgotten person out of the audits; what was judged still counts."""

import secrets
from collections.abc import Collection
from typing import Final

import sqlalchemy as sa

from queries.journal.store import Journal, Row
from queries.journal.tables import AUDIT_CASE, AUDIT_JUDGEMENT, AUDIT_REJECTED

_INSTEAD: Final = "forgotten-"


def forget_contacts(journal: Journal, contacts: Collection[str]) -> int:
    """Give audited contacts a name that nothing else has, drop their notes; return how many."""
    cases = [row for row in journal.rows(sa.select(AUDIT_CASE)) if row["contact_id"] in contacts]
    rejected = [
        row["rejected_id"]
        for row in journal.rows(sa.select(AUDIT_REJECTED))
        if any(contact in row["cells"] for contact in contacts)
    ]
    if cases or rejected:
        journal.write(lambda connection: _rename(connection, cases, rejected))
    return len(cases)


def _rename(connection: sa.Connection, cases: list[Row], rejected: list[int]) -> None:
    if connection.dialect.name == "sqlite":
        # Otherwise what was written there stays in the file until something takes its place.
        connection.exec_driver_sql("pragma secure_delete = on")
    for case in cases:
        name = _INSTEAD + secrets.token_hex(8)
        connection.execute(AUDIT_CASE.insert().values({**case, "contact_id": name}))
        for table, change in (
            (AUDIT_JUDGEMENT, AUDIT_JUDGEMENT.update().values(contact_id=name, note=None)),
            (AUDIT_CASE, AUDIT_CASE.delete()),
        ):
            is_case = sa.and_(
                table.c.draw_id == case["draw_id"], table.c.contact_id == case["contact_id"]
            )
            connection.execute(change.where(is_case))
    if rejected:
        is_rejected = AUDIT_REJECTED.c.rejected_id.in_(rejected)
        connection.execute(AUDIT_REJECTED.update().where(is_rejected).values(cells=""))
