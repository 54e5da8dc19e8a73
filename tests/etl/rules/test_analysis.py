"""The analysis of a rule set: what was planted is found, and enumeration agrees with it."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.rules.analysis import RuleInForce, analyse
from etl.rules.expression import read_expression
from etl.rules.rule import Condition
from etl.rules.space import OTHER, make_space, uncovered

RISKS = ["low", "low", "medium", "low", "medium", "high", "medium", "high", "very_high"]
MATRIX = dict(zip(itertools.product("123", "123"), RISKS, strict=True))


def rule(rule_id: str, level: int | None, text: str) -> RuleInForce:
    branches = tuple(branch.conditions() for branch in read_expression(text))
    never = (Condition("category", "in", ""),)
    return RuleInForce(rule_id, f"{rule_id}@1", level, branches or (never,))


def sound_rules() -> list[RuleInForce]:
    """Eight categories by four risks, and five rules that make exceptions of each other."""
    split = [
        rule(f"R{4 * topic + n:02}", 2 + (n > 1), f"category = 'c{topic}' and risk = '{risk}'")
        for topic in range(8)
        for n, risk in enumerate(["low", "medium", "high", "very_high"])
    ]
    return [
        *split,
        rule("R40", 2, "category = 'd1'"),
        rule("R41", 3, "category = 'd1' and channel in ('phone', 'chat')"),
        rule("R42", 2, "category = 'd2'"),
        rule("R43", 3, "category = 'd2' and channel = 'phone'"),
        rule("R44", 2, "category = 'd3' and channel = 'phone'"),
        rule("R45", 3, "category = 'd3' and channel <> 'phone'"),
    ]


def told(findings):
    return [(f.kind, f.rule_id, f.other_rule_ids, f.condition) for f in findings]


def test_a_sound_set_has_no_finding():
    assert told(analyse(sound_rules(), MATRIX)) == []


def test_one_of_each_is_found_and_nothing_else():
    rules = [rule for rule in sound_rules() if rule.rule_id != "R05"]
    rules += [
        rule("R51", 4, "category = 'd1' and impact = 3"),
        rule("R52", 3, "category = 'd2' and impact >= 2"),
        rule("R53", 2, "category in ('d1', 'd2')"),
    ]
    assert len(rules) == 40
    findings = analyse(rules, MATRIX)
    assert told(findings) == [
        (
            "conflict",
            "R41",
            ("R51",),
            "category = 'd1' and channel in ('chat', 'phone') and impact = 3",
        ),
        ("overlap", "R43", ("R52",), "category = 'd2' and channel = 'phone' and impact in (2, 3)"),
        ("unreachable", "R53", ("R40", "R42"), "category in ('d1', 'd2')"),
        # Medium risk is impact low with urgency high, both medium, or the reverse.
        ("gap", None, (), "category = 'c1' and impact = 1 and urgency = 3"),
        ("gap", None, (), "category = 'c1' and impact = 2 and urgency = 2"),
        ("gap", None, (), "category = 'c1' and impact = 3 and urgency = 1"),
    ]
    assert dict(findings[0].witness) == {"category": "d1", "impact": "3", "channel": "chat"}
    assert (findings[0].level, findings[0].other_level) == (3, 4)


def test_the_more_specific_rule_is_no_conflict_and_may_take_everything():
    rules = [
        rule("R1", 2, "category = 'a' and channel = 'phone'"),
        rule("R2", 3, "category = 'a' and channel = 'phone' and impact >= 2"),
    ]
    assert [f.kind for f in analyse(rules, MATRIX)] == ["gap"]
    # An unknown impact meets neither condition: there R1 still applies.
    rules.append(rule("R3", 3, "category = 'a' and channel = 'phone' and impact = 1"))
    assert "unreachable" not in [f.kind for f in analyse(rules, MATRIX)]
    taker = [rule("R0", 3, "category in ('a', 'b') and channel = 'phone'")]
    found = analyse([*taker, *rules], MATRIX)
    assert ("unreachable", "R1", ("R0",)) in [f[:3] for f in told(found)]


def test_a_rule_that_can_never_hold_is_found_without_example():
    (found, *_) = analyse([rule("R1", 2, "impact > 3"), rule("R2", 2, "impact >= 1")], MATRIX)
    assert (found.kind, found.rule_id, found.other_rule_ids, found.witness) == (
        "unreachable",
        "R1",
        (),
        (),
    )


def test_gaps_are_weighed_by_the_log_and_a_risk_follows_from_its_parts():
    log = [
        {"category": "a", "impact": "3", "urgency": "3", "risk": "very_high"}
        | {"contacts": 9, "escalations": 4},
        {"category": "b", "contacts": 7, "escalations": 0},
        {"category": "c", "contacts": 5, "escalations": 5},
    ]
    rules = [rule("R1", 2, "category = 'a' and risk in ('low', 'medium', 'high')")]
    found = [(f.condition, f.contacts, f.escalations) for f in analyse(rules, MATRIX, log)]
    assert found == [
        ("category in ('b', 'c')", 12, 5),
        ("category = 'a' and impact = 3 and urgency = 3", 9, 4),
    ]


VALUES = {"category": ("a", "b"), "channel": ("phone", "email"), "product": ("p", "q")}
tests = st.one_of(
    st.builds(
        lambda i, v: f"{i} = '{VALUES[i][v]}'", st.sampled_from([*VALUES]), st.integers(0, 1)
    ),
    st.builds(
        lambda i, v: f"{i} <> '{VALUES[i][v]}'", st.sampled_from([*VALUES]), st.integers(0, 1)
    ),
    st.builds(
        lambda i, v: f"{i} >= {v}", st.sampled_from(["impact", "urgency"]), st.integers(1, 3)
    ),
    st.sampled_from(["risk = 'high'", "risk in ('low', 'very_high')"]),
)
texts = st.recursive(
    tests,
    lambda inner: st.builds(
        lambda parts, word: "(" + f" {word} ".join(parts) + ")",
        st.lists(inner, min_size=2, max_size=3),
        st.sampled_from(["and", "or"]),
    ),
    max_leaves=4,
)


def every_situation():
    """All situations of a small world: named values, any other value, and unknown ones."""
    singles = [
        (*VALUES["category"], OTHER, None),
        ("phone", "email", "sns", None),
        ("p", "q", OTHER, None),
    ]
    assessed = [*itertools.product("123", "123"), (None, None)]
    for category, channel, product in itertools.product(*singles):
        for impact, urgency in assessed:
            yield {
                "category": category,
                "channel": channel,
                "product": product,
                "impact": impact,
                "urgency": urgency,
                "risk": MATRIX.get((impact, urgency)),
            }


SITUATIONS = list(every_situation())


def meets(situation, condition: Condition) -> bool:
    value, wanted = situation.get(condition.item), condition.value
    if value is None:
        return False
    match condition.comparison:
        case "is":
            return value == wanted
        case "is_not":
            return value != wanted
        case "in":
            return value in wanted.split(",")
        case "not_in":
            return value not in wanted.split(",")
    raise AssertionError(condition.comparison)


def covering(rules, situation):
    """The rules that cover a situation with the length of their longest branch, in precedence."""
    found = []
    for one in rules:
        lengths = [len(b) for b in one.branches if all(meets(situation, c) for c in b)]
        if lengths:
            found.append((-max(lengths), one.rule_id, one.level))
    return sorted(found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(2, 3), texts), min_size=1, max_size=6))
def test_enumeration_agrees(drawn):
    rules = [rule(f"R{n}", level, text) for n, (level, text) in enumerate(drawn)]
    taken, conflicts, overlaps = set(), set(), set()
    for situation in SITUATIONS:
        order = covering(rules, situation)
        if not order:
            continue
        taken.add(order[0][1])
        best = [one for one in order if one[0] == order[0][0]]
        for one, other in itertools.combinations(best, 2):
            (conflicts if one[2] != other[2] else overlaps).add((one[1], other[1]))
    dead = {one.rule_id for one in rules} - taken
    found = analyse(rules, MATRIX)
    by_kind = {
        kind: {(f.rule_id, *f.other_rule_ids) for f in found if f.kind == kind}
        for kind in ("conflict", "overlap")
    }
    assert {f.rule_id for f in found if f.kind == "unreachable"} == dead
    assert by_kind["conflict"] == conflicts
    assert by_kind["overlap"] == {pair for pair in overlaps if not dead & set(pair)}
    for finding in found:
        if finding.kind in by_kind:
            order = covering(rules, dict(finding.witness))
            first = {one[1] for one in order if one[0] == order[0][0]}
            assert {finding.rule_id, *finding.other_rule_ids} <= first


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(2, 3), texts), min_size=1, max_size=6))
def test_gaps_are_exactly_what_is_left(drawn):
    rules = [rule(f"R{n}", level, text) for n, (level, text) in enumerate(drawn)]
    space = make_space((b for one in rules for b in one.branches), MATRIX)
    axes = [
        [(bit, value) for bit, value in enumerate(axis.values) if axis.known >> bit & 1]
        for axis in space.axes
    ]
    left = set()
    for picked in itertools.product(*axes):
        situation = {}
        for axis, (_, value) in zip(space.axes, picked, strict=True):
            situation |= dict(zip(axis.items, value, strict=True))
        if not covering(rules, situation):
            left.add(tuple(1 << bit for bit, _ in picked))
    boxes = [space.box(b) for one in rules for b in one.branches]
    described = [space.box(b) for b in gap_branches(analyse(rules, MATRIX))]
    inside = {
        cell
        for cell in (tuple(1 << bit for bit, _ in picked) for picked in itertools.product(*axes))
        if any(all(c & d for c, d in zip(cell, box, strict=True)) for box in described)
    }
    assert inside == left
    count = sum(size(box) for box in uncovered(space.known, boxes))
    assert count == len(left)


def gap_branches(found):
    for finding in found:
        if finding.kind == "gap":
            text = finding.condition.replace(f"'{OTHER}'", "'any'")
            yield from (branch.conditions() for branch in read_expression(text)) if text else [()]


def size(box) -> int:
    product = 1
    for mask in box:
        product *= mask.bit_count()
    return product


def test_two_hundred_rules_are_analysed():
    rules = [
        rule(
            f"R{n:03}",
            2 + n % 3,
            f"category = 'c{n // 5}' and (impact >= {1 + n % 3} and channel in ('phone', 'chat')"
            f" or product = 'p{n % 5}')",
        )
        for n in range(200)
    ]
    found = analyse(rules, MATRIX)
    assert {f.kind for f in found} == {"conflict", "overlap"}
