"""What the two lists in Japanese carry: one row per contact, the first escalation only."""

import polars as pl

from tests.etl.carried import (
    ACCEPT,
    ALL,
    ASSESSMENT,
    ATTEMPTS,
    BORROWED,
    DAY,
    FIRST,
    FIRST_HOP,
    HESITATION,
    HOPS,
    IMPLIED,
    MATCHED,
    MATCHED_CONTACT,
    NAMED,
    NO_CENTER,
    NO_COMPLAINTS,
    NO_OUTCOME,
    NOT_ASSESSED,
    OTHERS,
    QUESTIONS,
    REACH,
    RESOLVE,
    RULE,
    TO_ESCALATE,
    TRIGGER,
    VERSION,
    Carried,
    Partly,
)

EXCEL = {
    "fct_contact": Carried(
        ALL,
        4000,
        unknown=(
            *TRIGGER,
            "demand_run_seconds",
            "hesitation_end_kind",
            *HESITATION,
            *ASSESSMENT,
            *("is_under_by_risk", "closed_at", "asked_again_count", "held_seconds"),
        ),
        differs={
            "customer_id": "a name and not a number",
            "abandoned_at": BORROWED,
            "resolve_seconds": BORROWED,
            "resolve_business_seconds": BORROWED,
            "first_reopened_at": BORROWED,
            "complained_at": BORROWED,
            "is_escalated_after_trouble": BORROWED,
            "last_event_at": OTHERS,
            "last_level": OTHERS,
            "highest_level": FIRST_HOP,
            **dict.fromkeys(HOPS, FIRST_HOP),
            "bounce_indirect_count": FIRST_HOP,
        },
        partly=(
            Partly(
                pl.col("escalate_end_kind") != "abandoned", 3916, TO_ESCALATE, else_unknown=True
            ),
            Partly(NOT_ASSESSED, 3102, MATCHED_CONTACT),
        ),
    ),
    "fct_escalation": Carried(
        FIRST,
        330,
        unknown=(
            *("means", "reason", "is_emergency", "answered_step"),
            *("report_item_count", "lost_seconds", "is_raised_late"),
            *HESITATION,
            *ASSESSMENT,
            *QUESTIONS,
        ),
        differs={
            "escalation_id": NAMED,
            "limit_seconds": "the limit of the rule alone",
            "is_over_by_rule": "neither risk nor emergency is known",
            "is_over_by_outcome": NO_OUTCOME,
            "is_bounce": FIRST_HOP,
        },
        partly=(
            Partly(pl.col("rule_basis") == "named", 278, (*RULE, *VERSION)),
            Partly(NOT_ASSESSED, 20, MATCHED),
            Partly(pl.col("accept_end_kind") != "abandoned", 325, ACCEPT, else_unknown=True),
            Partly(pl.col("resolve_end_kind") != "abandoned", 325, RESOLVE, else_unknown=True),
            Partly(
                pl.col("reach_end_kind").is_in(["resolved", "open"]), 10, REACH, else_unknown=True
            ),
        ),
    ),
    "fct_attempt": Carried(
        FIRST,
        528,
        unknown=("means", "step", "lost_seconds"),
        differs={
            "escalation_id": NAMED,
            "attempt": "wrong targets and missed ones stand in two cells",
            "attempted_at": BORROWED,
            **dict.fromkeys(DAY, BORROWED),
            "rule_id": IMPLIED,
        },
        partly=(
            Partly(pl.col("outcome") == "answered", 316, ("target_level",)),
            Partly(pl.col("outcome").is_in(["answered", "wrong_target"]), 347, ("outcome",)),
        ),
    ),
    "agg_contact_day": Carried(ALL, 2560),
}
POOR = {
    "fct_contact": Carried(
        ALL,
        4000,
        unknown=(
            *("center", "team", "channel", "subcategory", "product", "customer_id"),
            *TRIGGER,
            "demand_run_seconds",
            "hesitation_end_kind",
            *HESITATION,
            *ASSESSMENT,
            *MATCHED_CONTACT,
            *("is_under_by_risk", "closed_at", "complained_at", "is_complained"),
            *("asked_again_count", "held_seconds"),
        ),
        differs={
            "first_escalated_at": BORROWED,
            "resolved_at": BORROWED,
            "abandoned_at": BORROWED,
            "resolve_seconds": BORROWED,
            "resolve_business_seconds": BORROWED,
            "first_reopened_at": BORROWED,
            "last_event_at": OTHERS,
            "last_level": OTHERS,
            "highest_level": FIRST_HOP,
            **dict.fromkeys(HOPS, FIRST_HOP),
            "bounce_indirect_count": FIRST_HOP,
            "escalate_business_seconds": NO_CENTER,
            "is_escalated_after_trouble": NO_COMPLAINTS,
        },
        partly=(
            # What is still open has been so since it was received; nothing else is timed.
            Partly(
                pl.col("escalate_end_kind") == "open", 49, ("escalate_seconds",), else_unknown=True
            ),
        ),
    ),
    "fct_escalation": Carried(
        FIRST,
        330,
        unknown=(
            *("center", "team", "channel", "subcategory", "product", "actor_key", "mode", "axis"),
            *("means", "reason", "is_emergency", "reach_end_kind", "accept_end_kind"),
            *("answered_step", "answered_level", "is_unanswered", "judgement", "is_bounce"),
            *("is_over_by_rule", "is_over_by_receiver", "report_item_count"),
            *("limit_seconds", "is_raised_late"),
            *("time_to_escalate_seconds", "time_to_escalate_business_seconds"),
            *HESITATION,
            *ASSESSMENT,
            *REACH,
            *ACCEPT,
            *RESOLVE,
            *ATTEMPTS,
            *QUESTIONS,
            *VERSION,
            *MATCHED,
        ),
        differs={
            "escalation_id": NAMED,
            "raised_at": BORROWED,
            "is_exact": BORROWED,
            "is_over_by_outcome": NO_OUTCOME,
            **dict.fromkeys(DAY, BORROWED),
            "rule_id": IMPLIED,
            "rule_basis": IMPLIED,
        },
    ),
    "agg_contact_day": Carried(ALL, 264, unknown=("center", "team", "channel")),
}
