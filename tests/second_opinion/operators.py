"""Variation between people: chi-square of a table, and every pair of like cases one by one."""

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
    """Of operators: whether they escalate; no number where too few would be behind it."""
    rows = [
        row
        | {
            "rule_id": row["matched_rule_id"],
            "who": row["operator"],
            "decision": row["is_escalated"],
        }
        for row in facts.contacts
    ]
    names = ("agreement_to_escalate", "agreement_to_stay", "operator_icc")
    return {group: figures(members, *names) for group, members in groups(rows, grain).items()}


def variation_of_receivers(facts: Facts, grain: Grain) -> Answer:
    """Of receivers: whether they judge that it could have stayed."""
    rows = [
        row | {"who": row["receiver"], "decision": row["judgement"] == "could_have_stayed"}
        for row in facts.escalations
    ]
    names = ("agreement_to_stay", "agreement_otherwise", "receiver_icc")
    return {
        group: figures([row for row in members if row["judgement"] is not None], *names)
        for group, members in groups(rows, grain).items()
    }


def figures(rows: list[Row], on_yes: str, on_no: str, icc: str) -> Row:
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
        **(agreement(kinds, on_yes, on_no, icc) if kinds else {}),
    }


def like_cases(rows: list[Row]) -> list[list[Case]]:
    """Who decided and how, for each case by kind; none of a kind that has too few people."""
    kinds: dict[str, list[Case]] = {}
    for row in rows:
        kind = row["rule_id"] or row["category"]
        if kind is not None and row["who"] is not None:
            kinds.setdefault(kind, []).append((row["who"], row["decision"]))
    return [enough(cases) for cases in kinds.values()]


def enough(cases: list[Case]) -> list[Case]:
    people = [who for who, _ in cases]
    counted = [case for case in cases if people.count(case[0]) >= FEWEST_CASES]
    return counted if len({who for who, _ in counted}) >= FEWEST_PEOPLE else []


def agreement(kinds: list[list[Case]], on_yes: str, on_no: str, icc: str) -> Row:
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
    share = (2 * both + split) / (2 * len(other))
    by_chance = 2 * share * (1 - share)
    is_compared = len(kinds) > 1 and by_chance > 0
    return {
        icc: 1 - own_split / own_expected if own_expected else None,
        "between_points": 100 * sqrt(max(0, (own_expected - own_split) / own_count / 2)),
        on_yes: 200 * both / (2 * both + split) if both + split else None,
        on_no: 200 * neither / (2 * neither + split) if neither + split else None,
        "kappa": 1 - split / len(other) / by_chance if is_compared else None,
    }
