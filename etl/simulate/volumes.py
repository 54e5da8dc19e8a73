"""How many contacts come in each week, at each site, by each channel."""

from datetime import timedelta

import numpy as np

from etl.simulate.calendar_load import is_closed
from etl.simulate.dice import Dice, Floats, Ints
from etl.simulate.distributions import number, numbers
from etl.simulate.plan import SimulationPlan


def contacts_per_week(plan: SimulationPlan) -> Ints:
    """The number of contacts of every week; they add up to the plan's total exactly."""
    weights = _week_weights(plan)
    exact = np.cumsum(weights / weights.sum() * plan.total_contacts)
    # rounding the running total instead of each week keeps the sum exact
    return np.asarray(np.diff(np.rint(exact), prepend=0), dtype=np.int64)


def _week_weights(plan: SimulationPlan) -> Floats:
    by_day, by_month = numbers("volume.weekday"), numbers("volume.month")
    weights = np.zeros(plan.weeks)
    for week in range(plan.weeks):
        for offset in range(7):
            day = plan.start_date + timedelta(weeks=week, days=offset)
            # a holiday keeps its letters, and part of its calls come on the days after
            share = 0.30 if is_closed(day) and offset < 6 else 1.0
            weights[week] += by_day[offset] * by_month[day.month - 1] * share
    index = np.arange(plan.weeks, dtype=np.int64)
    wobble = number("volume.week_log_sd") * Dice(plan.seed, -1).normal("volume/week", index)
    return np.asarray(weights * np.exp(wobble), dtype=np.float64)


def site_and_channel(dice: Dice, index: Ints) -> tuple[Ints, Ints]:
    """The site and the channel of every contact."""
    center = dice.pick("center", index, numbers("volume.center_share"))
    channel = dice.pick("channel", index, numbers("volume.channel_share"))
    return center, channel
