"""The words in which `shape_table.py` says what a shape can carry of the facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

ALL = pl.lit(True)


@dataclass(frozen=True)
class Partly:
    """Columns carried in some rows of the fact; `else_unknown`: NULL in all others."""

    rows: pl.Expr
    count: int
    columns: tuple[str, ...]
    else_unknown: bool = False


@dataclass(frozen=True)
class Carried:
    """What a shape carries of one fact: which of its rows, and which columns not or partly.

    `count` is the number of rows, `unknown` are NULL in every row, `differs` says why a column
    holds something else than in the whole log.
    """

    rows: pl.Expr
    count: int
    unknown: tuple[str, ...] = ()
    differs: Mapping[str, str] = field(default_factory=dict)
    partly: tuple[Partly, ...] = ()

    def left_out(self) -> set[str]:
        """Return the columns that are not the same in every row."""
        return {*self.unknown, *self.differs, *(name for p in self.partly for name in p.columns)}


NAMED = "the source has no number of its own"
BORROWED = "a borrowed stamp: counted, never timed"
OTHERS = "events that the shape has not"
FIRST_HOP = "the first hop only"
UNNAMED = "nobody names a rule: what the rule book matches, else the category stands in"
IMPLIED = "the category stands in for a rule"
NO_OUTCOME = "neither advice nor the time of a return is on record"
NO_COMPLAINTS = "complaints are not on record"
NO_CENTER = "without a center the default calendar"

TRIGGER = ("first_triggered_at", "first_trigger_reason", "demanded_at")
HESITATION = ("hesitation_seconds", "hesitation_business_seconds")
ASSESSMENT = ("impact", "urgency", "risk")
AMOUNT = ("amount", "amount_band")
ASSESS = ("assess_end_kind", "assess_seconds", "assess_business_seconds")
QUESTIONS = (
    *("asked_count", "asked_again_count", "has_asked_again"),
    *("verified_again_count", "has_verified_again", "verified_again_seconds"),
)
ATTEMPTS = ("attempt_count", "failed_attempt_count", "wrong_target_count", "lost_seconds")
REACH = ("reach_seconds", "reach_business_seconds")
ACCEPT = ("accept_seconds", "accept_business_seconds")
RESOLVE = ("resolve_seconds", "resolve_business_seconds")
TO_ESCALATE = ("escalate_seconds", "escalate_business_seconds")
STEPS = ("is_handled_on_site", "is_followed_up", "is_confirmed", "is_reviewed")
REPORT = ("required_item_count", "reported_item_count", "is_report_complete")
ROUTE = ("is_route_followed", "is_step_skipped", "is_means_off")
RULE = ("rule_id", "rule_basis")
VERSION = ("rule_version_id", "rule_level", "rule_mode", "rule_limit_seconds", "rule_limit_clock")
SIZE = ("rule_condition_count", "rule_branch_count", "rule_step_count")
MATCHED = ("matched_rule_id", "matched_rule_count")
MATCHED_CONTACT = (*MATCHED, "matched_rule_version_id", "matched_level_count")
HOPS = ("hop_count", "up_hop_count", "consult_count", "takeover_count", "bounce_direct_count")
DAY = ("day", "week_start", "weekday", "hour")

TAKEN_OVER = pl.col("mode") == "takeover"
FIRST = pl.col("hop") == 1
NO_ADVICE = pl.col("consult_count") == 0
NOT_ASSESSED = pl.col("impact").is_null()
# The group tells the level, so whoever accepts in its place must be of the same.
BY_THE_GROUP = (
    (pl.col("answered_level") == pl.col("target_level")).fill_null(True).all().over("contact_id")
)
