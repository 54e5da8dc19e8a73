"""Which rows and columns of the facts each shape can carry: the table behind `test_shapes.py`.

A column that is named nowhere is carried: it must be the same in every row.
"""

import polars as pl

from tests.etl.carried import (
    ALL,
    AMOUNT,
    ASSESS,
    ATTEMPTS,
    BORROWED,
    BY_THE_GROUP,
    DAY,
    HESITATION,
    NAMED,
    NO_ADVICE,
    NO_COMPLAINTS,
    OTHERS,
    QUESTIONS,
    REPORT,
    ROUTE,
    RULE,
    SIZE,
    STEPS,
    TAKEN_OVER,
    TO_ESCALATE,
    TRIGGER,
    UNNAMED,
    VERSION,
    Carried,
    Partly,
)
from tests.etl.shape_table_ja import EXCEL, POOR

STATES = {
    "fct_contact": Carried(
        ALL,
        4000,
        unknown=(
            *TRIGGER,
            "demand_run_seconds",
            "hesitation_end_kind",
            *HESITATION,
            *STEPS,
            *("complained_at", "is_complained", "asked_again_count", "held_seconds"),
            *AMOUNT,
        ),
        differs={
            "last_event_at": OTHERS,
            "last_level": OTHERS,
            "highest_level": OTHERS,
            "is_under_by_risk": "from opening, as no sign is on record",
            "is_sign_passed_over": "a high risk is the only sign on record",
            "is_escalated_after_trouble": NO_COMPLAINTS,
        },
        partly=(
            Partly(
                NO_ADVICE,
                3742,
                (
                    "first_escalated_at",
                    "escalate_end_kind",
                    *TO_ESCALATE,
                    "hop_count",
                    "up_hop_count",
                    "consult_count",
                    "is_decided",
                    "is_escalated",
                    "is_lost_waiting",
                ),
            ),
        ),
    ),
    "fct_escalation": Carried(
        TAKEN_OVER,
        92,
        unknown=(
            *("means", "reason", "is_emergency", "answered_step", "judgement", "is_raised_late"),
            "is_rule_retired",
            *AMOUNT,
            *("is_over_by_receiver", "is_over_by_outcome", "is_returned", "report_item_count"),
            *HESITATION,
            *ATTEMPTS,
            *QUESTIONS,
            *REPORT,
            *ROUTE,
        ),
        differs={
            "escalation_id": NAMED,
            **dict.fromkeys((*RULE, *VERSION, *SIZE), UNNAMED),
            **dict.fromkeys(("fit_level", "limit_seconds", "is_over_by_rule"), UNNAMED),
            "receiver_busy_until": "returns are not on record",
            "has_route": UNNAMED,
            "is_out_of_turn": "requests for advice that waited are not on record",
            "reach_seconds": "reached when it is taken up, not when somebody answers",
            "reach_business_seconds": "reached when it is taken up, not when somebody answers",
        },
        partly=(
            Partly(BY_THE_GROUP, 80, ("level", "answered_level")),
            Partly(
                pl.col("accept_end_kind") == "accepted", 80, ("reach_end_kind", "is_unanswered")
            ),
        ),
    ),
    "agg_contact_day": Carried(ALL, 2560, differs={"escalated_contacts": "take-overs only"}),
}
CASES = {
    "fct_contact": Carried(
        pl.col("hop_count") > 0,
        330,
        unknown=("asked_again_count", "held_seconds", *AMOUNT, *ASSESS, *STEPS),
        differs={
            "last_event_at": OTHERS,
            "last_level": OTHERS,
            "first_assessed_at": BORROWED,
            "is_from_escalation_list": "a list of escalations, which says so",
        },
    ),
    "fct_escalation": Carried(
        ALL,
        371,
        unknown=("lost_seconds", *AMOUNT, *QUESTIONS),
        differs={"is_route_followed": BORROWED, "is_step_skipped": BORROWED},
    ),
    "fct_attempt": Carried(
        ALL,
        569,
        unknown=("lost_seconds",),
        differs={"attempt": "wrong targets and missed ones stand in two cells", "means": BORROWED},
        partly=(
            Partly(
                pl.col("outcome") == "answered",
                339,
                ("attempted_at", *DAY, "target_level", "step"),
            ),
            Partly(pl.col("outcome").is_in(["answered", "wrong_target"]), 374, ("outcome",)),
        ),
    ),
    "agg_contact_day": Carried(
        pl.col("escalated_contacts") > 0,
        312,
        differs={"contacts": "contacts never escalated are not in the list"},
    ),
}
COUNTS = {
    "agg_contact_day": Carried(
        ALL,
        681,
        unknown=("team", "channel"),
        differs={"escalated_contacts": "counts only", "source": "not the log"},
    ),
}
SHAPES = {"states": STATES, "cases": CASES, "cases_ja": EXCEL, "counts": COUNTS, "poor_ja": POOR}
