"""One request for help, for many contacts at once."""

from dataclasses import dataclass

import numpy as np

from etl.simulate.center import CENTERS
from etl.simulate.dice import Ints
from etl.simulate.roster import ROLES
from etl.simulate.vocabulary import ACTOR, TARGET
from etl.simulate.week import Week


@dataclass(frozen=True)
class Hop:
    """The n-th escalation of some contacts: from whom, to whom, by which route."""

    number: int
    who: Ints
    raised: Ints
    level: Ints
    actor: Ints
    team: Ints
    target: Ints
    mode: Ints
    route_target: Ints
    route_means: Ints
    route_wait: Ints
    route_step: Ints

    def draw(self, name: str) -> str:
        """A name of a draw that belongs to this hop alone."""
        return f"{name}/hop {self.number}"


def _first_actor() -> dict[str, int]:
    return {role.target: ACTOR[f"{role.actor_prefix}0101"] for role in ROLES}


def receiver_of(week: Week, hop: Hop, target: Ints, name: str) -> Ints:
    """Who of the role's holders at the contact's site answers; -1 for a team."""
    people = np.array([role.people_per_center for role in ROLES] + [0] * (len(TARGET) - len(ROLES)))
    starts = _first_actor()
    start = np.array([starts[role.target] for role in ROLES] + [-1] * (len(TARGET) - len(ROLES)))
    site = week.contacts.center[hop.who] % len(CENTERS)
    chance = week.dice.uniform(hop.draw(name), hop.who)
    person = start[target] + site * people[target] + (chance * people[target]).astype(np.int64)
    return np.where(people[target] > 0, person, -1)
