"""What an accepted event must be: types, allowed words and named rules."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import dataframely as dy
import polars as pl

EVENTS: Final = (
    "opened",
    "told",
    "asked",
    "triggered",
    "assessed",
    "escalated",
    "attempted",
    "queued",
    "accepted",
    "advised",
    "returned",
    "reported",
    "judged",
    "held",
    "retrieved",
    "waiting_customer",
    "followed_up",
    "resolved",
    "confirmed",
    "reviewed",
    "closed",
    "reopened",
    "complained",
    "abandoned",
    "feedback",
)
TIME_BASES: Final = ("exact", "rounded", "date_only", "borrowed")
CHANNELS: Final = ("phone", "email", "chat", "sns", "web", "other")
MODES: Final = ("consult", "takeover")
AXES: Final = ("functional", "hierarchic")
RULE_BASES: Final = ("named", "implied")
REASONS: Final = (
    "trouble_occurred",
    "trouble_likely",
    "customer_demand",
    "own_handling",
    "our_fault",
    "harassment",
    "authority",
    "money",
    "skill",
    "knowledge",
    "time_limit",
    "other",
)
ADVICE_REASONS: Final = ("faq", "manual")
MEANS: Final = ("verbal", "hold", "chat", "phone", "emergency_phone", "email", "system")
ATTEMPT_OUTCOMES: Final = ("answered", "no_response", "busy", "absent", "rejected", "wrong_target")
JUDGEMENTS: Final = ("needed", "could_have_stayed", "too_late", "wrong_level")
_EARLIEST: Final = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
_LATEST: Final = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


def _one_of(words: Sequence[str], nullable: bool = True) -> dy.String:
    return dy.String(nullable=nullable, check={"known": lambda column: column.is_in(list(words))})


class Event(dy.Schema):
    """One event of the canonical log."""

    contact_id = dy.String(nullable=False, min_length=1)
    occurred_at = dy.Datetime(
        nullable=False, time_unit="us", time_zone="UTC", min=_EARLIEST, max_exclusive=_LATEST
    )
    time_basis = _one_of(TIME_BASES, nullable=False)
    seq = dy.Int64(nullable=False, min=0)
    escalation_id = dy.String(nullable=True)
    event = _one_of(EVENTS, nullable=False)
    center = dy.String(nullable=True)
    team = dy.String(nullable=True)
    channel = _one_of(CHANNELS)
    category = dy.String(nullable=True)
    subcategory = dy.String(nullable=True)
    product = dy.String(nullable=True)
    customer_id = dy.String(nullable=True)
    actor = dy.String(nullable=True)
    level = dy.Int32(nullable=True, min=0, max=99)
    target = dy.String(nullable=True)
    target_level = dy.Int32(nullable=True, min=0, max=99)
    mode = _one_of(MODES)
    axis = _one_of(AXES)
    rule_id = dy.String(nullable=True)
    rule_basis = _one_of(RULE_BASES)
    reason = _one_of(REASONS + ADVICE_REASONS)
    means = _one_of(MEANS)
    step = dy.Int32(nullable=True, min=1)
    outcome = dy.String(nullable=True)
    slot = dy.String(nullable=True)
    impact = dy.Int32(nullable=True, min=1, max=3)
    urgency = dy.Int32(nullable=True, min=1, max=3)
    emergency = dy.Bool(nullable=True)
    amount = dy.Float64(nullable=True)
    risk_kind = dy.String(nullable=True)
    customer_kind = dy.String(nullable=True)
    due_at = dy.Datetime(
        nullable=True, time_unit="us", time_zone="UTC", min=_EARLIEST, max_exclusive=_LATEST
    )
    note = dy.String(nullable=True)
    source_file = dy.String(nullable=False)
    source_row = dy.Int64(nullable=False)

    @dy.rule()
    def attempt_outcome_known(cls) -> pl.Expr:  # noqa: N805  dataframely passes the class
        """An attempt ended in one of the known ways, or nobody knows how."""
        outcome = pl.col("outcome")
        return (pl.col("event") != "attempted") | outcome.is_in(ATTEMPT_OUTCOMES)

    @dy.rule()
    def judgement_known(cls) -> pl.Expr:  # noqa: N805  dataframely passes the class
        """A judgement is one of the four."""
        return (pl.col("event") != "judged") | pl.col("outcome").is_in(JUDGEMENTS)

    @dy.rule()
    def rule_has_basis(cls) -> pl.Expr:  # noqa: N805  dataframely passes the class
        """Whoever gives a rule says whether it was named or stands in for one."""
        return pl.col("rule_id").is_null() == pl.col("rule_basis").is_null()


class Count(dy.Schema):
    """One number of contacts handled."""

    day = dy.Date(nullable=False, min=_EARLIEST.date(), max_exclusive=_LATEST.date())
    center = dy.String(nullable=True)
    team = dy.String(nullable=True)
    channel = _one_of(CHANNELS)
    category = dy.String(nullable=True)
    contacts = dy.Int64(nullable=False, min=0)
