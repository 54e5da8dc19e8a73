"""Which centers to simulate: with nothing planted, and with failures of a known size."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from etl.simulate import Planted, SimulationPlan
from etl.simulate.rulebook import Topic, read_topics

# Three reviews look back over thirteen weeks each.
WEEKS: Final = 16
PLANTED_WEEKS: Final = 13
QUIET_SEEDS: Final = 200
QUIET_CONTACTS: Final = 215_000
SIZES: Final = (0.05, 0.075, 0.10, 0.15, 0.20, 0.30)
VOLUMES: Final = (100, 300, 600)
SEEDS: Final = 20
RULES_PER_KIND: Final = 1
# So many contacts bring a good dozen rules about 300 escalations in 13 weeks.
_CONTACTS_PER_ESCALATION: Final = 215_000 / 300
_NEAR: Final = (0.72, 1.32)
# What is planted, and the flag that should find it.
RATE_KINDS: Final = {
    "over_escalation": "over_escalation",
    "late": "late",
    "unreachable": "unreachable",
    "wrong_target": "wrong_target",
    "repeat_question": "repeat_questions",
    "level_misfit": "level_misfit",
    "under_escalation": "under_escalation",
    "bounce": "bounce",
    "inconsistent": "inconsistent",
}
_SLOTS: Final = {"repeat_question": "order_no", "report_incomplete": "request"}


@dataclass(frozen=True)
class Trial:
    """One center to simulate, and the (flag kind, rule) pairs that are truly bad in it."""

    plan: SimulationPlan
    truth: frozenset[tuple[str, str]]
    size: float = 0.0
    volume: int = 0


def quiet_trials() -> list[Trial]:
    """Centers in which nothing is planted."""
    return [
        Trial(SimulationPlan(seed=seed, contacts=QUIET_CONTACTS, weeks=WEEKS), frozenset())
        for seed in range(QUIET_SEEDS)
    ]


def planted_trials(sizes: tuple[float, ...], volumes: tuple[int, ...], seeds: int) -> list[Trial]:
    """Centers with failures of every kind, each in rules of its own."""
    return [
        _planted(1000 + seed, size, volume)
        for volume in volumes
        for size in sizes
        for seed in range(seeds)
    ]


def _planted(seed: int, size: float, volume: int) -> Trial:
    contacts = round(volume * _CONTACTS_PER_ESCALATION)
    planted = tuple(
        Planted(kind, rule_id, size, from_week=WEEKS - PLANTED_WEEKS, slot=_SLOTS.get(kind))
        for kind, rules in _shared_out(seed, contacts, volume).items()
        for rule_id in rules
    )
    plan = SimulationPlan(seed=seed, contacts=contacts, weeks=WEEKS, planted=planted)
    truth = frozenset((RATE_KINDS[p.kind], str(p.rule_id)) for p in planted)
    return Trial(plan, truth, size, volume)


def _shared_out(seed: int, contacts: int, volume: int) -> dict[str, list[str]]:
    """Give every kind rules of about the volume; no rule has two failures."""
    dice = np.random.default_rng(seed)
    steady = [topic for topic in read_topics() if topic.rule_id and not topic.second_version]
    least = _NEAR[0] * volume
    handed_over = [
        str(t.rule_id) for t in steady if t.mode == "takeover" and _expected(t, contacts) >= least
    ]
    near = [str(t.rule_id) for t in steady if _is_near(_expected(t, contacts), volume)]
    # Only what is handed over can be handed back, and few rules say so.
    bounced = [str(name) for name in dice.permutation(handed_over)[:RULES_PER_KIND]]
    free = [str(name) for name in dice.permutation(near) if name not in bounced]
    # A rule that asks for an assessed risk hardly ever meets a contact that stayed.
    plain = {str(t.rule_id) for t in steady if not t.item}
    varied = [name for name in free if name in plain][:RULES_PER_KIND]
    free = [name for name in free if name not in varied]
    others = sorted(set(RATE_KINDS) - {"bounce", "inconsistent"})
    kinds = [str(name) for name in dice.permutation(others)]
    chosen = {kind: free[place :: len(kinds)][:RULES_PER_KIND] for place, kind in enumerate(kinds)}
    return chosen | {"bounce": bounced, "inconsistent": varied}


def _expected(topic: Topic, contacts: int) -> float:
    """Return how many contacts of a topic are escalated in the planted weeks."""
    share = topic.weight / sum(other.weight for other in read_topics())
    return contacts * share * topic.escalated_share * PLANTED_WEEKS / WEEKS


def _is_near(expected: float, volume: int) -> bool:
    return _NEAR[0] * volume <= expected <= _NEAR[1] * volume
