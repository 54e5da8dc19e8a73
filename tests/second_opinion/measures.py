"""Every metric over the second opinion's facts, in plain Python."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from tests.second_opinion.facts import Facts
from tests.second_opinion.story import Row
from tests.second_opinion.survival import percentile, time_by_which

Grain = tuple[str, ...]
Answer = dict[Grain, Row]


@dataclass(frozen=True)
class Rate:
    """A yes-or-no per case; None = not on record, which is in no denominator."""

    table: str
    decide: Callable[[Row], bool | None]


def is_known(column: str, decide: Callable[[Any], bool] = bool) -> Callable[[Row], bool | None]:
    return lambda row: None if row[column] is None else decide(row[column])


RATES: dict[str, Rate] = {
    "escalation_rate": Rate("contacts", is_known("is_escalated")),
    "over_escalation_by_receiver_rate": Rate("escalations", is_known("is_over_by_receiver")),
    "over_escalation_by_rule_rate": Rate("escalations", is_known("is_over_by_rule")),
    "over_escalation_by_outcome_rate": Rate("escalations", is_known("is_over_by_outcome")),
    "unreachable_attempt_rate": Rate("attempts", is_known("is_failed")),
    "unreachable_escalation_rate": Rate("escalations", is_known("failed_attempt_count")),
    "unanswered_escalation_rate": Rate("escalations", is_known("is_unanswered")),
    "repeat_question_rate": Rate("escalations", is_known("has_asked_again")),
    "consult_share": Rate("escalations", is_known("mode", lambda mode: mode == "consult")),
    "rule_coverage_rate": Rate(
        "escalations", is_known("rule_basis", lambda basis: basis in ("named", "matched"))
    ),
}

TIMES = {
    "time_to_escalate": ("contacts", "escalate", "escalated"),
    "hesitation": ("contacts", "hesitation", "escalated"),
    "time_to_reach": ("escalations", "reach", "answered"),
    "time_to_accept": ("escalations", "accept", "accepted"),
}


def groups(rows: Iterable[Row], grain: Grain) -> dict[Grain, list[Row]]:
    """The rows of each group; a total is one group without a name."""

    def key(row: Row) -> tuple[Any, ...]:
        return tuple(row[name] for name in grain)

    ordered = sorted(rows, key=lambda row: tuple(map(repr, key(row))))
    return {name: list(members) for name, members in groupby(ordered, key=key)}


def rate(facts: Facts, name: str, grain: Grain) -> Answer:
    wanted = RATES[name]
    answer = {}
    for group, rows in groups(getattr(facts, wanted.table), grain).items():
        known = [decided for row in rows if (decided := wanted.decide(row)) is not None]
        answer[group] = {
            "numerator": sum(known),
            "denominator": len(known),
            "metric_value": 100 * sum(known) / len(known) if known else None,
        }
    return answer


def duration(facts: Facts, name: str, grain: Grain, clock: str = "wall") -> Answer:
    """Time until a cause, beside its competing ends; percentiles of all and of those ended."""
    table, prefix, cause = TIMES[name]
    column = f"{prefix}_business_seconds" if clock == "business" else f"{prefix}_seconds"
    answer = {}
    for group, rows in groups(getattr(facts, table), grain).items():
        cases = [
            (row[column], row[f"{prefix}_end_kind"])
            for row in rows
            if row[f"{prefix}_end_kind"] is not None and row[column] is not None
        ]
        ended = [seconds for seconds, kind in cases if kind == cause]
        answer[group] = {
            "numerator": len(ended),
            "denominator": len(cases),
            "p50": time_by_which(cases, cause, "0.5"),
            "p90": time_by_which(cases, cause, "0.9"),
            "naive_p50": percentile(ended, 0.5),
            "naive_p90": percentile(ended, 0.9),
        }
    return answer
