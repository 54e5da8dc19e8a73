"""Decide events with planted failures on top, and count what that changed."""

from dataclasses import dataclass, field

import numpy as np

from etl.simulate.dice import Bools, Floats, Ints
from etl.simulate.plan import PlanError, Planted, SimulationPlan
from etl.simulate.roster import ROLES
from etl.simulate.vocabulary import SLOT, TARGET, Words


@dataclass
class Tally:
    """How many cases one planted failure met, and how many events were there with and without."""

    planted: Planted
    cases: int = 0
    without: int = 0
    with_planted: int = 0


@dataclass
class Decision:
    """The outcome of a draw: what happens, and what would have happened with nothing planted."""

    happens: Bools
    natural: Bools
    scopes: list[tuple[Tally, Bools]] = field(default_factory=list)

    def count(self, is_in_log: Bools) -> Bools:
        """Add the cases that the log really shows to the tallies; returns what happens."""
        for tally, scope in self.scopes:
            seen = scope & is_in_log
            tally.cases += int(seen.sum())
            tally.without += int((seen & self.natural).sum())
            tally.with_planted += int((seen & self.happens).sum())
        return self.happens


class PlantedFailures:
    """The failures in force in one week, and the tallies over the whole plan."""

    def __init__(self, plan: SimulationPlan, rules: Words) -> None:
        """Start with empty tallies, one per planted failure."""
        for planted in plan.planted:
            _check(planted, rules)
        self._rules = rules
        self.tallies = [Tally(planted) for planted in plan.planted]

    def active(self, kind: str, week: int) -> list[Tally]:
        """The tallies of the failures of that kind in force in that week."""
        return [
            tally
            for tally in self.tallies
            if tally.planted.kind == kind and tally.planted.is_active(week)
        ]

    def is_of_rule(self, planted: Planted, rule: Ints) -> Bools:
        """Which cases fall under the failure's rule."""
        if planted.rule_id is None:
            return np.ones(len(rule), dtype=bool)
        return np.asarray(rule == self._rules[planted.rule_id])

    def decide(
        self,
        kind: str,
        week: int,
        chance: Floats,
        rate: Floats | float,
        rule: Ints,
        **where: Ints,
    ) -> Decision:
        """True where `chance` falls below the rate plus the size of every failure in scope."""
        base = np.broadcast_to(np.asarray(rate, dtype=np.float64), chance.shape)
        total = base.copy()
        scopes: list[tuple[Tally, Bools]] = []
        for tally in self.active(kind, week):
            scope = self.is_of_rule(tally.planted, rule) & _is_there(tally.planted, where)
            total = total + tally.planted.size * scope
            scopes.append((tally, scope))
        return Decision(chance < total, chance < base, scopes)


def _is_there(planted: Planted, where: dict[str, Ints]) -> Bools | bool:
    within: Bools | bool = True
    if planted.step is not None and "step" in where:
        within = within & (where["step"] == planted.step)
    if planted.target is not None and "target" in where:
        within = within & (where["target"] == TARGET[planted.target])
    if planted.slot is not None and "slot" in where:
        within = within & (where["slot"] == SLOT[planted.slot])
    if "hour" in where:
        within = within & (where["hour"] >= planted.hour_from) & (where["hour"] < planted.hour_to)
    return within


def _check(planted: Planted, rules: Words) -> None:
    if planted.rule_id is not None and planted.rule_id not in rules.all:
        raise PlanError(
            f"planted {planted.kind}: rule '{planted.rule_id}' is not in the rule book; "
            f"use one of {rules.all[0]} to {rules.all[-1]}"
        )
    if planted.kind in ("unreachable", "wrong_target") and planted.target is not None:
        roles = [role.target for role in ROLES]
        if planted.target not in roles:
            raise PlanError(
                f"planted {planted.kind}: target '{planted.target}' is nobody's role; "
                f"use one of {', '.join(roles)}"
            )
