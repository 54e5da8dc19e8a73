"""What was planted where, and what the log shows of it."""

import json
from datetime import timedelta
from pathlib import Path

from etl.simulate.plan import SimulationPlan
from etl.simulate.planted import Tally

# per kind: what a case is, and which event is counted among the cases
MEANING = {
    "over_escalation": ("judged escalations", "judged could_have_stayed"),
    "late": (
        "first escalations with a trigger on record",
        "raised later after the trigger than the rule's time limit",
    ),
    "unreachable": ("attempts at the step", "no_response, busy, absent or rejected"),
    "wrong_target": ("attempts at the step", "wrong_target"),
    "repeat_question": (
        "escalations accepted above level 1",
        "the receiver asks for an item already told",
    ),
    "report_incomplete": ("items due in a given report", "item left out"),
    "level_misfit": ("accepted escalations that could go further up", "escalated further up"),
    "inconsistent": (
        "contacts of the rule's topic",
        "escalated; half of the operators by `size` more often, half less often",
    ),
    "under_escalation": (
        "contacts that would have been escalated",
        "a sign on record, not escalated",
    ),
    "bounce": ("accepted take-overs", "taken over back by the sending team"),
    "no_rule": ("contacts of the rule's topic", "arrive under a subcategory without a rule"),
    "conflict": ("not counted", "a rule R9xx in the workbook with the same conditions"),
    "unused_stale": ("contacts of the rule's topic", "arrive under another topic"),
}


def write_truth(plan: SimulationPlan, tallies: list[Tally], path: Path) -> None:
    """Write `truth.json`; its counts are counts of events in the log, not expectations."""
    content = {
        "seed": plan.seed,
        "weeks": plan.weeks,
        "start_date": plan.start_date.isoformat(),
        "end_date": plan.end_date.isoformat(),
        "contacts": plan.total_contacts,
        "planted": [_entry(plan, tally) for tally in tallies],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def _entry(plan: SimulationPlan, tally: Tally) -> dict[str, object]:
    planted = tally.planted
    until = plan.weeks if planted.until_week is None else min(planted.until_week, plan.weeks)
    cases, counted = MEANING[planted.kind]
    return {
        "kind": planted.kind,
        "rule_id": planted.rule_id,
        "step": planted.step,
        "target": planted.target,
        "slot": planted.slot,
        "hour_from": planted.hour_from,
        "hour_to": planted.hour_to,
        "size": planted.size,
        "from_week": planted.from_week,
        "until_week": until,
        "from_date": (plan.start_date + timedelta(weeks=planted.from_week)).isoformat(),
        "until_date": (plan.start_date + timedelta(weeks=until)).isoformat(),
        "case_is": cases,
        "counted": counted,
        "cases": tally.cases,
        "count_if_not_planted": tally.without,
        "count": tally.with_planted,
    }
