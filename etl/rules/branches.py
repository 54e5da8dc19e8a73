"""Branches: a predicate as a disjunction of conjunctions, one set of values per item."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from etl.rules.conditions import KINDS, RANKED
from etl.rules.overlap import Allowed, allowed_values, values_of
from etl.rules.rule import Condition, Rule

MAX_BRANCHES: Final = 64
Branches = tuple["Branch", ...]


class TooManyBranchesError(ValueError):
    """A predicate that falls into more than `most` branches."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} branches")
        self.most = most


@dataclass(frozen=True)
class Branch:
    """Conditions that all have to hold: item and values, one pair per item, in name order."""

    tests: tuple[tuple[str, Allowed], ...]

    @classmethod
    def of(cls, item: str, allowed: Allowed) -> "Branch":
        """Return the branch of one condition."""
        return cls(((item, allowed),))

    @classmethod
    def over(cls, allowed: Mapping[str, Allowed]) -> "Branch":
        """Return the branch of several."""
        return cls(tuple(sorted(allowed.items(), key=lambda test: test[0])))

    def allowed(self) -> dict[str, Allowed]:
        """Return the values of each item."""
        return dict(self.tests)

    def conditions(self) -> tuple[Condition, ...]:
        """Return the branch as conditions, one per item."""
        return tuple(_condition(item, allowed) for item, allowed in self.tests)

    def both(self, other: "Branch") -> "Branch | None":
        """Return what holds where both do; None where that is nowhere."""
        allowed = self.allowed()
        for item, values in other.tests:
            allowed[item] = allowed[item].both(values) if item in allowed else values
            if allowed[item].is_empty:
                return None
        return Branch.over(allowed)

    def covers(self, other: "Branch") -> bool:
        """Whether this holds wherever the other does."""
        others = other.allowed()
        return all(item in others and others[item].within(mine) for item, mine in self.tests)

    def merged(self, other: "Branch") -> "Branch | None":
        """Return one branch for two that differ in the values of one item only."""
        mine, others = self.allowed(), other.allowed()
        differing = [item for item in mine if mine[item] != others.get(item)]
        if set(mine) != set(others) or len(differing) != 1:
            return None
        item = differing[0]
        return Branch.over(mine | {item: mine[item].either(others[item])})


def all_of(left: Branches, right: Branches) -> Branches:
    """Return the branches of a conjunction."""
    _check(len(left) * len(right), slack=4)
    found = (one.both(other) for one in left for other in right)
    return _simplified(branch for branch in found if branch is not None)


def any_of(left: Branches, right: Branches) -> Branches:
    """Return the branches of a disjunction."""
    return _simplified((*left, *right))


def _check(count: int, slack: int = 1) -> None:
    if count > MAX_BRANCHES * slack:
        raise TooManyBranchesError(MAX_BRANCHES)


def _simplified(branches: Iterable[Branch]) -> Branches:
    """Return fewer branches that hold in the same situations."""
    left = list(dict.fromkeys(branches))
    left = [b for b in left if not any(b is not other and other.covers(b) for other in left)]
    while pair := next(((a, b) for a, b in combinations(left, 2) if a.merged(b)), None):
        joined = pair[0].merged(pair[1])
        assert joined is not None
        left[left.index(pair[0])] = joined
        left.remove(pair[1])
    _check(len(left))
    return tuple(left)


def rule_branches(rule: Rule) -> tuple[tuple[Condition, ...], ...]:
    """Return the conditions of a rule, branch by branch: its columns and its expression.

    Without an expression there is one branch. A rule that can never hold has the branch of an
    empty list of values; a rule in words only has none.
    """
    from etl.rules.expression import read_expression

    if rule.expression is None and not rule.conditions:
        return ()
    plain = allowed_values(rule.conditions)
    never = (Condition("category", "in", ""),)
    if any(allowed.is_empty for allowed in plain.values()):
        return (never,)
    if rule.expression is None:
        return (_as_written(rule.conditions),)
    written = read_expression(rule.expression)
    branches = all_of((Branch.over(plain),), written) if plain else written
    return tuple(branch.conditions() for branch in branches) or (never,)


def _as_written(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Return the conditions with one per item: several about one item are taken together."""
    by_item: dict[str, list[Condition]] = {}
    for condition in conditions:
        by_item.setdefault(condition.item, []).append(condition)
    return tuple(
        own[0] if len(own) == 1 else _condition(item, allowed_values(own)[item])
        for item, own in by_item.items()
    )


def _condition(item: str, allowed: Allowed) -> Condition:
    if item in RANKED:
        allowed = Allowed(values_of(item, allowed))
    values = allowed.never if allowed.only is None else allowed.only
    order = RANKED.get(item, tuple(sorted(values)))
    text = ",".join(value for value in order if value in values)
    is_one = len(values) == 1
    if allowed.only is None:
        return Condition(item, "is_not" if is_one else "not_in", text)
    return Condition(item, "is" if is_one else "in", text)


def expression_text(branches: Iterable[Iterable[Condition]]) -> str:
    """Return branches as an expression that can be read again."""
    written = [" and ".join(map(_test_text, branch)) for branch in branches]
    return written[0] if len(written) == 1 else " or ".join(f"({text})" for text in written)


_SIGNS: Final = {
    "is": "=",
    "is_not": "<>",
    "at_least": ">=",
    "at_most": "<=",
    "in": "in",
    "not_in": "not in",
}


def _test_text(condition: Condition) -> str:
    values = condition.value.split(",") if condition.comparison.endswith("in") else []
    quoted = [_quoted(condition.item, value) for value in values or [condition.value]]
    text = f"({', '.join(quoted)})" if values else quoted[0]
    return f"{condition.item} {_SIGNS[condition.comparison]} {text}"


def _quoted(item: str, value: str) -> str:
    if KINDS.get(item) == "scale":
        return value
    return "'" + value.replace("'", "''") + "'"
