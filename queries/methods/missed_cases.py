"""How many cases a rule or a person missed, from a sample of those not picked."""

from dataclasses import dataclass

from queries.methods.intervals import wilson


@dataclass(frozen=True)
class Missed:
    """Estimates over all cases, picked and not; limits are of 95 %.

    `missed` is a number of cases. `sensitivity` is the part of needed cases that were picked,
    `specificity` the part of the others that were not. None where nothing can be said.
    """

    missed: float
    missed_low: float
    missed_high: float
    sensitivity: float | None
    sensitivity_low: float | None
    sensitivity_high: float | None
    specificity: float | None


def missed_cases(
    picked: int, picked_needed: int, passed: int, audited: int, audited_needed: int
) -> Missed | None:
    """Return what was missed among cases that were not picked, from a random audit of them.

    `picked`: cases that were escalated, all judged, `picked_needed` of them needed it. `passed`:
    cases that were not, of which `audited` were drawn at random and judged, `audited_needed`
    needed it. None without an audit: from the picked cases alone nothing can be known of the
    others. Limits are Wilson's of the audit alone. Source: Begg and Greenes 1983.
    """
    if audited > passed or audited_needed > audited or picked_needed > picked:
        raise ValueError("More were needed than judged, or more judged than there are.")
    if not audited:
        return None
    low, high = (float(end) for end in wilson(audited_needed, audited))
    rate = audited_needed / audited
    missed, fewest, most = (passed * part for part in (rate, low, high))
    fine = picked - picked_needed + passed - missed
    return Missed(
        missed=missed,
        missed_low=fewest,
        missed_high=most,
        sensitivity=_part(picked_needed, missed),
        sensitivity_low=_part(picked_needed, most),
        sensitivity_high=_part(picked_needed, fewest),
        specificity=(passed - missed) / fine if fine else None,
    )


def _part(hit: float, rest: float) -> float | None:
    return hit / (hit + rest) if hit + rest else None
