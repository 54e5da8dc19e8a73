"""The sentences on unused, stale and overdue rules and on clusters without one: texts.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from queries.revisit.standing_settings import StandingSettings

_LANGUAGES: Final = ("ja", "en")


@cache
def _all_texts() -> dict[str, dict[str, dict[str, str]]]:
    path = Path(__file__).with_name("texts.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _texts() -> dict[str, dict[str, str]]:
    return _all_texts()["standing"]


def explained(row: dict[str, Any], settings: StandingSettings) -> dict[str, Any]:
    """Return the row with its sentence in both languages, unless it has one."""
    if row["explained_en"] is not None:
        return row
    texts = _texts()[row["kind"]]
    key = "never" if row["kind"] == "unused" and row["since"] is None else "found"
    values = row | {
        "weeks": settings.unused_weeks,
        "percent": _percent(row["share"]),
        "level_percent": _percent(row["level_share"]),
        "cluster": _cluster(row),
        "minutes": None if row["p90_seconds"] is None else round(row["p90_seconds"] / 60),
    }
    for lang in _LANGUAGES:
        sentence = texts[f"{key}_{lang}"]
        if row["kind"] == "no_rule" and row["level"] is not None:
            sentence += texts[f"level_{lang}"]
        row = row | {f"explained_{lang}": sentence.format(**values)}
    return row


def _cluster(row: dict[str, Any]) -> str:
    """Return in Japanese what the cases of a cluster share."""
    said = _all_texts()["cluster"]
    known = [(item, str(row[item])) for item in said["item"] if row[item] is not None]
    return "、".join(
        f"{said['item'][item]}「{said.get(item, {}).get(value, value)}」" for item, value in known
    )


def standing_label(kind: str, lang: str) -> str:
    """Return a kind's name in `ja` or `en`."""
    return _texts()[kind][f"label_{lang}"]


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f}"
