"""From the first sign that help is needed to the last hop of an escalated contact."""

import numpy as np

from etl.simulate.dice import Bools, Ints
from etl.simulate.distributions import number
from etl.simulate.hops import Hop
from etl.simulate.next_hops import tell_next_hops
from etl.simulate.plan import SLOTS_TOLD
from etl.simulate.receivers import receive
from etl.simulate.route_attempts import Reach, try_route
from etl.simulate.vocabulary import (
    AXIS,
    MEANS,
    MODE,
    REASON,
    SLOT,
    TARGET,
    TARGET_AXIS,
    TARGET_LEVEL,
)
from etl.simulate.week import Week

_REASONS = {
    "trouble_occurred": 0.16,
    "trouble_likely": 0.12,
    "customer_demand": 0.10,
    "authority": 0.20,
    "money": 0.08,
    "skill": 0.09,
    "knowledge": 0.12,
    "time_limit": 0.04,
    "our_fault": 0.04,
    "own_handling": 0.02,
    "other": 0.03,
}
# what is assessed as a high or very high risk is hurried, whatever the rule allows;
# by impact + urgency, each 1 to 3
_URGENT_SECONDS = np.array([1800, 1800, 1800, 1800, 1800, 900, 300])


def tell_escalations(week: Week, who: Ints) -> Ints:
    """Tell the hops of the escalated contacts; returns when each had its help."""
    spoken = _tell_what_customers_said(week, who)
    reason = _reason(week, who)
    raised = _tell_trigger(week, who, spoken, reason)
    hop = _first_hop(week, who, raised)
    emergency = hop.route_step[:, 0] < 0
    tell_request(week, hop, reason, emergency, _named_rule(week, who))
    hangs_up = _patience(week, hop)
    before = week.rows.leave(hop.who, hangs_up)
    reach = try_route(week, hop)
    week.rows.stay(hop.who, before)
    _tell_lost(week, hop, reach, hangs_up)
    help_ = receive(week, hop, reach)
    free_at = reach.moment.copy()
    free_at[help_.row] = help_.done
    free_at = tell_next_hops(week, hop, help_, free_at)
    _tell_hold(week, hop, free_at)
    return free_at


def _tell_what_customers_said(week: Week, who: Ints) -> Ints:
    dice, operator = week.dice, week.contacts.operator[who]
    moment = week.contacts.started[who] + dice.between("first words", who, 2, 9)
    for name in SLOTS_TOLD:
        slot = SLOT[name]
        if name == "order_no":
            week.rows.add("asked", who, moment + 1, level=1, actor=operator, slot=slot)
        moment = moment + dice.between("says " + name, who, 8, 26)
        week.rows.add("told", who, moment, level=1, actor=operator, slot=slot)
    moment = moment + 2
    proven = dice.happens("proves identity", who, 0.25)
    birth = SLOT["date_of_birth"]
    week.rows.add("told", who[proven], moment[proven], level=1, actor=operator[proven], slot=birth)
    return moment


def _reason(week: Week, who: Ints) -> Ints:
    kind = week.dice.pick("reason", who, list(_REASONS.values()))
    reason = np.array([REASON[name] for name in _REASONS])[kind]
    category = week.table.category[week.contacts.topic[who]]
    is_complaint = category == week.book.categories["苦情"]
    return np.where(is_complaint, REASON["customer_demand"], reason)


def _tell_trigger(week: Week, who: Ints, spoken: Ints, reason: Ints) -> Ints:
    """Tell the sign and the assessment; returns when help is asked for."""
    dice, contacts = week.dice, week.contacts
    operator, topic = contacts.operator[who], contacts.topic[who]
    trigger = spoken + dice.seconds("sign", who, 70, 0.8)
    limit = week.table.limit_seconds[topic]
    impact, urgency = _assessment(week, who)
    felt = np.minimum(limit, _URGENT_SECONDS[impact + urgency])
    share = number("escalation.hesitation_share_of_limit")
    sd = number("escalation.hesitation_log_sd")
    slow = np.exp(3 * week.book.variation("hesitation"))[topic]
    hesitation = dice.seconds(
        "hesitates", who, np.asarray(felt * share * slow, dtype=np.float64), sd, least=20
    )
    beyond = week.decide("late", "is late", who, 0.0)
    over = (limit * (1.2 + 1.8 * dice.uniform("how late", who))).astype(np.int64)
    on_time = hesitation <= limit
    late = beyond.happens & on_time
    hesitation = np.where(late, over, hesitation)
    beyond.natural, beyond.happens = ~on_time, ~on_time | late
    raised = trigger + hesitation
    has_sign = dice.happens("sign on record", who, 0.92)
    beyond.count(has_sign & week.rows.is_in_log(who, raised))
    week.rows.add(
        "triggered",
        who[has_sign],
        trigger[has_sign],
        level=1,
        actor=operator[has_sign],
        reason=reason[has_sign],
    )
    assessed = dice.happens("assessed", who, 0.93)
    week.rows.add(
        "assessed",
        who[assessed],
        (trigger + np.minimum(hesitation // 3, 40))[assessed],
        level=1,
        actor=operator[assessed],
        impact=impact[assessed],
        urgency=urgency[assessed],
    )
    return raised


def _assessment(week: Week, who: Ints) -> tuple[Ints, Ints]:
    topic = week.contacts.topic[who]
    change = week.dice.pick("assessed otherwise", who, [0.04, 0.04, 0.86, 0.03, 0.03])
    impact = week.table.impact[topic] + np.array([-1, 0, 0, 1, 0])[change]
    urgency = week.table.urgency[topic] + np.array([0, -1, 0, 0, 1])[change]
    return np.clip(impact, 1, 3), np.clip(urgency, 1, 3)


def _first_hop(week: Week, who: Ints, raised: Ints) -> Hop:
    table, topic = week.table, week.contacts.topic[who]
    by_rule = table.mode[topic] == MODE["takeover"]
    rate = np.where(by_rule, 0.08, number("escalation.consult"))
    rate = np.clip(rate + week.book.variation("consult")[topic], 0, 1)
    consult = week.dice.happens("consults", who, rate)
    emergency = week.dice.happens(
        "emergency", who, np.where(table.limit_seconds[topic] <= 300, 0.08, 0.004)
    )
    target = np.where(emergency, TARGET["マネージャー"], table.target[topic])
    route_target, route_means = table.step_target[topic].copy(), table.step_means[topic].copy()
    route_wait, steps = table.step_wait[topic].copy(), np.arange(1, route_target.shape[1] + 1)
    route_step = np.broadcast_to(steps, route_target.shape).copy()
    route_target[emergency] = [TARGET["マネージャー"], TARGET["センター長"], -1, -1]
    route_means[emergency] = MEANS["emergency_phone"]
    route_wait[emergency] = 60
    route_step[emergency] = -1
    return Hop(
        number=1,
        who=who,
        raised=raised,
        level=np.ones(len(who), dtype=np.int64),
        actor=week.contacts.operator[who],
        team=np.full(len(who), -1, dtype=np.int64),
        target=target,
        mode=np.where(consult, MODE["consult"], MODE["takeover"]),
        route_target=route_target,
        route_means=route_means,
        route_wait=route_wait,
        route_step=route_step,
    )


def _named_rule(week: Week, who: Ints) -> Ints:
    named = week.dice.happens("names the rule", who, number("escalation.rule_named"))
    return np.where(named, week.contacts.rule[who], -1)


def tell_request(week: Week, hop: Hop, reason: Ints, emergency: Bools, rule: Ints) -> None:
    """Tell the `escalated` of a hop, and the queue of groups that work from one."""
    axis = np.array(TARGET_AXIS)[hop.target]
    week.rows.add(
        "escalated",
        hop.who,
        hop.raised,
        hop=hop.number,
        level=hop.level,
        actor=hop.actor,
        team=hop.team,
        target=hop.target,
        target_level=np.array(TARGET_LEVEL)[hop.target],
        mode=hop.mode,
        axis=axis,
        rule=rule,
        reason=reason,
        means=hop.route_means[:, 0],
        emergency=emergency.astype(np.int64),
    )
    waits = axis == AXIS["functional"]
    week.rows.add(
        "queued", hop.who[waits], hop.raised[waits] + 1, hop=hop.number, target=hop.target[waits]
    )


def _patience(week: Week, hop: Hop) -> Ints:
    """When each customer on the line would hang up if nobody took the request by then."""
    chance = week.dice.uniform("patience", hop.who)
    seconds = -np.log(chance) * number("escalation.patience_mean_seconds")
    never = np.full(len(hop.who), np.iinfo(np.int64).max)
    return np.where(week.is_live(hop.who), hop.raised + 5 + seconds.astype(np.int64), never)


def _tell_lost(week: Week, hop: Hop, reach: Reach, hangs_up: Ints) -> None:
    """Some customers hang up before anybody answers; nothing of theirs happens after."""
    lost = hangs_up < reach.moment
    who, moment = hop.who[lost], hangs_up[lost]
    week.rows.add("abandoned", who, moment)
    week.rows.leave(who, moment)


def _tell_hold(week: Week, hop: Hop, free_at: Ints) -> None:
    held = week.is_live(hop.who) & week.dice.happens("holds", hop.who, 0.78)
    who, actor = hop.who[held], hop.actor[held]
    week.rows.add("held", who, hop.raised[held] + 2, level=1, actor=actor)
    week.rows.add("retrieved", who, free_at[held] + 4, level=1, actor=actor)
