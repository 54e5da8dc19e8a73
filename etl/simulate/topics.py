"""The rule book as arrays: what holds for each topic in one week."""

from dataclasses import dataclass

import numpy as np

from etl.simulate.dice import Dice, Floats, Ints
from etl.simulate.distributions import number
from etl.simulate.plan import SimulationPlan
from etl.simulate.rulebook import RuleVersion, Topic, read_routes, read_topics, rule_versions
from etl.simulate.vocabulary import MEANS, MODE, SLOT, TARGET, Words

MAX_STEPS = 4
NEW_SUBCATEGORY = "新サービス"


@dataclass(frozen=True)
class TopicTable:
    """One entry per topic: its rule (or -1), and the rule's content in that week."""

    rule: Ints
    category: Ints
    subcategory: Ints
    weight: Floats
    share: Floats
    impact: Ints
    urgency: Ints
    target: Ints
    mode: Ints
    limit_seconds: Ints
    amount_low: Ints
    amount_high: Ints
    step_target: Ints
    step_means: Ints
    step_wait: Ints
    required: Ints


class RuleBook:
    """The topics, the words for them, each rule's own natural variation, and the weeks."""

    def __init__(self, plan: SimulationPlan) -> None:
        """Read the rule book and draw each rule's variation from the plan's seed."""
        self.topics = read_topics()
        self.versions = rule_versions(plan)
        self.rules = Words(topic.rule_id for topic in self.topics if topic.rule_id)
        self.categories = Words(topic.category for topic in self.topics)
        names = [topic.subcategory for topic in self.topics]
        targets = [p.target for p in plan.planted if p.kind == "no_rule" and p.target]
        self.subcategories = Words([*names, NEW_SUBCATEGORY, *targets])
        self._dice = Dice(plan.seed, -1)

    def variation(self, name: str) -> Floats:
        """How far each topic lies from the average rate, in the same units as the rate."""
        index = np.arange(len(self.topics), dtype=np.int64)
        spread = number("escalation.between_rules_sd")
        return spread * np.clip(self._dice.normal("variation/" + name, index), -2, 2)

    def in_force(self, week: int) -> TopicTable:
        """The rule book as it stands in a week of the plan."""
        chosen = [self._version(topic, week) for topic in self.topics]
        rows = [
            version.topic if version else topic
            for topic, version in zip(self.topics, chosen, strict=True)
        ]
        return TopicTable(
            rule=np.array(
                [
                    self.rules[r.rule_id] if v and r.rule_id else -1
                    for r, v in zip(rows, chosen, strict=True)
                ]
            ),
            category=np.array([self.categories[row.category] for row in rows]),
            subcategory=np.array([self.subcategories[row.subcategory] for row in rows]),
            weight=np.array([row.weight for row in rows]),
            share=np.array([row.escalated_share for row in rows]),
            impact=np.array([row.impact for row in rows]),
            urgency=np.array([row.urgency for row in rows]),
            target=np.array([TARGET[row.target] for row in rows]),
            mode=np.array([MODE[row.mode] for row in rows]),
            limit_seconds=np.array([60 * (v.limit_minutes if v else 30) for v in chosen]),
            amount_low=np.array([row.amount[0] if row.amount else 0 for row in rows]),
            amount_high=np.array([row.amount[1] if row.amount else 0 for row in rows]),
            step_target=_steps(rows, chosen, "target"),
            step_means=_steps(rows, chosen, "means"),
            step_wait=_steps(rows, chosen, "wait"),
            required=np.array([_required(row) for row in rows]),
        )

    def _version(self, topic: Topic, week: int) -> RuleVersion | None:
        found = [
            v for v in self.versions if v.topic.rule_id == topic.rule_id and v.from_week <= week
        ]
        return found[-1] if found else None


def _steps(rows: list[Topic], chosen: list[RuleVersion | None], what: str) -> Ints:
    table = np.full((len(rows), MAX_STEPS), -1, dtype=np.int64)
    for row, (topic, version) in enumerate(zip(rows, chosen, strict=True)):
        route = version.route if version else read_routes()[topic.target]
        for step in route:
            value = {
                "target": TARGET[step.role],
                "means": MEANS[step.means],
                "wait": step.wait_minutes * 60,
            }[what]
            table[row, step.step - 1] = value
    return table


def _required(topic: Topic) -> list[bool]:
    first = SLOT["overview"]
    return [SLOT.all[first + item] in topic.items for item in range(len(SLOT) - first)]
