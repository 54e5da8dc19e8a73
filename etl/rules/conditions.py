"""Conditions that a machine can read: a fixed list of items and of comparisons, nothing else."""

from typing import Final

from etl.rules.cells import Cells
from etl.rules.rule import Condition
from etl.rules.words import codes, plain, word_of

# Items whose values are words of ours, written in Japanese or English.
KINDS: Final = {
    "impact": "scale",
    "urgency": "scale",
    "risk": "risk",
    "channel": "channel",
    "reason": "reason",
}
RANKED: Final = {
    "impact": ("1", "2", "3"),
    "urgency": ("1", "2", "3"),
    "risk": ("low", "medium", "high", "very_high"),
}
COLUMN_ITEMS: Final = ("category", "subcategory", "channel")
_ANY: Final = "any"


def column_value(cells: Cells, item: str) -> str | None:
    """Return what a rule's own column says of its category or channel; None holds for all."""
    if plain(cells.text(item) or "") in codes(_ANY):
        return None
    if item in KINDS:
        return ",".join(dict.fromkeys(cells.codes(item, KINDS[item]))) or None
    return cells.text(item)


def column_condition(item: str, value: str | None) -> Condition | None:
    """Return the condition that a rule's own column stands for."""
    if value is None:
        return None
    if item in KINDS:
        return Condition(item, "in" if "," in value else "is", value)
    several = [part.strip() for part in value.replace("\n", "、").split("、") if part.strip()]
    return Condition(item, "in" if len(several) > 1 else "is", ",".join(several))


def read_condition(cells: Cells, number: int) -> Condition | None:
    """Return the condition in the columns 条件n項目, 比較 and 値; None where they are empty."""
    item_at, comparison_at, value_at = f"item_{number}", f"comparison_{number}", f"value_{number}"
    item = cells.code(item_at, "item")
    if item is None:
        _refuse_orphans(cells, item_at, comparison_at, value_at)
        return None
    comparison = cells.code(comparison_at, "comparison", required=True)
    if comparison is None or cells.text(value_at, required=True) is None:
        return None
    if item == "customer_request":
        is_asked = cells.flag(value_at) is not (comparison == "is_not")
        return Condition("reason", "is" if is_asked else "is_not", "customer_demand")
    if comparison in ("at_least", "at_most") and item not in RANKED:
        ranked = "、".join(word_of("item", name) for name in RANKED)
        cells.wrong(comparison_at, "no_rank", value=cells.text(comparison_at), items=ranked)
        return None
    values = _values(cells, item, comparison, value_at)
    return _condition(item, comparison, values) if values else None


def _refuse_orphans(cells: Cells, item_at: str, *columns: str) -> None:
    if cells.text(item_at) is not None:
        return
    for column in columns:
        value = cells.text(column)
        if value is not None:
            cells.wrong(column, "not_empty", value=value, other=cells.header(item_at))


def _values(cells: Cells, item: str, comparison: str, column: str) -> list[str]:
    if item in KINDS:
        if comparison == "in":
            return cells.codes(column, KINDS[item])
        code = cells.code(column, KINDS[item])
        return [] if code is None else [code]
    if comparison == "in":
        return cells.parts(column)
    value = cells.text(column)
    return [] if value is None else [value]


def _condition(item: str, comparison: str, values: list[str]) -> Condition:
    """Return the condition; ranks of risk, which are words, become a list of words."""
    if item == "risk" and comparison in ("at_least", "at_most"):
        ranks = RANKED[item]
        at = ranks.index(values[0])
        chosen = ranks[at:] if comparison == "at_least" else ranks[: at + 1]
        return Condition(item, "in", ",".join(chosen))
    return Condition(item, comparison, ",".join(dict.fromkeys(values)))
