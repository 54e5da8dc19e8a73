"""The page of notions, queries/NOTIONS.md: each with where it is met."""

import os.path
from collections import Counter
from typing import Final

from queries.catalog import FOLDER
from queries.notions import Notion, Notions, Reference

_STATUSES: Final = {"met": "met now", "partly": "met in part", "later": "later"}


def render_notions(notions: Notions) -> str:
    """Return the page: counts, the topics of what comes later, and a row per notion."""
    return "\n".join(
        [
            "# Notions",
            "",
            "What people who work with escalations care about, in our own words, and where each is",
            "met. Written by `python -m queries.catalog` from [notions.toml](notions.toml); do not "
            "edit.",
            "",
            *_counts(notions),
            "",
            *_topics(notions),
            "",
            *_rows(notions),
            "",
        ]
    )


def _counts(notions: Notions) -> list[str]:
    found = Counter(notion.status for notion in notions.notions)
    return [
        f"| {' | '.join(_STATUSES.values())} | all |",
        "| ---: | ---: | ---: | ---: |",
        f"| {' | '.join(str(found[status]) for status in _STATUSES)} | {found.total()} |",
    ]


def _topics(notions: Notions) -> list[str]:
    found = Counter(topic for notion in notions.notions for topic in notion.later)
    rows = [
        f"| {topic} | {ja} | {en} | {found[topic]} |" for topic, (ja, en) in notions.topics.items()
    ]
    return ["| later | 日本語 | what it is | notions |", "| --- | --- | --- | ---: |", *rows]


def _rows(notions: Notions) -> list[str]:
    return [
        "| id | 日本語 | English | where it is met | later |",
        "| --- | --- | --- | --- | --- |",
        *(_row(notion) for notion in notions.notions),
    ]


def _row(notion: Notion) -> str:
    where = ", ".join(_link(reference) for reference in notion.met_by)
    cells = (notion.id, notion.name_ja, notion.name_en, where, ", ".join(notion.later))
    return "| " + " | ".join(cells) + " |"


def _link(reference: Reference) -> str:
    """Return what it is, with a link to where it can be read; a metric needs no such word."""
    kind = "" if reference.kind == "metric" else reference.kind.replace("_", " ") + " "
    by = f" by {reference.by}" if reference.by else ""
    path = os.path.relpath(FOLDER.parent / reference.place(), FOLDER).replace(os.sep, "/")
    return f"{kind}[{reference.name}]({path}){by}"
