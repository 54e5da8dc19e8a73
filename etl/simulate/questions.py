"""The questions of a receiver: asked again, asked for proof of identity, or really new."""

import numpy as np

from etl.simulate.dice import Bools, Ints
from etl.simulate.distributions import number
from etl.simulate.hops import Hop
from etl.simulate.plan import SLOTS_TOLD
from etl.simulate.vocabulary import MODE, SLOT
from etl.simulate.week import Week

# which of the told items a receiver asks for again: identification first
_AGAIN_WEIGHTS = [0.22, 0.18, 0.34, 0.26]


def tell_questions(week: Week, hop: Hop, row: Ints, begin: Ints, level: Ints, actor: Ints) -> Ints:
    """Tell the receiver's questions and the customer's answers; returns when they are over."""
    who = hop.who[row]
    dice, is_live = week.dice, week.is_live(who)
    moment = begin + dice.between(hop.draw("listens"), who, 2, 20)
    again, slot = _asked_again(week, hop, who, moment)
    moment = _ask(week, hop, who, again, moment, slot, level, actor)
    proof = (hop.mode[row] == MODE["takeover"]) & dice.happens(hop.draw("proof"), who, 0.3)
    birth = np.full(len(who), SLOT["date_of_birth"])
    moment = _ask(week, hop, who, proof & is_live, moment, birth, level, actor)
    fresh = np.array([SLOT["environment"], SLOT["purchase_date"]])
    new = fresh[dice.between(hop.draw("new slot"), who, 0, 2)]
    is_new = dice.happens(hop.draw("asks something new"), who, 0.45)
    return _ask(week, hop, who, is_new, moment, new, level, actor)


def _asked_again(week: Week, hop: Hop, who: Ints, moment: Ints) -> tuple[Bools, Ints]:
    base = week.rate(number("escalation.asked_again"), "asked again", who)
    decision = week.decide("repeat_question", hop.draw("asks again"), who, base)
    again = decision.count(week.rows.is_in_log(who, moment))
    told = np.array([SLOT[name] for name in SLOTS_TOLD])
    slot = told[week.dice.pick(hop.draw("slot again"), who, _AGAIN_WEIGHTS)]
    for tally, scope in decision.scopes:
        if tally.planted.slot is not None:
            slot = np.where(scope & ~decision.natural, SLOT[tally.planted.slot], slot)
    return again, slot


def _ask(
    week: Week,
    hop: Hop,
    who: Ints,
    asks: Bools,
    moment: Ints,
    slot: Ints,
    level: Ints,
    actor: Ints,
) -> Ints:
    reply = moment + week.dice.between(hop.draw("answers"), who, 12, 45)
    values: dict[str, Ints | int] = {
        "hop": hop.number,
        "level": level[asks],
        "actor": actor[asks],
        "slot": slot[asks],
    }
    week.rows.add("asked", who[asks], moment[asks], **values)
    week.rows.add("told", who[asks], reply[asks], **values)
    return np.where(asks, reply + 3, moment)
