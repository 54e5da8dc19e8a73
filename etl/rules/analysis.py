"""What a rule set does that nobody meant: conflicts, overlaps, dead rules, gaps.

Conditions are boxes in a space of situations (space.py); every answer is exact set algebra on
these boxes. Of the rules that cover a situation the most specific goes first, then the first by
number: the precedence of etl/facts/37_rule_match.sql.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice
from math import prod
from typing import Final

from etl.rules.branches import Branch, expression_text
from etl.rules.log_weight import LogWeight
from etl.rules.overlap import allowed_values
from etl.rules.rule import Condition
from etl.rules.space import Box, Space, both, describe, make_space, some_uncovered, uncovered

KINDS: Final = ("conflict", "overlap", "unreachable", "gap")
# Beyond these a rule set has another problem than its single gaps.
_MOST_BOXES, _MOST_GAPS, _MOST_STEPS = 500, 50, 20_000
_MOST_TAKERS, _MOST_PAIRS = 12, 1000


@dataclass(frozen=True)
class RuleInForce:
    """A version of a rule as the analysis sees it."""

    rule_id: str
    rule_version_id: str
    level: int | None
    branches: tuple[tuple[Condition, ...], ...]


@dataclass(frozen=True)
class RuleFinding:
    """One finding with an example situation.

    `rule_version_id` is None for a gap; `other_rule_ids` are those in conflict or those that go
    before. `condition` says where, as an expression; counts are None without a log.
    """

    kind: str
    rule_id: str | None
    rule_version_id: str | None
    other_rule_ids: tuple[str, ...]
    level: int | None
    other_level: int | None
    condition: str
    witness: tuple[tuple[str, str], ...]
    contacts: int | None = None
    escalations: int | None = None


@dataclass(frozen=True)
class _Part:
    """One branch of a rule as a box; more conditions go first."""

    rule: RuleInForce
    box: Box
    conditions: tuple[Condition, ...]

    @cached_property
    def rank(self) -> int:
        return len(self.conditions)

    @property
    def items(self) -> set[str]:
        return {condition.item for condition in self.conditions}

    def goes_before(self, other: "_Part") -> bool:
        mine, theirs = (-self.rank, self.rule.rule_id), (-other.rank, other.rule.rule_id)
        return mine < theirs


def analyse(
    rules: Sequence[RuleInForce],
    matrix: Mapping[tuple[str, str], str],
    log: Sequence[Mapping[str, str | int | None]] = (),
) -> list[RuleFinding]:
    """Return the findings on rules in force at once; rules in words only are left out.

    `log` has the items of each situation and its `contacts` and `escalations`.
    """
    readable = [rule for rule in rules if rule.branches]
    seen = [{k: None if v is None else str(v) for k, v in row.items()} for row in log]
    space = make_space((b for rule in readable for b in rule.branches), matrix, seen)
    weight = LogWeight(space, log)
    parts = [
        _Part(rule, box, branch)
        for rule in readable
        for branch in rule.branches
        if all(box := space.box(branch))
    ]
    dead = {finding.rule_id: finding for finding in _unreachable(space, readable, parts)}
    pairs = [
        finding
        for finding in _pairs(space, parts, weight)
        # That a rule never applies says it all, unless another level hides behind it.
        if finding.kind == "conflict"
        or not dead.keys() & {finding.rule_id, *finding.other_rule_ids}
    ]
    gaps = _gaps(space, parts, weight) if readable else ()
    found = [*pairs, *dead.values(), *gaps]
    return sorted(found, key=_order)


def _order(finding: RuleFinding) -> tuple[object, ...]:
    return (
        KINDS.index(finding.kind),
        -(finding.escalations or 0),
        -(finding.contacts or 0),
        finding.rule_id or "",
        finding.other_rule_ids,
        finding.condition,
    )


def _pairs(space: Space, parts: Sequence[_Part], weight: LogWeight) -> Iterator[RuleFinding]:
    """Yield one finding per pair of rules of which neither goes before the other in a situation."""
    done: set[tuple[str, str]] = set()
    ranks = {part.rank for part in parts}
    before = {rank: [part.box for part in parts if part.rank > rank] for rank in ranks}
    for one, other in combinations(parts, 2):
        if one.rank != other.rank or not all(shared := both(one.box, other.box)):
            continue
        first, second = sorted((one, other), key=lambda part: part.rule.rule_id)
        pair = (first.rule.rule_id, second.rule.rule_id)
        if pair[0] == pair[1] or pair in done:
            continue
        left = some_uncovered(shared, before[one.rank])
        if left is None:
            continue
        done.add(pair)
        if len(done) > _MOST_PAIRS:
            return
        levels = (first.rule.level, second.rule.level)
        is_conflict = None not in levels and levels[0] != levels[1]
        contacts, escalations = weight.of([shared])
        yield RuleFinding(
            "conflict" if is_conflict else "overlap",
            first.rule.rule_id,
            first.rule.rule_version_id,
            (second.rule.rule_id,),
            *levels,
            _text([(*one.conditions, *other.conditions)]),
            _example(space, left, one.items | other.items),
            contacts,
            escalations,
        )


def _unreachable(
    space: Space, rules: Sequence[RuleInForce], parts: Sequence[_Part]
) -> Iterator[RuleFinding]:
    by_rule: dict[str, list[_Part]] = defaultdict(list)
    for part in parts:
        by_rule[part.rule.rule_version_id].append(part)
    for rule in rules:
        mine = by_rule[rule.rule_version_id]
        takers = [p for p in parts if p.rule.rule_id != rule.rule_id]
        if mine and any(_is_left(part, takers) for part in mine):
            continue
        needed = _needed(mine, takers) if mine else []
        items = {condition.item for branch in rule.branches for condition in branch}
        example = _example(space, mine[0].box, items) if mine else ()
        others = tuple(sorted({part.rule.rule_id for part in needed}))
        yield RuleFinding(
            "unreachable",
            rule.rule_id,
            rule.rule_version_id,
            others,
            rule.level,
            None,
            _text(rule.branches) if mine else "",
            example,
        )


def _is_left(part: _Part, takers: Iterable[_Part]) -> bool:
    before = (taker.box for taker in takers if taker.goes_before(part))
    return some_uncovered(part.box, before) is not None


def _needed(mine: Sequence[_Part], takers: Sequence[_Part]) -> list[_Part]:
    """Return a set of parts without which the others would not take all of the rule."""
    near = [
        taker
        for taker in takers
        if any(taker.goes_before(part) and all(both(taker.box, part.box)) for part in mine)
    ]
    if len(near) > _MOST_TAKERS:
        return near
    for taker in sorted(near, key=lambda part: -part.rank):
        rest = [part for part in near if part is not taker]
        if not any(_is_left(part, rest) for part in mine):
            near = rest
    return near


def _gaps(space: Space, parts: Sequence[_Part], weight: LogWeight) -> Iterator[RuleFinding]:
    """Yield what no rule covers of the situations that rules or the log name."""
    known = space.known
    boxes = [shared for part in parts if all(shared := both(part.box, known))]
    # A set too entangled to be searched to the end shows the gaps that were met first.
    raw = list(islice(uncovered(known, boxes, iter(range(_MOST_STEPS))), _MOST_BOXES))
    pieces = [piece for box in _widest(raw, known, boxes) for piece in describe(space, box)]
    # Where nothing is said of an item, what is unknown of it counts with the rest.
    told = [(box, Branch.over(allowed).conditions()) for box, allowed in pieces]
    told.sort(key=lambda piece: (-(weight.of([space.box(piece[1])])[1] or 0), len(piece[1])))
    taken: list[Box] = []
    for box, conditions in told[:_MOST_GAPS]:
        whole = space.box(conditions)
        contacts, escalations = weight.of([whole], without=taken)
        taken.append(whole)
        yield RuleFinding(
            "gap",
            None,
            None,
            (),
            None,
            None,
            _text([conditions]),
            _example(space, box, [c.item for c in conditions] or ["category"]),
            contacts,
            escalations,
        )


def _widest(raw: Sequence[Box], known: Box, boxes: Sequence[Box]) -> list[Box]:
    """Return few wide boxes that cover the raw ones and nothing that a rule covers."""
    # From the largest on: a small one first would be widened at the cost of plain words.
    left = sorted(raw, key=_size, reverse=True)
    chosen: list[Box] = []
    while left and len(chosen) < _MOST_GAPS:
        wide = _widened(left[0], known, [*boxes, *chosen])
        chosen.append(wide)
        left = [rest for box in left for rest in uncovered(box, [wide])]
    return chosen


def _size(box: Box) -> int:
    return prod(mask.bit_count() for mask in box)


def _widened(box: Box, known: Box, boxes: Sequence[Box]) -> Box:
    for at in range(len(box)):
        taken = 0
        for other in boxes:
            shared = both(box, other)
            if all(shared[:at]) and all(shared[at + 1 :]):
                taken |= other[at]
        box = (*box[:at], known[at] & ~taken, *box[at + 1 :])
    return box


def _text(branches: Iterable[Iterable[Condition]]) -> str:
    merged = [Branch.over(allowed_values(branch)).conditions() for branch in branches]
    return expression_text(merged)


def _example(space: Space, box: Box, items: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(space.witness(box, items).items())
