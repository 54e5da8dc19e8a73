"""The space of situations that rules divide: a few axes, their values as bits of a number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import and_
from typing import Final

from etl.rules.overlap import CLOSED, Allowed, allowed_values
from etl.rules.rule import Condition

# Items that hang together share an axis: a subcategory belongs to its category, a team to its
# center, and the risk follows from impact and urgency.
AXES: Final = (
    ("category", "subcategory"),
    ("center", "team"),
    ("impact", "urgency", "risk"),
    ("product",),
    ("channel",),
    ("reason",),
)
OTHER: Final = "*"
Box = tuple[int, ...]
Value = tuple[str | None, ...]
Conditions = Sequence[Condition]


@dataclass(frozen=True)
class Axis:
    """Values of one axis; `known` marks those that rules or the log name."""

    items: tuple[str, ...]
    values: tuple[Value, ...]
    known: int

    @property
    def full(self) -> int:
        """The mask of all values."""
        return (1 << len(self.values)) - 1

    def mask(self, allowed: Mapping[str, Allowed]) -> int:
        """Return the values that meet the conditions about this axis."""
        mine = [(n, allowed[item]) for n, item in enumerate(self.items) if item in allowed]
        if not mine:
            return self.full
        return sum(
            1 << bit
            for bit, value in enumerate(self.values)
            if all(_holds(only, value[n]) for n, only in mine)
        )

    def pick(self, mask: int) -> dict[str, str]:
        """Return the plainest value of a mask, by item, without what is unknown."""
        chosen = [value for bit, value in enumerate(self.values) if mask >> bit & 1]
        plainest = min(chosen, key=lambda value: [(v is None) + (v == OTHER) for v in value])
        pairs = zip(self.items, plainest, strict=True)
        return {item: value for item, value in pairs if value is not None}


@dataclass(frozen=True)
class Space:
    """All axes; a box is one mask per axis."""

    axes: tuple[Axis, ...]

    @property
    def known(self) -> Box:
        """The box of everything that rules or the log name."""
        return tuple(axis.known for axis in self.axes)

    def box(self, conditions: Conditions) -> Box:
        """Return the situations in which conditions all hold; an unknown value meets none."""
        allowed = allowed_values(conditions)
        return tuple(axis.mask(allowed) for axis in self.axes)

    def witness(self, box: Box, about: Iterable[str]) -> dict[str, str]:
        """Return an example situation of a box, told by the axes of some items."""
        wanted = set(about)
        found: dict[str, str] = {}
        for axis, mask in zip(self.axes, box, strict=True):
            if wanted & set(axis.items):
                found |= {k: v for k, v in axis.pick(mask).items() if k in wanted}
        return found


def both(one: Box, other: Box) -> Box:
    """Return the situations in two boxes."""
    return tuple(map(and_, one, other))


def uncovered(box: Box, boxes: Iterable[Box], steps: Iterator[int] | None = None) -> Iterator[Box]:
    """Yield disjoint boxes that make up what the boxes leave of a box.

    With `steps` given it ends early when those are used up.
    """
    if steps is not None and next(steps, None) is None:
        return
    parts = [part for other in boxes if all(part := both(box, other))]
    if not all(box) or box in parts:
        return
    if not parts:
        yield box
        return
    # The axis that divides most leaves the fewest boxes for each part.
    spans = [sum(part[n] != box[n] for part in parts) for n in range(len(box))]
    at = spans.index(max(spans))
    for mask in _groups(box[at], [part[at] for part in parts]):
        piece = (*box[:at], mask, *box[at + 1 :])
        yield from uncovered(piece, [part for part in parts if part[at] & mask], steps)


def some_uncovered(box: Box, boxes: Iterable[Box]) -> Box | None:
    """Return a box of what the boxes leave of a box; None where that is nothing."""
    parts = [part for other in boxes if all(part := both(box, other))]
    if box in parts:
        return None
    # Mostly some value of one axis is in none of them, and nothing needs to be divided.
    for at, mask in enumerate(box):
        for part in parts:
            mask &= ~part[at]
            if not mask:
                break
        if mask:
            return (*box[:at], mask, *box[at + 1 :])
    return next(uncovered(box, parts), None)


def _groups(mask: int, parts: Sequence[int]) -> list[int]:
    """Return the bits of a mask in groups that no part divides."""
    groups = [mask]
    for part in set(parts):
        split = [(group & part, group & ~part) for group in groups]
        groups = [piece for pair in split for piece in pair if piece]
    return groups


def make_space(
    rules: Iterable[Conditions],
    matrix: Mapping[tuple[str, str], str],
    seen: Iterable[Mapping[str, str | None]] = (),
) -> Space:
    """Return the space of the values that rules and situations of a log name.

    `matrix` gives the risk of an impact and an urgency.
    """
    branches = [allowed_values(conditions) for conditions in rules]
    log = list(seen)
    return Space(
        (
            _nested("category", "subcategory", branches, log),
            _nested("center", "team", branches, log),
            _assessment(matrix),
            *(_single(item, branches, log) for item in ("product", "channel", "reason")),
        )
    )


def _named(allowed: Mapping[str, Allowed], item: str) -> frozenset[str]:
    if item not in allowed:
        return frozenset()
    return (allowed[item].only or frozenset()) | allowed[item].never


def _single(
    item: str, branches: Sequence[Mapping[str, Allowed]], log: Sequence[Mapping[str, str | None]]
) -> Axis:
    found = {value for allowed in branches for value in _named(allowed, item)}
    found |= {value for row in log if (value := row.get(item)) is not None}
    domain = CLOSED.get(item, ())
    known = sorted(found if log or not domain else found | set(domain)) or [OTHER]
    rest = [value for value in (*domain, OTHER) if value not in known]
    values: list[Value] = [(value,) for value in (*known, *rest, None)]
    return Axis((item,), tuple(values), (1 << len(known)) - 1)


def _nested(
    outer: str,
    inner: str,
    branches: Sequence[Mapping[str, Allowed]],
    log: Sequence[Mapping[str, str | None]],
) -> Axis:
    """Return the pairs of an item and the one below it that are named together."""
    pairs: set[tuple[str | None, str | None]] = {(r.get(outer), r.get(inner)) for r in log}
    outers = {value for value, _ in pairs} | {v for b in branches for v in _named(b, outer)}
    loose: set[str] = set()
    for allowed in branches:
        if outer in allowed:
            ones = _named(allowed, outer)
            pairs |= {(one, two) for one in ones for two in _named(allowed, inner)}
        else:
            loose |= _named(allowed, inner)
    known: set[tuple[str | None, str | None]] = {pair for pair in pairs if None not in pair}
    with_inner = {one for one, _ in known}
    known |= {(one, OTHER) for one in outers - {None} if one not in with_inner}
    known |= {(OTHER, two) for two in loose if two not in {pair[1] for pair in known}}
    known = known or {(OTHER, OTHER)}
    rest: set[tuple[str | None, str | None]] = {
        (one, two) for one in {*outers, OTHER, None} for two in {*loose, OTHER, None}
    }
    first = sorted(known, key=str)
    values: list[Value] = [*first, *sorted(rest - known, key=str)]
    return Axis((outer, inner), tuple(values), (1 << len(first)) - 1)


def _assessment(matrix: Mapping[tuple[str, str], str]) -> Axis:
    """Return impact, urgency and risk: all three are known, or none."""
    values: list[Value] = [
        (impact, urgency, matrix.get((impact, urgency)))
        for impact in CLOSED["impact"]
        for urgency in CLOSED["urgency"]
    ]
    return Axis(AXES[2], (*values, (None, None, None)), (1 << len(values)) - 1)


def _holds(allowed: Allowed, value: str | None) -> bool:
    if value is None or value in allowed.never:
        return False
    return allowed.only is None or value in allowed.only


def describe(space: Space, box: Box) -> list[tuple[Box, dict[str, Allowed]]]:
    """Return boxes that make up a box, each with the conditions that say it."""
    found: list[tuple[Box, dict[str, Allowed]]] = [((), {})]
    for axis, mask in zip(space.axes, box, strict=True):
        pieces = _pieces(axis, mask)
        found = [((*head, part), told | own) for head, told in found for part, own in pieces]
    return found


def _pieces(axis: Axis, mask: int) -> list[tuple[int, dict[str, Allowed]]]:
    """Return the parts of a mask that one condition per item can say."""
    if mask == axis.known:
        return [(mask, {})]
    if len(axis.items) == 1:
        values = frozenset(str(v[0]) for bit, v in enumerate(axis.values) if mask >> bit & 1)
        return [(mask, {axis.items[0]: Allowed(values)})]
    # One part for each set of inner values: outer values with the same set are told together.
    inner: dict[str | None, int] = {}
    for bit, value in enumerate(axis.values):
        if mask >> bit & 1:
            inner[value[0]] = inner.get(value[0], 0) | 1 << bit
    parts: dict[tuple[bool, frozenset[str | None]], list[str | None]] = {}
    for outer, bits in inner.items():
        whole = sum(1 << bit for bit, v in enumerate(axis.values) if v[0] == outer)
        chosen = frozenset(v[1] for bit, v in enumerate(axis.values) if bits >> bit & 1)
        is_whole = bits == whole & axis.known and outer != OTHER
        key = (outer == OTHER, frozenset() if is_whole else chosen - {OTHER})
        parts.setdefault(key, []).append(outer)
    return [_piece(axis, inner, outers, key[1]) for key, outers in parts.items()]


def _piece(
    axis: Axis,
    inner: Mapping[str | None, int],
    outers: Sequence[str | None],
    seconds: frozenset[str | None],
) -> tuple[int, dict[str, Allowed]]:
    mask = sum(inner[outer] for outer in outers)
    told = {axis.items[0]: Allowed(frozenset(str(outer) for outer in outers))}
    every = {v[0] for bit, v in enumerate(axis.values) if axis.known >> bit & 1}
    if every == set(outers) or outers == [OTHER]:
        told = {}
    if seconds:
        told[axis.items[1]] = Allowed(frozenset(str(second) for second in seconds))
    return mask, told
