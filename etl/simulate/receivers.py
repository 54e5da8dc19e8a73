"""What the one who was asked does: takes the report, asks, advises or takes over, judges."""

from dataclasses import dataclass

import numpy as np

from etl.simulate.dice import Bools, Ints
from etl.simulate.distributions import number
from etl.simulate.hops import Hop, receiver_of
from etl.simulate.plan import REPORT_ITEMS
from etl.simulate.questions import tell_questions
from etl.simulate.route_attempts import Reach
from etl.simulate.vocabulary import MODE, OUTCOME, REASON, SLOT, TARGET_LEVEL
from etl.simulate.week import Week


@dataclass(frozen=True)
class Help:
    """The answered part of a hop: who received it, when they began and when they were done."""

    row: Ints
    who: Ints
    accepted: Ints
    done: Ints
    target: Ints
    level: Ints
    actor: Ints
    is_takeover: Bools


def receive(week: Week, hop: Hop, reach: Reach) -> Help:
    """Tell everything the receivers of a hop do, from accepting to judging."""
    row = np.flatnonzero(reach.answered)
    who, target, accepted = hop.who[row], reach.target[row], reach.moment[row]
    level = np.array(TARGET_LEVEL)[target]
    actor = receiver_of(week, hop, reach.target, "receiver")[row]
    week.rows.add(
        "accepted", who, accepted, hop=hop.number, level=level, actor=actor, target=target
    )
    told = _tell_report(week, hop, row, accepted)
    asked = told.copy()
    # a first line that gets its contact back knows the customer already
    up = level > 1
    asked[up] = tell_questions(week, hop, row[up], told[up], level[up], actor[up])
    done = asked + week.dice.seconds(hop.draw("help"), who, 105, 0.7, least=20)
    taken = hop.mode[row] == MODE["takeover"]
    help_ = Help(row, who, accepted, done, target, level, actor, taken)
    _tell_judgement(week, hop, help_)
    return help_


def _tell_report(week: Week, hop: Hop, row: Ints, accepted: Ints) -> Ints:
    """Report the items of the hand-over template; returns when the report is over."""
    who = hop.who[row]
    given = week.dice.happens(hop.draw("report"), who, number("escalation.report_given"))
    required = week.table.required[week.contacts.topic[who]]
    moment = accepted + 3
    for item, name in enumerate(REPORT_ITEMS):
        due = given & required[:, item]
        some = who[due]
        slot = np.full(len(some), SLOT[name])
        base = week.rate(1 - number("escalation.report_item_given"), "report item", some)
        missing = week.decide(
            "report_incomplete", hop.draw(f"leaves out {name}"), some, base, slot=slot
        )
        is_missing = missing.count(week.rows.is_in_log(some, moment[due]))
        week.rows.add(
            "reported",
            some[~is_missing],
            moment[due][~is_missing],
            hop=hop.number,
            level=hop.level[row][due][~is_missing],
            actor=hop.actor[row][due][~is_missing],
            slot=SLOT[name],
        )
        moment = moment + np.where(due, week.dice.between(hop.draw("tells " + name), who, 3, 12), 0)
    return moment


def _tell_judgement(week: Week, hop: Hop, help_: Help) -> None:
    who = help_.who
    moment = help_.done + week.dice.seconds(hop.draw("judges after"), who, 600, 0.9, least=5)
    judged = week.dice.happens(hop.draw("judged"), who, number("escalation.judged"))
    judged &= help_.level > 1
    stays = week.rate(number("escalation.could_have_stayed"), "could have stayed", who)
    over = week.decide("over_escalation", hop.draw("could have stayed"), who, stays)
    is_over = over.count(judged & week.rows.is_in_log(who, moment))
    other = week.dice.uniform(hop.draw("late or wrong level"), who)
    late = number("escalation.too_late")
    wrong = late + number("escalation.wrong_level")
    outcome = np.where(other < wrong, OUTCOME["wrong_level"], OUTCOME["needed"])
    outcome = np.where(other < late, OUTCOME["too_late"], outcome)
    outcome = np.where(is_over, OUTCOME["could_have_stayed"], outcome)
    _tell_advice(week, hop, help_, is_over)
    week.rows.add(
        "judged",
        who[judged],
        moment[judged],
        hop=hop.number,
        level=help_.level[judged],
        actor=help_.actor[judged],
        outcome=outcome[judged],
    )


def _tell_advice(week: Week, hop: Hop, help_: Help, is_over: Bools) -> None:
    """Advice to those who keep their customer; from the FAQ when it was hardly needed."""
    who = help_.who
    chance = week.dice.uniform(hop.draw("source of advice"), who)
    from_faq = chance < np.where(is_over, 0.55, 0.05)
    reason = np.where(from_faq, REASON["faq"], -1)
    reason = np.where(from_faq & (chance < np.where(is_over, 0.2, 0.02)), REASON["manual"], reason)
    power = week.dice.happens(hop.draw("authority"), who, 0.28) & ~from_faq & ~is_over
    consult = ~help_.is_takeover
    week.rows.add(
        "advised",
        who[consult],
        help_.done[consult],
        hop=hop.number,
        level=help_.level[consult],
        actor=help_.actor[consult],
        reason=reason[consult],
        outcome=np.where(power, OUTCOME["authority_used"], -1)[consult],
    )
