"""The three sentences that a weekly review begins with, from finished numbers."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard import amounts
from dashboard.frame.view import View
from dashboard.reading.trends import UNUSUAL, Trend
from dashboard.weekly.groups import Group
from dashboard.weekly.review import Tile, tile
from dashboard.words import Words
from queries.flags import Revisit
from queries.revisit.reasons import label

NAMED_RULES = 2


def three(
    shown: Sequence[Tile], trend: Trend, groups: Sequence[Group], rules: Revisit, view: View
) -> list[str]:
    """What changed, what is usual variation, what to decide."""
    return [
        _changed(shown, trend, groups, view),
        _usual(shown, view.words),
        _decide(rules.frame, groups, view.words),
    ]


def _changed(shown: Sequence[Tile], trend: Trend, groups: Sequence[Group], view: View) -> str:
    words = view.words
    unusual: list[Tile | Group] = [found for found in [*shown, *groups] if found.signal in UNUSUAL]
    if unusual:
        items = [
            words(
                "weekly.changed_lasting" if found.is_lasting else "weekly.changed_item",
                label=found.label,
                value=found.value,
                span=found.span,
            )
            for found in unusual
        ]
        return words("weekly.changed_join", items=words("common.list_separator").join(items))
    row = trend.last
    if row is not None and row["low"] is None and row["metric_value"] is not None:
        first = tile(trend, view)
        if row["denominator"] is None:
            return words(
                "weekly.changed_too_short_count",
                weeks=trend.weeks_missing,
                label=first.label,
                value=first.value,
            )
        return words(
            "weekly.changed_too_short",
            weeks=trend.weeks_missing,
            label=first.label,
            value=first.value,
            numerator=amounts.many(row["numerator"]),
            denominator=amounts.many(row["denominator"]),
        )
    return words("weekly.changed_none")


def _usual(shown: Sequence[Tile], words: Words) -> str:
    usual = [found for found in shown if found.signal == "usual"]
    if not usual:
        ranged = any(found.signal != "no_range" for found in shown)
        return words("weekly.usual_none" if ranged else "weekly.usual_pending")
    items = [words("weekly.usual_item", label=found.label, value=found.value) for found in usual]
    return words("weekly.usual_join", items=words("common.list_separator").join(items))


def _decide(rules: pl.DataFrame, groups: Sequence[Group], words: Words) -> str:
    revisit = rules.filter(status="revisit")
    if revisit.is_empty():
        return _nothing_to_revisit(rules, groups, words)
    items = [_item(row, words) for row in revisit.head(NAMED_RULES).iter_rows(named=True)]
    if revisit.height > NAMED_RULES:
        items.append(words("weekly.decide_more", count=revisit.height - NAMED_RULES))
    return words("weekly.decide_join", items=words("common.list_separator").join(items))


def _item(row: dict[str, Any], words: Words) -> str:
    kind = label(row["kind"], words.lang)
    if row["denominator"] is None:
        return words("weekly.decide_found", title=row["title"], kind=kind)
    return words(
        "weekly.decide_item",
        title=row["title"],
        numerator=amounts.many(row["numerator"]),
        denominator=amounts.many(row["denominator"]),
        kind=kind,
    )


def _nothing_to_revisit(rules: pl.DataFrame, groups: Sequence[Group], words: Words) -> str:
    """What to do without a proposal: look at what moved, or start recording."""
    moved = [f"**{found.name}**" for found in groups if found.signal in UNUSUAL]
    if moved:
        return words("weekly.decide_look", items=words("common.list_separator").join(moved))
    if rules.filter(pl.col("status") != "not_recorded").is_empty():
        return words("weekly.decide_record")
    watch = rules.filter(status="watch").height
    note = words("weekly.decide_watch", count=watch) if watch else ""
    return words("weekly.decide_none", watch=note)
