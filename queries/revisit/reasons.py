"""Why a rule has its status, and what to try: sentences in both languages."""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from queries.revisit.settings import Settings

FILE: Final = Path(__file__).parent / "texts.toml"
LANGUAGES: Final = ("ja", "en")
VERDICTS: Final = ("revisit", "watch", "ok")


@cache
def load_texts() -> dict[str, Any]:
    """Return the phrases."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def label(kind: str, lang: str) -> str:
    """Return what a kind of flag is called."""
    return str(load_texts()["kind"][kind][f"label_{lang}"])


def remedy(row: Mapping[str, Any], lang: str) -> str | None:
    """Return what to try; nothing for a rule that does not stand out."""
    if row["status"] not in ("revisit", "watch"):
        return None
    return str(load_texts()["kind"][row["kind"]][f"remedy_{lang}"])


def reason(row: Mapping[str, Any], lang: str, settings: Settings, minimum: float) -> str:
    """Return the sentence that gives a rule its status."""
    say = load_texts()["say"][lang]
    values = _values(row, lang, settings, minimum)
    prefix = {"category": say["of_category"], "implied": say["of_implied"]}
    body = _body(row, lang)
    return str(prefix.get(row["rule_basis"], "") + body).format(**values)


def _body(row: Mapping[str, Any], lang: str) -> str:
    say = load_texts()["say"][lang]
    if row["obstacle"] is not None:
        return str(say[_obstacle(row)])
    texts = load_texts()["kind"][row["kind"]]
    peers = texts.get(f"peers_{lang}", say["peers"])
    return str(texts[f"found_{lang}"] + peers + say[row["status"]])


def _obstacle(row: Mapping[str, Any]) -> str:
    """Return what stands in the way; how many cases are needed cannot be said of a zero rate."""
    if row["obstacle"] == "too_few" and row["kind"] == "inconsistent":
        return "too_few_to_vary"
    if row["obstacle"] != "too_few" or row["usual"]:
        return str(row["obstacle"])
    return "none_found" if row["denominator"] else "no_cases"


def _values(
    row: Mapping[str, Any], lang: str, settings: Settings, minimum: float
) -> dict[str, str | int]:
    say = load_texts()["say"][lang]
    usual, slot = row["usual"], row["slot"]
    return {
        "title": row["title"],
        "numerator": row["numerator"],
        "denominator": row["denominator"],
        "value": _points(row["metric_value"]),
        "peer": _points(row["peer_value"]),
        "people": row["people"],
        "seen": row["seen"],
        "reviews": settings.reviews,
        "needed": math.ceil(settings.min_expected / usual) if usual else "–",
        "coverage": _points(100 * row["coverage"] if row["coverage"] is not None else 0.0, 0),
        "minimum": _points(100 * minimum, 0),
        "min_people": settings.min_people,
        "min_peers": settings.min_peers,
        "missing": load_texts()["kind"][row["kind"]][f"missing_{lang}"],
        "slot": say["slot"].format(slot=_slot_name(slot, lang)) if slot else "",
        "where": _where(row, say),
    }


def _slot_name(slot: str, lang: str) -> str:
    """Return what people call an item; one that a center made up keeps its own name."""
    return str(load_texts()["slot"][lang].get(slot, slot))


def _points(value: float | None, digits: int = 1) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _where(row: Mapping[str, Any], say: Mapping[str, str]) -> str:
    step, hours = row["step"], row["hours"]
    place = say["no_step"] if step is None else say["step"].format(step=step)
    if not hours:
        return place + say["all_hours"]
    return place + say["hours"].format(first=hours[0], last=hours[-1] + 1)
