"""The rules in a list, and what one of them says, in words."""

import datetime as dt
from typing import Any

import polars as pl

from dashboard import amounts
from dashboard.frame.view import View
from dashboard.reading import data
from dashboard.revisit.rulebook import STATUSES, Entry
from dashboard.words import Words

WEEKS = 13
NONE = "–"


def rule_names(view: View) -> dict[str, str]:
    """Number and title of every rule on record."""
    rows = _rows(view)
    return {
        rule_id: f"{rule_id} {title}" for rule_id, title in rows.select("rule_id", "title").rows()
    }


def listed(entries: list[Entry], view: View) -> pl.DataFrame:
    """One row per rule, in the words of the page; the gravest flag of each beside it."""
    words, worst = view.words, _worst(entries)
    volume = _volume(view)
    return pl.DataFrame(
        [
            {
                "rule": f"{row['rule_id']} {row['title']}",
                "flag": words(f"status.{worst[row['rule_id']]}") if row["rule_id"] in worst else "",
                "volume": volume.get(row["rule_id"], NONE),
                "category": row["category"] or words("register.every"),
                "target": row["target"] or NONE,
                "mode": words.named("mode", row["mode"]) if row["mode"] else NONE,
                "limit": limit(row, words),
                "owner": row["owner"] or words("register.no_owner"),
                "review_by": review_by(row, words),
                "version": f"{row['version']} / {row['version_count']}",
                "standing": words(f"register.{row['standing']}"),
            }
            for row in _rows(view).iter_rows(named=True)
        ]
    )


def rule_ids(view: View) -> list[str]:
    """The rules in the order of the list."""
    return _rows(view)["rule_id"].to_list()


def _rows(view: View) -> pl.DataFrame:
    return data.read(view.build, "register", stop=view.chosen.week.stop.isoformat())


def _volume(view: View) -> dict[str, str]:
    """Escalations of the last weeks by rule, over the whole log; withheld ones say so."""
    asked = view.chosen.unfiltered().asked(WEEKS, ("rule_id",))
    result = data.metric(view.build, "escalation_volume", asked)
    if result.is_empty:
        return {}
    return {
        row["rule_id"]: view.words("status.too_few_people")
        if row["status"] == "too_few_people"
        else amounts.many(row["numerator"])
        for row in result.frame.iter_rows(named=True)
    }


def _worst(entries: list[Entry]) -> dict[str, str]:
    """The gravest status of each rule; the others tell nothing that could be acted on."""
    found: dict[str, str] = {}
    for entry in entries:
        known = found.get(entry.rule_id, entry.status)
        found[entry.rule_id] = min(known, entry.status, key=STATUSES.index)
    return found


def limit(row: dict[str, Any], words: Words) -> str:
    """The time limit with its clock."""
    if row["limit_seconds"] is None:
        return NONE
    clock = words(f"register.clock_{row['limit_clock'] or 'wall'}")
    return f"{amounts.goal(row['limit_seconds'], 'seconds', words)} ({clock})"


def review_by(row: dict[str, Any], words: Words) -> str:
    """The day of the next review; what is overdue says so."""
    if row["review_by"] is None:
        return words("register.no_review")
    day = f"{row['review_by']:%Y/%m/%d}"
    return words("register.overdue", day=day) if row.get("is_overdue") else day


def versions(view: View, rule_id: str) -> list[dict[str, Any]]:
    """The versions of a rule, the newest first."""
    return list(data.read(view.build, "rule_versions", rule_id=rule_id).iter_rows(named=True))


def in_force(found: list[dict[str, Any]], stop: dt.date) -> dict[str, Any]:
    """The version in force before `stop`; the oldest when all begin later."""
    return next((row for row in found if row["first_day"] < stop), found[-1])


def says(row: dict[str, Any], view: View) -> list[tuple[str, str]]:
    """What a version says, as label and content."""
    words = view.words
    scale = {name: words.named(name, str(row[name])) for name in ("impact", "urgency") if row[name]}
    skip = {True: "yes", False: "no", None: None}[row["allows_emergency_skip"]]
    items = [words.named("report_item", item) for item in _split(row["required_items"])]
    told = {
        "condition_words": row["condition_words"],
        "condition": condition(view, row["rule_version_id"], row["is_machine_readable"]),
        "impact": scale.get("impact"),
        "urgency": scale.get("urgency"),
        "target": row["target"],
        "mode": words.named("mode", row["mode"]) if row["mode"] else None,
        "limit": limit(row, words),
        "skip": words(f"register.skip_{skip}") if skip else None,
        "items": words("common.list_separator").join(items),
        "owner": row["owner"],
        "review_by": review_by(row | {"is_overdue": _is_overdue(row, view)}, words),
        "manual": row["manual_page"],
    }
    return [(words(f"register.{name}"), text or NONE) for name, text in told.items()]


def _is_overdue(row: dict[str, Any], view: View) -> bool:
    return row["review_by"] is not None and row["review_by"] < view.chosen.week.stop


def _split(items: str | None) -> list[str]:
    return [item.strip() for item in (items or "").split(",") if item.strip()]


def condition(view: View, version_id: str, is_readable: bool) -> str:
    """The condition as a machine reads it, in words; that there is none where there is none."""
    words = view.words
    if not is_readable:
        return words("register.words_only")
    tests = data.read(view.build, "rule_conditions", rule_version_id=version_id)
    branches = [
        words("register.and").join(_test(row, words) for row in branch.iter_rows(named=True))
        for branch in tests.partition_by("branch", maintain_order=True)
    ]
    return words("register.or").join(branches) or words("register.every")


def _test(row: dict[str, Any], words: Words) -> str:
    values = [words.named(row["item"], value) for value in row["value"].split(",")]
    return words(
        f"register.test_{row['comparison']}",
        item=words(f"cases.{row['item']}"),
        value=words("common.list_separator").join(values),
    )


def vocabulary(view: View) -> list[tuple[str, str]]:
    """What a condition may be about, and how its values are written."""
    words = view.words
    fixed = {
        "impact": "1 2 3",
        "urgency": "1 2 3",
        "risk": "low medium high very_high",
        "channel": "phone email chat sns web other",
    }
    own = ("category", "subcategory", "product", "center", "team")
    told = [
        (
            words(f"cases.{name}"),
            words("common.list_separator").join(words.named(name, code) for code in codes.split()),
        )
        for name, codes in fixed.items()
    ]
    told += [(words(f"cases.{name}"), words("register.own_words")) for name in own]
    return [*told, (words("cases.reason"), words("register.reasons"))]
