"""Which centers to simulate: with nothing planted, and with failures of a known size."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from etl.simulate import Planted, SimulationPlan
from etl.simulate.rulebook import Topic, read_topics

# Three reviews look back over thirteen weeks each.
WEEKS: Final = 16
PLANTED_WEEKS: Final = 13
QUIET_SEEDS: Final = 200
# How many escalations a planted rule has in the planted weeks, the sizes tried, and how often.
VOLUMES: Final[dict[int, tuple[tuple[float, ...], int]]] = {
    300: ((0.05, 0.075, 0.10, 0.15, 0.20, 0.30), 24),
    100: ((0.10, 0.15, 0.20, 0.30), 12),
    600: ((0.05, 0.075, 0.10, 0.15), 10),
}
# So many contacts bring a good dozen rules about 300 escalations in 13 weeks.
_CONTACTS_PER_ESCALATION: Final = 215_000 / 300
_NEAR: Final = (0.72, 1.32)
# What is planted, and the flag that should find it: rates, held against like rules …
RATE_KINDS: Final = {
    "over_escalation": "over_escalation",
    "late": "late",
    "unreachable": "unreachable",
    "wrong_target": "wrong_target",
    "repeat_question": "repeat_questions",
    "report_incomplete": "report_incomplete",
    "level_misfit": "level_misfit",
    "under_escalation": "under_escalation",
    "bounce": "bounce",
}
# … and what is no rate of a rule.
OTHER_KINDS: Final = {
    "inconsistent": "inconsistent",
    "no_rule": "no_rule",
    "conflict": "conflict",
    "unused_stale": "unused",
}
FLAGS: Final = RATE_KINDS | OTHER_KINDS
_NEW_SERVICE: Final = "見守りサービス"


@dataclass(frozen=True)
class Trial:
    """One center to simulate, and the (flag kind, rule) pairs that are truly bad in it."""

    plan: SimulationPlan
    truth: frozenset[tuple[str, str]]
    size: float = 0.0
    volume: int = 0


def quiet_trials(seeds: int = QUIET_SEEDS) -> list[Trial]:
    """Centers in which nothing is planted."""
    contacts = round(300 * _CONTACTS_PER_ESCALATION)
    plans = (SimulationPlan(seed=seed, contacts=contacts, weeks=WEEKS) for seed in range(seeds))
    return [Trial(plan, frozenset()) for plan in plans]


def planted_trials() -> list[Trial]:
    """Centers with a failure of every kind, each in a rule of its own."""
    return [
        planted_trial(1000 + seed, size, volume)
        for volume, (sizes, seeds) in VOLUMES.items()
        for size in sizes
        for seed in range(seeds)
    ]


def planted_trial(seed: int, size: float, volume: int) -> Trial:
    """One center with a failure of every kind, in rules of about the volume."""
    contacts = round(volume * _CONTACTS_PER_ESCALATION)
    rules = dict(_shared_out(seed, contacts, volume))
    planted = tuple(_planted(kind, rule, size) for kind, rule in rules.items())
    plan = SimulationPlan(seed=seed, contacts=contacts, weeks=WEEKS, planted=planted)
    truth = {(FLAGS[kind], _NEW_SERVICE if kind == "no_rule" else rules[kind]) for kind in rules}
    return Trial(plan, frozenset(truth), size, volume)


def _planted(kind: str, rule_id: str, size: float) -> Planted:
    begins = WEEKS - PLANTED_WEEKS
    if kind == "conflict":
        return Planted(kind, rule_id)
    if kind == "unused_stale":
        # Out of use for a quarter in the earlier reviews already.
        return Planted(kind, rule_id, 1.0)
    if kind == "no_rule":
        return Planted(kind, rule_id, size, from_week=begins, target=_NEW_SERVICE)
    return Planted(kind, rule_id, size, from_week=begins, slot=_slot(kind, rule_id))


def _slot(kind: str, rule_id: str) -> str | None:
    """Return what is asked again, or the last item that the rule's report must give."""
    if kind == "report_incomplete":
        return next(topic.items[-1] for topic in read_topics() if topic.rule_id == rule_id)
    return "order_no" if kind == "repeat_question" else None


def _shared_out(seed: int, contacts: int, volume: int) -> Iterator[tuple[str, str]]:
    """Give every kind a rule of about the volume; no rule has two failures."""
    dice = np.random.default_rng(seed)
    steady = [topic for topic in read_topics() if topic.rule_id and not topic.second_version]
    sizes = {str(topic.rule_id): _expected(topic, contacts) for topic in steady}
    near = [name for name, cases in sizes.items() if _is_near(cases, volume)]
    free = [str(name) for name in dice.permutation(near)]
    # Only what is handed over can be handed back; a rule that asks for an assessed risk hardly
    # ever meets a contact that stayed; both kinds choose first.
    handed_over = {str(t.rule_id) for t in steady if t.mode == "takeover"}
    plain = {str(t.rule_id) for t in steady if not t.item}
    enough = [name for name in handed_over if sizes[name] >= _NEAR[0] * volume]
    chosen = {"bounce": str(dice.choice(sorted(enough)))}
    chosen["inconsistent"] = next(n for n in free if n in plain and n not in chosen.values())
    rest = [name for name in free if name not in chosen.values()]
    kinds = [str(kind) for kind in dice.permutation(sorted(set(FLAGS) - set(chosen)))]
    return iter((chosen | dict(zip(kinds, rest, strict=False))).items())


def _expected(topic: Topic, contacts: int) -> float:
    """Return how many contacts of a topic are escalated in the planted weeks."""
    share = topic.weight / sum(other.weight for other in read_topics())
    return contacts * share * topic.escalated_share * PLANTED_WEEKS / WEEKS


def _is_near(expected: float, volume: int) -> bool:
    return _NEAR[0] * volume <= expected <= _NEAR[1] * volume
