"""What the form asks, in which order, and what each drop-down of it offers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from queries.journal.recorded import NO_RULE, Request
from queries.journal.vocabulary import ENDINGS, FORM_MODES, JUDGEMENTS
from queries.recording.words import joined, say, word_of, words_of
from queries.warehouse import Warehouse

COLUMNS: Final = (
    "contact_id",
    "asked_on",
    "asked_clock",
    "answered_clock",
    "target",
    "means",
    "mode",
    "reason",
    "rule_id",
    "not_reached",
    "ending",
    "judgement",
    "asked_again",
)
REQUIRED: Final = ("contact_id", "asked_on")
CLOCKS: Final = ("asked_clock", "answered_clock")
# Several may stand in one cell; a drop-down of a workbook gives one, so more may be typed.
LISTS: Final = ("not_reached", "asked_again")
MEANS: Final = ("verbal", "hold", "chat", "phone", "emergency_phone", "email", "system")
REASONS: Final = (
    "knowledge",
    "skill",
    "authority",
    "money",
    "customer_demand",
    "trouble_occurred",
    "trouble_likely",
    "own_handling",
    "our_fault",
    "harassment",
    "time_limit",
    "other",
)
CODED: Final = {
    "means": MEANS,
    "mode": FORM_MODES,
    "reason": REASONS,
    "ending": ENDINGS,
    "judgement": JUDGEMENTS,
}
USUAL_SLOTS: Final = ("name", "order_no", "phone", "symptom", "product", "address")
# More rules than this are typed: a drop-down that has to be scrolled takes longer.
MOST_RULES: Final = 200
_VOCABULARY: Final = Path(__file__).with_name("vocabulary.sql")


@dataclass(frozen=True)
class Vocabulary:
    """What the form offers of the center's own: roles, rules with their titles, items."""

    roles: tuple[str, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()
    slots: tuple[str, ...] = USUAL_SLOTS


def vocabulary_of(warehouse: Warehouse) -> Vocabulary:
    """Return what the log and the rule book of a warehouse call things."""
    rows = warehouse.query(_VOCABULARY.read_text(encoding="utf-8")).to_dicts()
    codes = {
        kind: [row["code"] for row in rows if row["kind"] == kind] for kind in ("role", "slot")
    }
    titles = [(row["code"], row["title"] or "") for row in rows if row["kind"] == "rule"]
    return Vocabulary(
        roles=tuple(codes["role"]),
        rules=tuple(titles),
        slots=tuple(dict.fromkeys([*codes["slot"], *USUAL_SLOTS])),
    )


def offers(name: str, vocabulary: Vocabulary, lang: str) -> list[str]:
    """Return the words that a column's drop-down offers; none where anything may stand."""
    if name in CODED:
        return words_of(name, lang)
    none = say(lang, "none")
    match name:
        case "target":
            return list(vocabulary.roles)
        case "rule_id":
            return [none, *(rule for rule, _ in vocabulary.rules[:MOST_RULES])]
        case "not_reached":
            return [none, *vocabulary.roles]
        case "asked_again":
            return [none, *(word_of("slot", slot, lang) for slot in vocabulary.slots)]
    return []


def table_of(rows: Sequence[Request], lang: str) -> pl.DataFrame:
    """Return requests under the headers of the form, all as text; blank is unknown."""
    cells = {
        say(lang, f"column.{name}"): [text_of(name, given, lang) for given in rows]
        for name in COLUMNS
    }
    return pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))


def text_of(name: str, given: Request, lang: str) -> str:
    """Return one cell of a request as the form holds it."""
    value = getattr(given, name)
    if value is None:
        return ""
    if name in LISTS:
        words = [word_of("slot", item, lang) if name == "asked_again" else item for item in value]
        return joined(words, lang)
    if isinstance(value, dt.date):
        return f"{value:%Y/%m/%d}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if name == "rule_id" and value == NO_RULE:
        return say(lang, "none")
    return word_of(name, value, lang) if name in CODED else str(value)
