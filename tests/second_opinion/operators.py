"""Variation between operators: chi-square of a table, and every pair of like cases one by one."""

from itertools import combinations
from math import sqrt

from scipy.stats import chi2_contingency

from tests.second_opinion.facts import Facts
from tests.second_opinion.measures import Answer, Grain, groups
from tests.second_opinion.story import Row

FEWEST_CASES = 5
FEWEST_PEOPLE = 5
Case = tuple[str, bool]


def variation(facts: Facts, grain: Grain) -> Answer:
    """The figures of each group; no number where too few people would be behind it."""
    rows = [row | {"rule_id": row["matched_rule_id"]} for row in facts.contacts]
    return {group: figures(members) for group, members in groups(rows, grain).items()}


def figures(rows: list[Row]) -> Row:
    kinds = [kind for kind in like_cases(rows) if kind]
    chi_square, freedom = 0.0, 0
    for kind in kinds:
        people = sorted({who for who, _ in kind})
        table = [[kind.count((who, up)) for who in people] for up in (True, False)]
        if all(map(sum, table)):
            found = chi2_contingency(table, correction=False)
            chi_square, freedom = chi_square + found.statistic, freedom + found.dof
    return {
        "numerator": chi_square if kinds else None,
        "denominator": freedom,
        "metric_value": chi_square / freedom if freedom else None,
        **(agreement(kinds) if kinds else {}),
    }


def like_cases(rows: list[Row]) -> list[list[Case]]:
    """Operator and decision of each case, by kind; none of a kind that has too few people."""
    kinds: dict[str, list[Case]] = {}
    for row in rows:
        kind = row["matched_rule_id"] or row["category"]
        if kind is not None and row["operator"] is not None:
            kinds.setdefault(kind, []).append((row["operator"], row["is_escalated"]))
    return [enough(cases) for cases in kinds.values()]


def enough(cases: list[Case]) -> list[Case]:
    people = [who for who, _ in cases]
    counted = [case for case in cases if people.count(case[0]) >= FEWEST_CASES]
    return counted if len({who for who, _ in counted}) >= FEWEST_PEOPLE else []


def agreement(kinds: list[list[Case]]) -> Row:
    other, own_split, own_expected, own_count = [], 0, 0.0, 0
    for kind in kinds:
        pairs = list(combinations(kind, 2))
        own = [(a, b) for (who, a), (whom, b) in pairs if who == whom]
        others = [(a, b) for (who, a), (whom, b) in pairs if who != whom]
        other += others
        own_count += len(own)
        own_split += sum(a != b for a, b in own)
        own_expected += len(own) * sum(a != b for a, b in others) / len(others)
    both = sum(a and b for a, b in other)
    neither = sum(not a and not b for a, b in other)
    split = len(other) - both - neither
    escalated = (2 * both + split) / (2 * len(other))
    by_chance = 2 * escalated * (1 - escalated)
    is_compared = len(kinds) > 1 and by_chance > 0
    return {
        "operator_icc": 1 - own_split / own_expected if own_expected else None,
        "between_points": 100 * sqrt(max(0, (own_expected - own_split) / own_count / 2)),
        "agreement_to_escalate": 200 * both / (2 * both + split) if both + split else None,
        "agreement_to_stay": 200 * neither / (2 * neither + split) if neither + split else None,
        "kappa": 1 - split / len(other) / by_chance if is_compared else None,
    }
