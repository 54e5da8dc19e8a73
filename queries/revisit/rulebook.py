"""Flags that no rate decides: rules that contradict, never apply, are out of date or are missing.

They are facts and no estimates, so no chance has to be ruled out; like every flag they have to have
been there in earlier reviews before a rule is proposed for revisiting.
"""

import datetime as dt
from typing import Any, Final

import polars as pl

from queries.asked import Asked
from queries.measure import measure
from queries.revisit.settings import Settings
from queries.revisit.standing import no_rule_clusters, standing_findings
from queries.revisit.standing_settings import load_standing_settings
from queries.warehouse import Warehouse

# Each kind of finding, and the flag that it is.
FLAGS: Final[dict[str, str]] = {
    "conflict": "conflict",
    "unreachable": "never_applies",
    "overlap": "overlap",
    "overdue": "overdue",
    "stale": "stale",
    "unused": "unused",
    "no_rule": "no_rule",
}
# Two rules of one level for one case do no harm; where they part later, it is a conflict.
_ONLY_WATCHED: Final = {"overlap"}
# What tells a cluster of escalations without a rule.
CLUSTER: Final = ("category", "subcategory", "reason", "channel")
_WEEK: Final = dt.timedelta(weeks=1)
_DAY: Final = dt.timedelta(days=1)


def rulebook_rows(warehouse: Warehouse, stop: dt.date, settings: Settings) -> list[dict[str, Any]]:
    """Return a row per finding as of a review, with the number of reviews that have `seen` it.

    Each names the `metric` whose cases, from `start` to before `stop`, are behind it; `numerator`
    is how many they are, NULL where there are none to show.
    """
    found = standing_findings(warehouse, stop).filter(pl.col("kind").is_in(list(FLAGS)))
    earlier = _earlier_clusters(warehouse, stop, settings)
    window = {"start": stop - settings.weeks * _WEEK, "stop": stop}
    rows = []
    for finding in found.iter_rows(named=True):
        kind = FLAGS[finding["kind"]]
        seen = 1 + sum(
            _was_there(finding, stop - back * _WEEK, earlier.get(back, set()))
            for back in range(1, settings.reviews)
        )
        is_lasting = seen >= settings.persistent and kind not in _ONLY_WATCHED
        rows.append(
            window
            | _cases(warehouse, kind, finding, window)
            | {
                "kind": kind,
                "status": "revisit" if is_lasting else "watch",
                "seen": seen,
                "reason_ja": finding["explained_ja"],
                "reason_en": finding["explained_en"],
            }
        )
    return rows


def _cases(
    warehouse: Warehouse, kind: str, finding: dict[str, Any], window: dict[str, dt.date]
) -> dict[str, Any]:
    """Return which metric lists the cases, of which rule or cluster, and how many they are."""
    rule = finding["rule_id"]
    of_rule = {"rule_id": rule, "rule_basis": "named", "members": [rule]}
    if kind == "no_rule":
        condition = finding["condition"]
        cluster = {name: finding[name] for name in CLUSTER}
        title = " / ".join(str(value) for value in cluster.values() if value is not None)
        named = {"rule_id": condition, "rule_basis": "none", "members": [], "title": title}
        return named | cluster | _counted("without_rule_rate", finding["cases"])
    if kind == "conflict":
        asked = Asked(start=window["start"], stop=window["stop"], by=(), rule_id=(rule,))
        figures = measure(warehouse, "conflicting_match_rate", asked).frame
        count = figures["numerator"][0] if figures.height else None
        return of_rule | _counted("conflicting_match_rate", count)
    if kind in ("overdue", "stale"):
        since = finding["since"] + (_DAY if kind == "overdue" else dt.timedelta())
        return of_rule | {"start": since} | _counted("escalation_volume", finding["cases"])
    return of_rule | _counted("escalation_volume", None)


def _counted(metric: str, count: int | None) -> dict[str, Any]:
    return {"metric": metric, "numerator": count, "n": count}


def _was_there(row: dict[str, Any], stop: dt.date, clusters: set[Any]) -> bool:
    """Whether an earlier review would have found the same."""
    since = row["since"]
    if row["kind"] == "no_rule":
        return (row["category"], row["subcategory"]) in clusters
    if row["kind"] == "unused":
        start = stop - dt.timedelta(weeks=load_standing_settings().unused_weeks)
        return since is None or since < start
    if row["kind"] == "overdue":
        return bool(since < stop - dt.timedelta(days=1))
    return bool(since < stop)


def _earlier_clusters(
    warehouse: Warehouse, stop: dt.date, settings: Settings
) -> dict[int, set[Any]]:
    """Return what was in clusters before; how narrowly it was described may have changed."""
    return {
        back: set(
            no_rule_clusters(warehouse, stop - back * _WEEK)
            .select("category", "subcategory")
            .iter_rows()
        )
        for back in range(1, settings.reviews)
    }
