"""The contacts of one week: who asks what, where, when and by which channel."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import polars as pl

from etl.simulate.calendar_load import DAY, Opening, local_seconds, opening, weekly_load
from etl.simulate.center import (
    CENTER_CODES,
    CENTERS,
    CHANNELS,
    OPERATORS_PER_TEAM,
    PRODUCTS,
    SYNCHRONOUS,
    TEAMS,
)
from etl.simulate.dice import Bools, Dice, Ints
from etl.simulate.distributions import number
from etl.simulate.event_rows import word_series
from etl.simulate.plan import SimulationPlan
from etl.simulate.planted import PlantedFailures
from etl.simulate.topics import NEW_SUBCATEGORY, RuleBook, TopicTable
from etl.simulate.vocabulary import Words
from etl.simulate.volumes import site_and_channel

# open calls and backlog reach beyond the plan; so must the calendar
_MARGIN_DAYS = 60


@dataclass(frozen=True)
class Contacts:
    """One entry per contact, in the order of arrival; moments are local seconds."""

    index: Ints
    center: Ints
    team: Ints
    channel: Ints
    topic: Ints
    rule: Ints
    subcategory: Ints
    product: Ints
    customer: Ints
    operator: Ints
    amount: Ints
    opened: Ints
    started: Ints
    is_live: Bools


def working_days(plan: SimulationPlan) -> Opening:
    """The calendar that covers the plan and what spills over its end."""
    return opening(plan.start_date, plan.weeks * 7 + _MARGIN_DAYS)


def draw_contacts(
    plan: SimulationPlan,
    week: int,
    count: int,
    dice: Dice,
    book: RuleBook,
    table: TopicTable,
    failures: PlantedFailures,
) -> Contacts:
    """The contacts of a week of the plan, sorted by the moment they arrive."""
    index = np.arange(count, dtype=np.int64)
    center, channel = site_and_channel(dice, index)
    is_live = np.isin(channel, [CHANNELS.index(name) for name in SYNCHRONOUS])
    opened = _arrivals(plan, week, dice, index, center, is_live)
    order = np.argsort(opened, kind="stable")
    center, channel, is_live, opened = center[order], channel[order], is_live[order], opened[order]
    topic, rule, subcategory = _topics(week, dice, index, book, table, failures)
    team = _team(dice, index, center)
    return Contacts(
        index=index,
        center=center,
        team=team,
        channel=channel,
        topic=topic,
        rule=rule,
        subcategory=subcategory,
        product=dice.pick("product", index, [0.3, 0.22, 0.16, 0.12, 0.12, 0.08]),
        customer=_customer(plan, dice, index),
        operator=team * OPERATORS_PER_TEAM + dice.between("operator", index, 0, OPERATORS_PER_TEAM),
        amount=_amount(dice, index, topic, table),
        opened=opened,
        started=_started(plan, dice, index, center, is_live, opened),
        is_live=is_live,
    )


def _arrivals(
    plan: SimulationPlan, week: int, dice: Dice, index: Ints, center: Ints, is_live: Bools
) -> Ints:
    days = working_days(plan).is_open[:, week * 7 : week * 7 + 7]
    chance = dice.uniform("hour of week", index)
    cell = np.zeros(len(index), dtype=np.int64)
    for site in range(len(CENTERS)):
        for live in (True, False):
            here = (center == site) & (is_live == live)
            # a week closed from end to end (New Year) still takes calls on an emergency line
            load = weekly_load(days[site], site, live and bool(days[site].any()))
            steps = np.cumsum(load)
            cell[here] = np.searchsorted(steps / steps[-1], chance[here], side="right")
    start = local_seconds(plan.start_date + timedelta(weeks=week))
    return start + cell * 3600 + dice.between("second of hour", index, 0, 3600)


def _started(
    plan: SimulationPlan, dice: Dice, index: Ints, center: Ints, is_live: Bools, opened: Ints
) -> Ints:
    ring = opened + dice.seconds(
        "waited for an operator",
        index,
        number("handling.answer_median_seconds"),
        number("handling.answer_log_sd"),
    )
    letter = opened + dice.seconds("waited in the inbox", index, 2700, 1.0)
    letter = working_days(plan).start_of_work(center, np.minimum(letter, opened + 2 * DAY))
    return np.where(is_live, ring, letter)


def _topics(
    week: int,
    dice: Dice,
    index: Ints,
    book: RuleBook,
    table: TopicTable,
    failures: PlantedFailures,
) -> tuple[Ints, Ints, Ints]:
    topic = dice.pick("topic", index, table.weight)
    gone = failures.decide(
        "unused_stale", week, dice.uniform("unused", index), 0.0, table.rule[topic]
    )
    topic = np.where(gone.count(np.ones(len(index), dtype=bool)), len(table.rule) - 1, topic)
    rule, subcategory = table.rule[topic], table.subcategory[topic]
    new = failures.decide("no_rule", week, dice.uniform("no rule", index), 0.0, rule)
    is_new = new.count(np.ones(len(index), dtype=bool))
    name = [tally.planted.target or NEW_SUBCATEGORY for tally in failures.active("no_rule", week)]
    if name:
        subcategory = np.where(is_new, book.subcategories[name[0]], subcategory)
    return topic, np.where(is_new, -1, rule), subcategory


def _team(dice: Dice, index: Ints, center: Ints) -> Ints:
    sizes = np.array([len(place.teams) for place in CENTERS])
    first = np.cumsum(sizes) - sizes
    within = (dice.uniform("team", index) * sizes[center]).astype(np.int64)
    return np.asarray(first[center] + within, dtype=np.int64)


def _customer(plan: SimulationPlan, dice: Dice, index: Ints) -> Ints:
    # a few customers call often, most once or twice
    pool = max(10, int(plan.total_contacts * 0.8))
    return 100_000 + (dice.uniform("customer", index) ** 1.4 * pool).astype(np.int64)


def _amount(dice: Dice, index: Ints, topic: Ints, table: TopicTable) -> Ints:
    low, high = table.amount_low[topic], table.amount_high[topic]
    drawn = low + dice.uniform("amount", index) * (high - low)
    return np.where(high > 0, (drawn // 10 * 10).astype(np.int64), -1)


def contact_frame(contacts: Contacts, table: TopicTable, book: RuleBook) -> pl.DataFrame:
    """What every event of a contact repeats: its number, place, channel, topic, customer."""
    day = contacts.opened // DAY
    starts = np.searchsorted(day, day)
    return pl.DataFrame(
        {
            "day": pl.Series(day.astype(np.int32)).cast(pl.Date),
            "serial": contacts.index - starts + 1,
            "customer": contacts.customer,
            "center": word_series(contacts.center, Words(CENTER_CODES)),
            "team": word_series(contacts.team, Words(TEAMS)),
            "channel": word_series(contacts.channel, Words(CHANNELS)),
            "category": word_series(table.category[contacts.topic], book.categories),
            "subcategory": word_series(contacts.subcategory, book.subcategories),
            "product": word_series(contacts.product, Words(PRODUCTS)),
        }
    ).select(
        pl.format(
            "C{}-{}",
            pl.col("day").dt.strftime("%Y%m%d"),
            pl.col("serial").cast(pl.String).str.zfill(6),
        ).alias("contact_id"),
        pl.format("CU{}", "customer").alias("customer_id"),
        pl.col("center", "team", "channel", "category", "subcategory", "product"),
    )
