"""When a rule holds: its columns, its conditions and its expression as one predicate."""

from etl.errors import EtlError
from etl.rules.branches import Branch, all_of, condition_of
from etl.rules.expression import ExpressionError, read_expression
from etl.rules.overlap import allowed_values
from etl.rules.rule import Condition, Rule


def rule_branches(rule: Rule) -> tuple[tuple[Condition, ...], ...]:
    """Return the conditions of a rule, branch by branch: its columns and its expression.

    Without an expression there is one branch. A rule that can never hold has the branch of an
    empty list of values; a rule in words only has none. Raises EtlError for an expression of an
    old rule book that is no longer allowed.
    """
    if rule.expression is None and not rule.conditions:
        return ()
    plain = allowed_values(rule.conditions)
    never = (Condition("category", "in", ""),)
    if any(allowed.is_empty for allowed in plain.values()):
        return (never,)
    if rule.expression is None:
        return (_as_written(rule.conditions),)
    try:
        written = read_expression(rule.expression)
    except ExpressionError as error:
        raise EtlError(
            f"{rule.rule_id}: condition expression: {error} Mend it and import again."
        ) from error
    branches = all_of((Branch.over(plain),), written) if plain else written
    return tuple(branch.conditions() for branch in branches) or (never,)


def _as_written(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Return the conditions with one per item: several about one item are taken together."""
    by_item: dict[str, list[Condition]] = {}
    for condition in conditions:
        by_item.setdefault(condition.item, []).append(condition)
    return tuple(
        own[0] if len(own) == 1 else condition_of(item, allowed_values(own)[item])
        for item, own in by_item.items()
    )
