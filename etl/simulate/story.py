"""The story of every contact of a week: opened, perhaps escalated, resolved, closed."""

import numpy as np
import polars as pl

from etl.simulate.center import CHANNELS
from etl.simulate.contacts import contact_frame
from etl.simulate.dice import Bools, Ints
from etl.simulate.distributions import number
from etl.simulate.endings import tell_endings
from etl.simulate.escalations import tell_escalations
from etl.simulate.vocabulary import REASON, SLOT
from etl.simulate.week import Week

# seconds from the first word to the sign, where nobody is asked
_SIGN_AFTER = 60


def week_events(week: Week) -> pl.DataFrame:
    """All events of the contacts that opened in the week, on the local clock."""
    everyone = week.contacts.index
    gone = week.dice.happens("gives up", everyone, number("outcome.abandoned"))
    gone &= week.contacts.is_live
    escalated = _escalated(week, gone)
    _tell_opening(week, gone, escalated)
    free_at = _handled(week)
    _tell_assessed(week, everyone[~escalated & ~gone])
    who = everyone[escalated]
    if len(who):
        free_at[who] = tell_escalations(week, who)
    tell_endings(week, everyone[~gone], free_at, escalated)
    context = contact_frame(week.contacts, week.table, week.book)
    return week.rows.frame(context, week.book.rules)


def _escalated(week: Week, gone: Bools) -> Bools:
    contacts, everyone = week.contacts, week.contacts.index
    first = np.zeros(1, dtype=np.int64)
    wobble = number("escalation.week_log_sd") * week.dice.normal("week share", first)[0]
    share = week.table.share[contacts.topic] * np.exp(wobble)
    chance = week.dice.uniform("escalates", everyone)
    for tally in week.failures.active("inconsistent", week.number):
        scope = week.failures.is_of_rule(tally.planted, contacts.rule)
        side = np.where(contacts.operator % 2 == 0, 1.0, -1.0)
        before = share
        share = np.clip(share + tally.planted.size * scope * side, 0.0, 1.0)
        tally.cases += int(scope.sum())
        tally.without += int((scope & (chance < before)).sum())
        tally.with_planted += int((scope & (chance < share)).sum())
    wanted = (chance < share) & ~gone
    who = everyone[wanted]
    rate = number("escalation.kept_at_first_line")
    silent = week.decide("under_escalation", "stays silent", who, rate)
    kept_quiet = silent.count(week.rows.is_in_log(who, contacts.started[who] + _SIGN_AFTER))
    _tell_silence(week, who[kept_quiet], ~silent.natural[kept_quiet])
    wanted[who[kept_quiet]] = False
    return np.asarray(wanted)


def _tell_silence(week: Week, who: Ints, is_planted: Bools) -> None:
    """The sign was there and the risk was written down; nobody was asked."""
    contacts, table = week.contacts, week.table
    moment, operator = contacts.started[who] + _SIGN_AFTER, contacts.operator[who]
    reason = np.full(len(who), REASON["customer_demand"])
    impact = np.where(is_planted, 3, table.impact[contacts.topic[who]])
    urgency = np.where(is_planted, 3, table.urgency[contacts.topic[who]])
    week.rows.add("triggered", who, moment, level=1, actor=operator, reason=reason)
    week.rows.add(
        "assessed",
        who,
        moment + 20,
        level=1,
        actor=operator,
        impact=impact,
        urgency=urgency,
    )


def _tell_opening(week: Week, gone: Bools, escalated: Bools) -> None:
    contacts, everyone, dice = week.contacts, week.contacts.index, week.dice
    week.rows.add("opened", everyone, contacts.opened, level=1, amount=contacts.amount)
    left = everyone[gone]
    week.rows.add("abandoned", left, contacts.opened[left] + dice.seconds("gave up", left, 75, 0.8))
    plain = everyone[~gone & ~escalated]
    said = plain[dice.happens("slot noted", plain, 0.55)]
    slot = np.array([SLOT["order_no"], SLOT["name"], SLOT["symptom"]])
    noted = slot[dice.pick("slot told", said, [0.5, 0.3, 0.2])]
    after = dice.between("told after", said, 8, 40)
    week.rows.add(
        "told",
        said,
        contacts.started[said] + after,
        level=1,
        actor=contacts.operator[said],
        slot=noted,
    )


def _handled(week: Week) -> Ints:
    contacts, dice, everyone = week.contacts, week.dice, week.contacts.index
    median = {
        "phone": number("handling.phone_median_seconds"),
        "chat": number("handling.chat_median_seconds"),
        "email": number("handling.email_median_seconds"),
        "web": number("handling.email_median_seconds"),
    }
    medians = np.array([median[name] for name in CHANNELS])[contacts.channel]
    spread = number("handling.phone_log_sd")
    return contacts.started + dice.seconds("handling", everyone, medians, spread, least=45)


def _tell_assessed(week: Week, who: Ints) -> None:
    """Some contacts that stay at the first line have a risk on record, mostly a low one."""
    who = who[week.dice.happens("assessed anyway", who, 0.15)]
    drawn = week.dice.pick("assessed as", who, [0.52, 0.16, 0.16, 0.13, 0.03])
    impact = np.array([1, 1, 2, 2, 2])[drawn]
    urgency = np.array([1, 2, 1, 2, 3])[drawn]
    moment = week.contacts.started[who] + 42
    operator = week.contacts.operator[who]
    week.rows.add("assessed", who, moment, level=1, actor=operator, impact=impact, urgency=urgency)
