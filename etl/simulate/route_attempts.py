"""Trying the steps of a route until somebody answers."""

from dataclasses import dataclass

import numpy as np

from etl.simulate.dice import Bools, Ints
from etl.simulate.distributions import number
from etl.simulate.hops import Hop
from etl.simulate.topics import MAX_STEPS
from etl.simulate.vocabulary import OUTCOME, TARGET_LEVEL
from etl.simulate.week import Week

_FAILURES = ("no_response", "busy", "absent", "rejected")
_FAILURE_WEIGHTS = [0.46, 0.27, 0.23, 0.04]


@dataclass
class Reach:
    """Per contact: whether somebody answered, when it was accepted, and by whom."""

    answered: Bools
    moment: Ints
    target: Ints


@dataclass(frozen=True)
class Attempts:
    """One round of attempts, all at the same step of their routes."""

    position: int
    row: Ints
    who: Ints
    moment: Ints
    target: Ints


def try_route(week: Week, hop: Hop) -> Reach:
    """Tell the attempts of a hop; an unanswered contact keeps the moment it gave up."""
    dialed = hop.raised + week.dice.between(hop.draw("dials"), hop.who, 4, 28)
    reach = Reach(np.zeros(len(hop.who), dtype=bool), dialed, hop.target.copy())
    for position in range(MAX_STEPS):
        row = np.flatnonzero(~reach.answered & (hop.route_target[:, position] >= 0))
        if len(row) == 0:
            break
        target = hop.route_target[row, position]
        attempts = Attempts(position, row, hop.who[row], reach.moment[row], target)
        _try_step(week, hop, attempts, reach)
    return reach


def _try_step(week: Week, hop: Hop, attempts: Attempts, reach: Reach) -> None:
    dice, who = week.dice, attempts.who
    outcome = _outcomes(week, hop, attempts)
    week.rows.add(
        "attempted",
        who,
        attempts.moment,
        hop=hop.number,
        level=hop.level[attempts.row],
        actor=hop.actor[attempts.row],
        target=attempts.target,
        target_level=np.array(TARGET_LEVEL)[attempts.target],
        means=hop.route_means[attempts.row, attempts.position],
        step=hop.route_step[attempts.row, attempts.position],
        outcome=outcome,
    )
    answered = outcome == OUTCOME["answered"]
    rings = dice.seconds(hop.draw(f"rings {attempts.position}"), who, 22, 0.5, least=5)
    # an operator waits about as long as the rule allows, rarely to the second
    patience = 0.5 + 0.6 * dice.uniform(hop.draw(f"patience {attempts.position}"), who)
    waited = (hop.route_wait[attempts.row, attempts.position] * patience).astype(np.int64)
    picks_up = dice.between(hop.draw(f"picks up {attempts.position}"), who, 3, 25)
    reach.moment[attempts.row] = attempts.moment + rings + np.where(answered, picks_up, waited)
    reach.answered[attempts.row] = answered
    reach.target[attempts.row[answered]] = attempts.target[answered]


def _outcomes(week: Week, hop: Hop, attempts: Attempts) -> Ints:
    who, position = attempts.who, attempts.position
    hour = attempts.moment // 3600 % 24
    step = hop.route_step[attempts.row, position]
    where = {"hour": hour, "step": step, "target": attempts.target}
    share = number("escalation.wrong_target_of_failed")
    base = week.rate(number("escalation.failed_attempt"), "failed attempt", who)
    lunch = np.where(hour == 12, 0.02, 0.0)
    wrong = week.decide(
        "wrong_target", hop.draw(f"wrong target {position}"), who, share * base, **where
    )
    failed = week.decide(
        "unreachable", hop.draw(f"fails {position}"), who, (1 - share) * base + lunch, **where
    )
    seen = week.rows.is_in_log(who, attempts.moment)
    is_wrong = wrong.count(seen)
    # whoever rang at the wrong desk has not found the right one silent
    failed.happens, failed.natural = failed.happens & ~is_wrong, failed.natural & ~is_wrong
    is_failed = failed.count(seen)
    kind = week.dice.pick(hop.draw(f"failure {position}"), who, _FAILURE_WEIGHTS)
    missed = np.array([OUTCOME[name] for name in _FAILURES])[kind]
    outcome = np.where(is_failed, missed, OUTCOME["answered"])
    return np.where(is_wrong, OUTCOME["wrong_target"], outcome)
