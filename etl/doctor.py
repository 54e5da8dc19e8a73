"""Examine a warehouse and say in words what is right, what is not and what to do."""

from dataclasses import dataclass
from pathlib import Path

from queries.errors import QueryError
from queries.warehouse import Warehouse

# Without these events a whole family of figures stays unknown; the words say what they would give.
_WORTH_RECORDING = {
    "escalated": "who was asked: escalation rate, targets",
    "resolved": "when it was solved: time to escalate, open cases",
    "attempted": "who could not be reached: unreachable targets",
    "accepted": "when the target took it: time to accept",
    "judged": "the receiver's judgement: over-escalation",
    "asked": "what was asked again: repeat questions",
    "triggered": "when help was first needed: hesitation",
    "assessed": "impact and urgency: risk, under-escalation",
}


@dataclass(frozen=True)
class Findings:
    """What was found: lines to read, and the problems among them."""

    facts: list[str]
    problems: list[str]

    def text(self) -> str:
        """Return the findings as lines, problems last."""
        return "\n".join([*self.facts, *(f"problem: {problem}" for problem in self.problems)])


def examine(path: Path) -> Findings:
    """Read the whole warehouse once over; a file that cannot be read is a finding, not a crash."""
    try:
        with Warehouse(path) as warehouse:
            return _examine(warehouse)
    except QueryError as error:
        return Findings([], [str(error)])


def _examine(warehouse: Warehouse) -> Findings:
    build = warehouse.build()
    recorded = warehouse.recorded_events()
    facts = [f"warehouse: {warehouse.path}", f"build:     {build['build_id']}"]
    facts += [f"as of:     {build['as_of']} ({build['time_zone']})"]
    facts += [f"recorded:  {count:>12,} {event}" for event, count in sorted(recorded.items())]
    facts += [
        f"not recorded in this source: {event} ({words})"
        for event, words in _WORTH_RECORDING.items()
        if event not in recorded
    ]
    return Findings(facts, _unbalanced(warehouse) + ([] if recorded else ["no events at all"]))


def _unbalanced(warehouse: Warehouse) -> list[str]:
    problems = []
    for row in warehouse.table("meta.load").iter_rows(named=True):
        kept = row["rows_accepted"] + row["rows_quarantined"] + row["rows_ignored"]
        if row["rows_read"] != kept:
            problems.append(
                f"{row['file']}: {row['rows_read']} rows read, {kept} accounted for. Load it again."
            )
        if row["rows_quarantined"]:
            problems.append(
                f"{row['file']}: {row['rows_quarantined']} rows are in quarantine. "
                "`minaoshi quarantine` shows them with their reasons."
            )
    return problems
