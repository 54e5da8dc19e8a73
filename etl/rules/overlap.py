"""Whether conditions can hold at once: of one rule with each other, or of two rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from etl.rules.conditions import RANKED
from etl.rules.rule import Condition

CLOSED: Final = RANKED | {"channel": ("phone", "email", "chat", "sns", "web", "other")}


@dataclass(frozen=True)
class Allowed:
    """Values that an item may have: these, or when `only` is None all but `never`."""

    only: frozenset[str] | None
    never: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether no value is left."""
        return self.only is not None and not self.only

    def both(self, other: "Allowed") -> "Allowed":
        """Return the values that both allow."""
        never = self.never | other.never
        if self.only is None or other.only is None:
            only = self.only if other.only is None else other.only
        else:
            only = self.only & other.only
        return Allowed(None, never) if only is None else Allowed(only - never)

    def either(self, other: "Allowed") -> "Allowed":
        """Return the values that one of them allows."""
        if self.only is not None and other.only is not None:
            return Allowed(self.only | other.only)
        if self.only is None and other.only is None:
            return Allowed(None, self.never & other.never)
        few, most = (self, other) if self.only is not None else (other, self)
        return Allowed(None, most.never - (few.only or frozenset()))

    def within(self, other: "Allowed") -> bool:
        """Whether the other allows every value that this one does."""
        if self.only is None:
            return other.only is None and other.never <= self.never
        if other.only is None:
            return not self.only & other.never
        return self.only <= other.only


def values_without(item: str, allowed: Allowed) -> Allowed:
    """Return the known values of an item that are not allowed."""
    if item in RANKED:
        return Allowed(frozenset(RANKED[item]) - values_of(item, allowed))
    if allowed.only is not None:
        return Allowed(None, allowed.only)
    return Allowed(allowed.never)


def values_of(item: str, allowed: Allowed) -> frozenset[str]:
    """Return the allowed values of an item whose values are all known."""
    only = frozenset(CLOSED[item]) if allowed.only is None else allowed.only
    return only - allowed.never


def allowed_values(conditions: Iterable[Condition]) -> dict[str, Allowed]:
    """Return what conditions that all have to hold leave of every item they are about."""
    allowed: dict[str, Allowed] = defaultdict(lambda: Allowed(None))
    for condition in conditions:
        allowed[condition.item] = allowed[condition.item].both(_allowed(condition))
    return dict(allowed)


def _allowed(condition: Condition) -> Allowed:
    value, domain = condition.value, CLOSED.get(condition.item)
    if condition.comparison == "is":
        return Allowed(frozenset({value}))
    if condition.comparison == "in":
        return Allowed(frozenset(value.split(",")) - {""})
    if condition.comparison == "not_in":
        never = frozenset(value.split(",")) - {""}
        return Allowed(None, never) if domain is None else _of(domain, set(never))
    if condition.comparison == "is_not":
        return Allowed(None, frozenset({value})) if domain is None else _of(domain, {value})
    ranks = RANKED[condition.item]
    at = ranks.index(value)
    below = ranks[:at] if condition.comparison == "at_least" else ranks[at + 1 :]
    return _of(ranks, set(below))


def _of(domain: Iterable[str], without: set[str]) -> Allowed:
    return Allowed(frozenset(domain) - without)


def can_hold(one: Mapping[str, Allowed], other: Mapping[str, Allowed]) -> bool:
    """Whether some case meets both; items are taken to vary freely of each other."""
    return not any(
        one[item].both(other[item]).is_empty if item in other else one[item].is_empty
        for item in one
    ) and not any(values.is_empty for values in other.values())
