"""One simulated week: the state that the steps of a contact's story share."""

from dataclasses import dataclass

import numpy as np

from etl.simulate.calendar_load import Opening, local_seconds
from etl.simulate.contacts import Contacts, draw_contacts, working_days
from etl.simulate.dice import Bools, Dice, Floats, Ints
from etl.simulate.event_rows import EventRows
from etl.simulate.plan import SimulationPlan
from etl.simulate.planted import Decision, PlantedFailures
from etl.simulate.topics import RuleBook, TopicTable


@dataclass
class Week:
    """Contacts of a week with their draws, the rule book in force, and the events so far."""

    plan: SimulationPlan
    number: int
    dice: Dice
    book: RuleBook
    table: TopicTable
    failures: PlantedFailures
    contacts: Contacts
    rows: EventRows
    calendar: Opening

    def decide(
        self, kind: str, name: str, who: Ints, rate: Floats | float, **where: Ints
    ) -> Decision:
        """A draw for these contacts, with the planted failures of that kind on top."""
        chance = self.dice.uniform(name, who)
        rule = self.contacts.rule[who]
        return self.failures.decide(kind, self.number, chance, rate, rule, **where)

    def rate(self, base: float, variation: str, who: Ints) -> Floats:
        """The base rate plus the natural variation of each contact's topic, at least 0.5 %."""
        varied = base + self.book.variation(variation)[self.contacts.topic[who]]
        return np.asarray(np.maximum(varied, 0.005), dtype=np.float64)

    def is_live(self, who: Ints) -> Bools:
        """Whether the customer is on the line (phone or chat)."""
        return self.contacts.is_live[who]


def open_week(
    plan: SimulationPlan, number: int, count: int, book: RuleBook, failures: PlantedFailures
) -> Week:
    """Draw the contacts of a week and prepare an empty event list."""
    dice = Dice(plan.seed, number)
    table = book.in_force(number)
    contacts = draw_contacts(plan, number, count, dice, book, table, failures)
    end = np.full(count, local_seconds(plan.end_date), dtype=np.int64)
    return Week(
        plan, number, dice, book, table, failures, contacts, EventRows(end), working_days(plan)
    )
