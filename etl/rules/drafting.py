"""Drafts of rules for what is escalated without one: for a person to read, mend and import."""

import math
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from etl.rules.book import Book, Version
from etl.rules.branches import expression_text, rule_branches
from etl.rules.conditions import KINDS, column_condition
from etl.rules.rule import Rule
from etl.rules.say import say
from etl.rules.words import word_in
from queries.flags import review_week
from queries.revisit.clusters import ITEMS
from queries.revisit.standing import no_rule_clusters
from queries.warehouse import Warehouse

# A P90 of fewer times is one person's bad day.
MIN_TIMED: Final = 20


def draft_book(path: Path, week: date | None = None, lang: str = "en") -> Book:
    """Return a book with one draft per cluster as of a week's end, the largest first."""
    with Warehouse(path) as warehouse:
        stop = review_week(warehouse, week) + timedelta(weeks=1)
        rows = no_rule_clusters(warehouse, stop).to_dicts()
    drafts = [_draft(f"D{number:03}", row, lang) for number, row in enumerate(rows, start=1)]
    reason = say(lang, "draft_reason")
    return Book(tuple(Version(draft, 1, stop, None, reason) for draft in drafts))


def drafts_text(book: Book, lang: str) -> str:
    """Return every draft as one sentence and the evidence it rests on."""
    lines = [_line(version.rule, lang) for version in book.versions]
    return "\n".join(lines) or say(lang, "no_drafts")


def _draft(rule_id: str, row: dict[str, Any], lang: str) -> Rule:
    own = {item: row[item] for item in ("category", "subcategory", "channel")}
    conditions = (column_condition(item, value) for item, value in own.items())
    is_timed = row["timed"] >= MIN_TIMED
    what = "・".join(_word(item, row[item], lang) for item in ITEMS if row[item] is not None)
    return Rule(
        rule_id=rule_id,
        title=say(lang, "draft_title", what=what),
        category=own["category"],
        subcategory=own["subcategory"],
        channel=own["channel"],
        condition_words=_words(row, is_timed, lang),
        conditions=tuple(condition for condition in conditions if condition is not None),
        impact=None,
        urgency=None,
        target=row["target"],
        level=row["level"],
        mode=row["mode"],
        limit_seconds=60 * math.ceil(row["p90_seconds"] / 60) if is_timed else None,
        limit_clock="wall" if is_timed else None,
        allows_emergency_skip=None,
        required_items=None,
        owner=None,
        review_by=None,
        manual_page=None,
        valid_from=None,
        change_reason=None,
        route=(),
        expression=None if row["reason"] is None else f"reason = '{row['reason']}'",
    )


def _word(item: str, value: str, lang: str) -> str:
    return word_in(KINDS[item], value, lang) if item in KINDS else value


def _words(row: dict[str, Any], is_timed: bool, lang: str) -> str:
    text = say(lang, "draft_words", n=row["n"], share=_percent(row["share"]))
    if row["level"] is not None:
        share = _percent(row["level_share"])
        text += say(lang, "draft_level", level=row["level"], level_share=share)
    if not is_timed:
        return text + say(lang, "draft_no_limit")
    p50, p90 = (math.ceil(row[name] / 60) for name in ("p50_seconds", "p90_seconds"))
    return text + say(lang, "draft_limit", p50=p50, p90=p90)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def _line(rule: Rule, lang: str) -> str:
    minutes = None if rule.limit_seconds is None else rule.limit_seconds // 60
    line = say(
        lang,
        "draft_line",
        rule=rule.rule_id,
        condition=expression_text(rule_branches(rule)),
        target=rule.target or "?",
        level=rule.level or "?",
        minutes=minutes or "?",
    )
    return f"{line}\n  {rule.condition_words}"
