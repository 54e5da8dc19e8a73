"""How near the way that was taken is to the route that a rule asks for."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fitness:
    """One escalation's way against its route.

    `cost`: roles to add or to take out until the way is a beginning of the route. `fitness`: 1 for
    such a beginning, 0 for a way that shares nothing with it. `handovers`: changes of the role
    asked. `bounces`: returns to the role before the last. `repeats`: the same role asked twice
    running. `skipped`: roles of the route never asked although a later one was.
    """

    handovers: int
    bounces: int
    repeats: int
    skipped: tuple[str, ...]
    cost: int
    fitness: float


def route_fitness(way: Sequence[str], route: Sequence[str]) -> Fitness:
    """Return how a way fits a route, which may be left after any of its steps.

    Both are roles in the order in which they were, or are to be, asked; the way has one or more.
    The cost is the insertion and deletion distance to the nearest beginning of the route, which
    for a route without branches is what an alignment with its process model costs. Source:
    Adriansyah 2014, fitness of alignments.
    """
    if not way or not route:
        raise ValueError("way and route: one role or more wanted in each.")
    cost = min(_distance(way, route[:stop]) for stop in range(1, len(route) + 1))
    parties = [role for place, role in enumerate(way) if place == 0 or role != way[place - 1]]
    return Fitness(
        handovers=len(parties) - 1,
        bounces=sum(old == new for old, new in zip(parties, parties[2:], strict=False)),
        repeats=len(way) - len(parties),
        skipped=_skipped(way, route),
        cost=cost,
        fitness=1 - cost / (len(way) + 1),
    )


def log_fitness(found: Sequence[tuple[Sequence[str], Fitness]]) -> float:
    """Return the fitness of many ways together: one less all costs over all that they could be."""
    return 1 - sum(one.cost for _, one in found) / sum(len(way) + 1 for way, _ in found)


def _distance(left: Sequence[str], right: Sequence[str]) -> int:
    """Return how many roles are to be added or taken out to make one sequence the other."""
    above = list(range(len(right) + 1))
    for row, role in enumerate(left, 1):
        line = [row]
        for place, other in enumerate(right, 1):
            same = above[place - 1] if role == other else above[place] + 1
            line.append(min(same, line[-1] + 1, above[place] + 1))
        above = line
    return above[-1]


def _skipped(way: Sequence[str], route: Sequence[str]) -> tuple[str, ...]:
    """Return the roles of the route that were never asked although a later one was."""
    last = max((place for place, role in enumerate(route) if role in way), default=0)
    return tuple(role for role in route[:last] if role not in way)
