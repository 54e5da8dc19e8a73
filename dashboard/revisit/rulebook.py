"""The rules to revisit as people read them: which rule, what is the matter, what to try."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import amounts
from dashboard.frame.view import View
from dashboard.naming import how_to_record
from dashboard.reading import data
from dashboard.words import Words
from queries.flags import Revisit, asked_of
from queries.revisit.reasons import label

STATUSES = ("revisit", "watch", "ok", "not_enough_data", "not_recorded")
PRESSING = ("revisit", "watch")


@dataclass(frozen=True)
class Entry:
    """One rule judged in one respect."""

    status: str
    rule_id: str
    rule_basis: str
    title: str
    kind_code: str
    kind: str
    reason: str
    remedy: str
    value: str
    peer: str
    interval: str
    size: str
    is_rate: bool
    link: dict[str, Any]
    count: int | None


def entries(rules: Revisit, view: View) -> list[Entry]:
    """All judged rules, the most pressing first; what nobody records is left to `unrecorded`."""
    gone = set(_unrecorded_kinds(rules))
    order = {status: place for place, status in enumerate(STATUSES)}
    rows = [row for row in rules.frame.iter_rows(named=True) if row["kind"] not in gone]
    return [_entry(row, view) for row in sorted(rows, key=lambda row: order[row["status"]])]


def unrecorded(rules: Revisit, view: View) -> list[tuple[str, str]]:
    """The kinds of failure that this log cannot show, and how to start recording them."""
    return [
        (label(kind, view.lang), how_to_record(metric, view.words))
        for kind, metric in _unrecorded_kinds(rules).items()
    ]


def _unrecorded_kinds(rules: Revisit) -> dict[str, str]:
    """Kinds without a single rule on record, with the metric that would show them."""
    known = set(rules.frame.filter(pl.col("status") != "not_recorded")["kind"])
    pairs = rules.frame.select("kind", "metric").unique(maintain_order=True).iter_rows()
    return {kind: metric for kind, metric in pairs if kind not in known}


def _entry(row: dict[str, Any], view: View) -> Entry:
    words, unit = view.words, data.catalog()[row["metric"]].unit
    return Entry(
        status=row["status"],
        rule_id=row["rule_id"],
        rule_basis=row["rule_basis"],
        title=_title(row),
        kind_code=row["kind"],
        kind=label(row["kind"], words.lang),
        reason=row[f"reason_{view.lang}"] or "",
        remedy=row[f"remedy_{view.lang}"] or "",
        value=_value(row, unit, words),
        peer=amounts.shown(row["peer_value"], unit, words),
        interval="–" if row["low"] is None else amounts.span(row["low"], row["high"], unit, words),
        size=_size(row),
        is_rate=row["low"] is not None,
        link=view.chosen.unfiltered().cases(row["metric"], asked_of(row)),
        count=row["numerator"],
    )


def _title(row: dict[str, Any]) -> str:
    """A rule by number and name; a category, or a cluster without a rule, by its name alone."""
    is_named = row["rule_basis"] != "none" and row["title"] != row["rule_id"]
    return row["title"] if not is_named else f"{row['rule_id']} {row['title']}"


def _value(row: dict[str, Any], unit: str, words: Words) -> str:
    """The rate; a variation between operators is so many times that of chance."""
    if row["kind"] == "inconsistent" and row["metric_value"] is not None:
        return words("rules.times", value=f"{row['metric_value']:.1f}")
    return amounts.shown(row["metric_value"], unit, words)


def _size(row: dict[str, Any]) -> str:
    """How many cases of how many; what the rule book tells is of cases alone."""
    if row["denominator"] is None:
        return amounts.many(row["numerator"])
    return f"{amounts.many(row['numerator'])} / {amounts.many(row['denominator'])}"


def with_status(found: Sequence[Entry], statuses: Sequence[str]) -> list[Entry]:
    """The entries of some statuses; all of them when none is named."""
    return [entry for entry in found if not statuses or entry.status in statuses]


def pressing(found: Sequence[Entry]) -> list[Entry]:
    """What a meeting has to talk about."""
    return [entry for entry in found if entry.status in PRESSING]


def quiet(found: Sequence[Entry]) -> list[Entry]:
    """The rest, for completeness."""
    return [entry for entry in found if entry.status not in PRESSING]


def counts(found: Sequence[Entry]) -> dict[str, int]:
    """How many entries have each status; a status that nobody has is left out."""
    tally = {status: sum(entry.status == status for entry in found) for status in STATUSES}
    return {status: count for status, count in tally.items() if count}
