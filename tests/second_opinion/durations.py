"""The metrics that are times, beside their competing ends."""

from tests.second_opinion.facts import Facts
from tests.second_opinion.measures import Answer, Grain, groups
from tests.second_opinion.story import Row
from tests.second_opinion.survival import Ended, incidence, percentile, share_by

# Table, prefix of the columns, the end that is waited for.
TIMES = {
    "time_to_escalate": ("contacts", "escalate", "escalated"),
    "contact_resolution_time": ("contacts", "resolution", "resolved"),
    "time_to_assess": ("contacts", "assess", "assessed"),
    "hesitation": ("contacts", "hesitation", "escalated"),
    "time_to_reach": ("escalations", "reach", "answered"),
    "time_to_accept": ("escalations", "accept", "accepted"),
    "time_to_resolve": ("escalations", "resolve", "resolved"),
}

# Half of all who wait: whoever waits in vain keeps his place. The other times are of those that
# end so at all, since most contacts are never escalated.
OF_ALL = {"hesitation", "time_to_reach", "time_to_accept", "time_to_resolve"}


def duration(facts: Facts, name: str, grain: Grain, clock: str = "wall") -> Answer:
    """Shares ended by then of all cases, and percentiles of those seen to end."""
    table, prefix, cause = TIMES[name]
    column = f"{prefix}_business_seconds" if clock == "business" else f"{prefix}_seconds"
    return {
        group: figures(
            [
                (row[column], row[f"{prefix}_end_kind"])
                for row in rows
                if row[f"{prefix}_end_kind"] is not None and row[column] is not None
            ],
            cause,
            name in OF_ALL,
        )
        for group, rows in groups(getattr(facts, table), grain).items()
    }


def figures(cases: list[Ended], cause: str, of_all: bool) -> Row:
    if not cases:
        return {"numerator": 0, "denominator": 0, "metric_value": None}
    ended = [seconds for seconds, kind in cases if kind == cause]
    answer: Row = {"numerator": len(ended), "denominator": len(cases)}
    answer |= {"naive_p50": percentile(ended, 0.5), "naive_p90": percentile(ended, 0.9)}
    answer["naive_mean"] = sum(ended) / len(ended) if ended else None
    steps = incidence(cases, cause)
    final = steps[-1][1] if steps else 0
    whole = 1 if of_all else final
    for column, tenths in (("aj_p50", 5), ("aj_p90", 9)):
        answer[column] = next((t for t, share in steps if 10 * share >= tenths * whole), None)
    for minutes in (5, 10, 15):
        answer[f"cif_{minutes}min"] = 100 * float(share_by(cases, cause, 60 * minutes))
    still_open = sum(kind == "open" for _, kind in cases)
    answer |= {"final_cif": 100 * float(final), "open_share": 100 * still_open / len(cases)}
    return answer | {"metric_value": answer["aj_p50"]}
