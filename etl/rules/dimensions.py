"""The rule book as dimensions of the warehouse."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from etl.facts.dimensions import DIMENSION_SCHEMAS
from etl.rules.book import Book, Version
from etl.rules.branches import rule_branches

_SAME = (
    "rule_id",
    "title",
    "category",
    "subcategory",
    "channel",
    "condition_words",
    "impact",
    "urgency",
    "level",
    "target",
    "mode",
    "limit_seconds",
    "limit_clock",
    "allows_emergency_skip",
    "required_items",
)


def rule_dimensions(book: Book, time_zone: str) -> dict[str, pl.DataFrame]:
    """Return `dim_rule` and its three companions; a version begins at local midnight."""
    zone = ZoneInfo(time_zone)
    return {
        "dim_rule": _frame("dim_rule", [_rule(version) for version in book.latest().values()]),
        "dim_rule_version": _frame(
            "dim_rule_version", [_version(version, zone) for version in book.versions]
        ),
        "dim_rule_condition": _frame("dim_rule_condition", _conditions(book)),
        "dim_rule_route": _frame("dim_rule_route", _routes(book)),
    }


def _frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=DIMENSION_SCHEMAS[name])


def _rule(version: Version) -> dict[str, Any]:
    return {
        "rule_id": version.rule.rule_id,
        "title": version.rule.title,
        "owner": version.rule.owner,
        "is_implied": False,
        "manual_page": version.rule.manual_page,
        "status": "active" if version.valid_to is None else "retired",
    }


def _version(version: Version, zone: ZoneInfo) -> dict[str, Any]:
    review_by = version.rule.review_by
    return {name: getattr(version.rule, name) for name in _SAME} | {
        "rule_version_id": version.version_id,
        "version": version.number,
        "review_by": dt.date.fromisoformat(review_by) if review_by else None,
        "valid_from": _midnight(version.valid_from, zone),
        "valid_to": _midnight(version.valid_to, zone),
        "change_reason": version.change_reason,
        "is_machine_readable": bool(rule_branches(version.rule)),
    }


def _midnight(day: dt.date | None, zone: ZoneInfo) -> dt.datetime | None:
    if day is None:
        return None
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)


def _conditions(book: Book) -> list[dict[str, Any]]:
    return [
        {"rule_version_id": version.version_id, "branch": number, **vars(condition)}
        for version in book.versions
        for number, branch in enumerate(rule_branches(version.rule), start=1)
        for condition in branch
    ]


def _routes(book: Book) -> list[dict[str, Any]]:
    return [
        {"rule_version_id": version.version_id, **vars(step)}
        for version in book.versions
        for step in version.rule.route
    ]
