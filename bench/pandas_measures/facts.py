"""The tables that the measures read, as an analyst would hold them."""

from collections.abc import Callable
from typing import Any

import pandas as pd

Facts = dict[str, pd.DataFrame]
Measure = Callable[[Facts], Any]
WEEK = "week_start"
# What the measures read; all columns of ten million contacts would not fit into memory.
COLUMNS = {
    "week_start", "hour", "slot", "contacts", "escalated_contacts", "is_escalated",
    "end_kind", "escalate_seconds", "escalate_end_kind",
    "hesitation_seconds", "hesitation_end_kind", "risk", "is_reopened", "bounce_direct_count",
    "takeover_count",
    "matched_level_count", "reach_seconds", "reach_end_kind", "accept_seconds",
    "accept_end_kind", "resolve_seconds", "resolve_end_kind", "is_over_by_receiver",
    "is_over_by_rule", "is_over_by_outcome", "failed_attempt_count", "is_unanswered",
    "has_asked_again", "slot_basis", "mode", "rule_id", "is_returned", "is_lost_waiting",
    "is_failed",
    "lost_seconds", "is_repeat", "rule_limit_seconds", "rule_limit_clock",
    "time_to_escalate_seconds", "hop", "hesitation_business_seconds", "is_exact", "level",
    "target", "target_level", "reason", "means", "rule_basis", "judgement", "report_item_count",
    "outcome", "answered_step", "answered_level", "rule_level", "is_complained", "impact",
    "urgency", "held_seconds", "hop_count", "opened_at", "resolved_at", "closed_at",
    "abandoned_at", "first_reopened_at", "complained_at", "fit_level", "is_sign_passed_over",
    "open_days", "is_handled_on_site",
    "is_decided", "is_followed_up", "is_confirmed", "is_reviewed", "busy_seconds", "work_seconds",
    "peak_open", "asked_count", "timed_count", "carried_count", "receiver_count", "receiver_mask",
    "like_case", "operator_number", "contact_count", "escalated_count",
    "receiver_number", "judged_count", "could_have_stayed_count",
    "required_item_count", "reported_item_count", "is_report_complete", "is_given",
    "is_route_followed", "is_step_skipped", "is_means_off",
    "has_verified_again", "verified_again_seconds", "assess_seconds", "assess_end_kind",
    "direction", "skipped_level_count", "is_escalated_after_trouble", "is_emergency",
    "is_rule_retired", "is_out_of_turn", "rule_condition_count", "rule_branch_count",
    "rule_step_count", "is_promise_kept", "has_impatience", "has_said_before", "is_in_a_hurry",
    "is_angry", "report_length", "has_report_number", "is_report_heated",
}  # fmt: skip
