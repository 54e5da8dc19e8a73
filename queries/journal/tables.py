"""The tables of the journal as the migrations leave them."""

import datetime as dt
import json
from typing import Any

import sqlalchemy as sa


class UtcStamp(sa.types.TypeDecorator[dt.datetime]):
    """A moment, stored in UTC; SQLite keeps no zone, so it is put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        """Return the moment in UTC; ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value}: a moment in the journal needs a time zone")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        """Return the moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Parameters(sa.types.TypeDecorator[dict[str, Any]]):
    """Values by name, kept as JSON in a text, which both databases have alike."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        """Return the values as text."""
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Any) -> dict[str, Any] | None:
        """Return the values by name."""
        return None if value is None else dict(json.loads(value))


class Items(sa.types.TypeDecorator[tuple[str, ...]]):
    """A list of texts, kept as JSON in a text; an empty list is none, NULL is unknown."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        """Return the list as text."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Any) -> tuple[str, ...] | None:
        """Return the texts in their order."""
        return None if value is None else tuple(json.loads(value))


_TABLES = sa.MetaData()

VERSION = sa.Table("journal_version", _TABLES, sa.Column("version", sa.Integer, primary_key=True))

FLAG_ANSWER = sa.Table(
    "flag_answer",
    _TABLES,
    sa.Column("answer_id", sa.Integer, primary_key=True),
    sa.Column("rule_id", sa.Text),
    sa.Column("kind", sa.Text),
    sa.Column("review_week", sa.Date),
    sa.Column("status", sa.Text),
    sa.Column("answer", sa.Text),
    sa.Column("note", sa.Text),
    sa.Column("answered_at", UtcStamp),
    sa.Column("answered_by", sa.Text),
    sa.Column("build_id", sa.Text),
)

AUDIT_DRAW = sa.Table(
    "audit_draw",
    _TABLES,
    sa.Column("draw_id", sa.Text, primary_key=True),
    sa.Column("week", sa.Date),
    sa.Column("seed", sa.BigInteger),
    sa.Column("population", sa.Integer),
    sa.Column("still_open", sa.Integer),
    sa.Column("drawn_at", UtcStamp),
    sa.Column("build_id", sa.Text),
)

AUDIT_CASE = sa.Table(
    "audit_case",
    _TABLES,
    sa.Column("draw_id", sa.Text, primary_key=True),
    sa.Column("place", sa.Integer),
    sa.Column("contact_id", sa.Text, primary_key=True),
    sa.Column("stratum", sa.Text),
    sa.Column("stratum_size", sa.Integer),
)

AUDIT_JUDGEMENT = sa.Table(
    "audit_judgement",
    _TABLES,
    sa.Column("judgement_id", sa.Integer, primary_key=True),
    sa.Column("draw_id", sa.Text),
    sa.Column("contact_id", sa.Text),
    sa.Column("needed", sa.Text),
    sa.Column("needed_level", sa.Integer),
    sa.Column("note", sa.Text),
    sa.Column("judged_at", UtcStamp),
)

AUDIT_REJECTED = sa.Table(
    "audit_rejected",
    _TABLES,
    sa.Column("rejected_id", sa.Integer, primary_key=True),
    sa.Column("sheet", sa.Text),
    sa.Column("row_number", sa.Integer),
    sa.Column("cells", sa.Text),
    sa.Column("reason", sa.Text),
    sa.Column("imported_at", UtcStamp),
)

BASELINE = sa.Table(
    "baseline",
    _TABLES,
    sa.Column("baseline_id", sa.Integer, primary_key=True),
    sa.Column("metric", sa.Text),
    sa.Column("first_week", sa.Date),
    sa.Column("action", sa.Text),
    sa.Column("reason", sa.Text),
    sa.Column("set_at", UtcStamp),
    sa.Column("set_by", sa.Text),
)

VOICE = sa.Table(
    "voice",
    _TABLES,
    sa.Column("voice_id", sa.Integer, primary_key=True),
    sa.Column("week", sa.Date),
    sa.Column("center", sa.Text),
    sa.Column("team", sa.Text),
    sa.Column("question", sa.Text),
    sa.Column("answer", sa.Integer),
    sa.Column("people", sa.Integer),
    sa.Column("imported_at", UtcStamp),
)

VOICE_REJECTED = sa.Table(
    "voice_rejected",
    _TABLES,
    sa.Column("rejected_id", sa.Integer, primary_key=True),
    sa.Column("file", sa.Text),
    sa.Column("row_number", sa.Integer),
    sa.Column("reason", sa.Text),
    sa.Column("imported_at", UtcStamp),
)

SAVED_VIEW = sa.Table(
    "saved_view",
    _TABLES,
    sa.Column("view_id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text),
    sa.Column("page", sa.Text),
    sa.Column("params", Parameters),
    sa.Column("action", sa.Text),
    sa.Column("saved_at", UtcStamp),
)

NOTE = sa.Table(
    "note",
    _TABLES,
    sa.Column("note_id", sa.Integer, primary_key=True),
    sa.Column("week", sa.Date),
    sa.Column("page", sa.Text),
    sa.Column("scope", Parameters),
    sa.Column("text", sa.Text),
    sa.Column("action", sa.Text),
    sa.Column("written_at", UtcStamp),
    sa.Column("written_by", sa.Text),
    sa.Column("about", sa.Text),
    sa.Column("kind", sa.Text),
    sa.Column("assigned_to", sa.Text),
    sa.Column("due", sa.Date),
)

PUBLISHED_REPORT = sa.Table(
    "published_report",
    _TABLES,
    sa.Column("report_id", sa.Integer, primary_key=True),
    sa.Column("week", sa.Date),
    sa.Column("lang", sa.Text),
    sa.Column("figures", Parameters),
    sa.Column("text", sa.Text),
    sa.Column("html", sa.Text),
    sa.Column("build_id", sa.Text),
    sa.Column("as_of", sa.Text),
    sa.Column("published_at", UtcStamp),
    sa.Column("published_by", sa.Text),
)

RECORDED_REQUEST = sa.Table(
    "recorded_request",
    _TABLES,
    sa.Column("recorded_id", sa.Integer, primary_key=True),
    sa.Column("request_id", sa.Text),
    sa.Column("contact_id", sa.Text),
    sa.Column("asked_on", sa.Date),
    sa.Column("asked_clock", sa.Time),
    sa.Column("answered_clock", sa.Time),
    sa.Column("target", sa.Text),
    sa.Column("means", sa.Text),
    sa.Column("mode", sa.Text),
    sa.Column("reason", sa.Text),
    sa.Column("rule_id", sa.Text),
    sa.Column("not_reached", Items),
    sa.Column("ending", sa.Text),
    sa.Column("judgement", sa.Text),
    sa.Column("asked_again", Items),
    sa.Column("action", sa.Text),
    sa.Column("kept_at", UtcStamp),
)

RECORDED_WEEK = sa.Table(
    "recorded_week",
    _TABLES,
    sa.Column("mark_id", sa.Integer, primary_key=True),
    sa.Column("week", sa.Date),
    sa.Column("extent", sa.Text),
    sa.Column("marked_at", UtcStamp),
)
