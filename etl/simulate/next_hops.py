"""What follows a first answer: further up, back and forth, or simply returned."""

import numpy as np

from etl.simulate.dice import Bools, Ints
from etl.simulate.distributions import number
from etl.simulate.hops import Hop
from etl.simulate.receivers import Help, receive
from etl.simulate.route_attempts import try_route
from etl.simulate.vocabulary import (
    MEANS,
    MODE,
    PLACE_OF_TARGET,
    REASON,
    TARGET,
    TARGET_AXIS,
    TARGET_LEVEL,
    TEAM_AS_TARGET,
)
from etl.simulate.week import Week

# whom a receiver of that level turns to
_ABOVE = {2: "スーパーバイザー", 3: "マネージャー", 4: "センター長"}


def tell_next_hops(week: Week, hop: Hop, help_: Help, free_at: Ints) -> Ints:
    """Tell second hops and returns; gives the new moments at which each contact had its help."""
    who, taken = help_.who, help_.is_takeover
    seen = week.rows.is_in_log(who, help_.done)
    back = week.decide("bounce", "bounces", who[taken], number("escalation.bounce"))
    bounces = np.zeros(len(who), dtype=bool)
    bounces[taken] = back.count(seen[taken])
    rate = week.rate(number("escalation.further_up"), "further up", who)
    up = week.decide("level_misfit", "further up", who, rate)
    can_go_up = ~bounces & (help_.level < 5)
    goes_up = up.count(seen & can_go_up) & can_go_up
    free_at = free_at.copy()
    for chosen, second in (
        (bounces, _bounced(week, hop, help_, bounces)),
        (goes_up, _further_up(week, hop, help_, goes_up)),
    ):
        free_at[help_.row[chosen]] = _tell_second(week, second)
    gives_back = taken & ~bounces & ~goes_up
    gives_back &= week.dice.happens("gives back", who, number("escalation.returned"))
    _tell_return(week, hop, help_, gives_back)
    return free_at


def _tell_second(week: Week, hop: Hop) -> Ints:
    count = len(hop.who)
    if count == 0:
        return hop.raised
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
        axis=np.array(TARGET_AXIS)[hop.target],
        reason=np.where(hop.level > 1, REASON["authority"], REASON["other"]),
        means=hop.route_means[:, 0],
        emergency=0,
    )
    reach = try_route(week, hop)
    help_ = receive(week, hop, reach)
    free_at = reach.moment.copy()
    free_at[help_.row] = help_.done
    return free_at


def _second_hop(
    week: Week, help_: Help, chosen: Bools, target: Ints, mode: Ints, team: Ints
) -> Hop:
    count = int(chosen.sum())
    none = np.full((count, 3), -1, dtype=np.int64)
    return Hop(
        number=2,
        who=help_.who[chosen],
        raised=help_.done[chosen] + week.dice.seconds("asks on", help_.who[chosen], 60, 0.7),
        level=help_.level[chosen],
        actor=help_.actor[chosen],
        team=team,
        target=target,
        mode=mode,
        route_target=np.column_stack([target, none]),
        route_means=np.full((count, 4), MEANS["phone"]),
        route_wait=np.full((count, 4), 180),
        route_step=np.full((count, 4), -1),
    )


def _further_up(week: Week, hop: Hop, help_: Help, chosen: Bools) -> Hop:
    above = np.array([TARGET[_ABOVE.get(level, "センター長")] for level in range(6)])
    target = above[help_.level[chosen]]
    team = np.where(help_.is_takeover, _place_after(hop, help_), -1)[chosen]
    return _second_hop(week, help_, chosen, target, hop.mode[help_.row][chosen], team)


def _bounced(week: Week, hop: Hop, help_: Help, chosen: Bools) -> Hop:
    team = week.contacts.team[help_.who[chosen]]
    target = np.array(TEAM_AS_TARGET)[team]
    mode = np.full(len(target), MODE["takeover"])
    return _second_hop(week, help_, chosen, target, mode, _place_after(hop, help_)[chosen])


def _place_after(hop: Hop, help_: Help) -> Ints:
    """Where a contact is after a take-over: with the role that was asked, whoever answered."""
    return np.array(PLACE_OF_TARGET)[hop.target[help_.row]]


def _tell_return(week: Week, hop: Hop, help_: Help, chosen: Bools) -> None:
    week.rows.add(
        "returned",
        help_.who[chosen],
        help_.done[chosen],
        hop=hop.number,
        level=help_.level[chosen],
        actor=help_.actor[chosen],
    )
