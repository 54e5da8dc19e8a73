"""What became of escalations and attempts."""

from typing import Any

import pandas as pd

from bench.pandas_measures.facts import WEEK, Facts

_ITEMS = [
    "is_exact", "level", "target", "target_level", "mode", "reason", "means", "rule_basis", "risk",
    "failed_attempt_count", "reach_end_kind", "accept_end_kind", "judgement", "has_asked_again",
    "report_item_count",
]  # fmt: skip


def lost(facts: Facts) -> Any:
    failed = facts["fct_attempt"][facts["fct_attempt"]["is_failed"].astype(bool)]
    return failed.groupby(WEEK)["lost_seconds"].agg(["sum", "count"])


def unreachable(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    return (frame["failed_attempt_count"] > 0).groupby(frame[WEEK]).agg(["sum", "count"])


def recorded(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    known = frame[_ITEMS].notna()
    known["is_exact"] = frame["is_exact"]
    known["rule_basis"] = frame["rule_basis"] == "named"
    return known.groupby(frame[WEEK]).agg(["sum", "count"])


def misfit(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    known = frame[frame["fit_level"].notna() & frame["answered_level"].notna()]
    return (
        (known["fit_level"] != known["answered_level"]).groupby(known[WEEK]).agg(["sum", "count"])
    )


def sized(facts: Facts) -> Any:
    parts = ["rule_condition_count", "rule_branch_count", "rule_step_count"]
    return facts["fct_escalation"].groupby(WEEK)[parts].agg(["sum", "count"])


def jumped(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    up = frame[frame["direction"] == "up"]
    jumps = (up["skipped_level_count"] > 0) & ~up["is_emergency"].fillna(False).astype(bool)
    jumps &= ~(up["rule_level"] >= up["target_level"])
    return jumps.groupby(up[WEEK]).agg(["sum", "count"])


def covered(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    return frame["rule_id"].notna().groupby(frame[WEEK]).agg(["sum", "count"])


def uncovered(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    return frame["rule_id"].isna().groupby(frame[WEEK]).agg(["sum", "count"])


def raised_late(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    frame = frame[frame["hop"] == 1]
    on_business = frame["rule_limit_seconds"].notna() & (frame["rule_limit_clock"] == "business")
    waited = frame["hesitation_business_seconds"].where(on_business, frame["hesitation_seconds"])
    target = frame["risk"].map({"very_high": 300, "high": 900})
    limit = frame["rule_limit_seconds"].fillna(target)
    known = waited.notna() & limit.notna()
    return (waited > limit)[known].groupby(frame[WEEK]).agg(["sum", "count"])


def verified(facts: Facts) -> Any:
    columns = ["has_verified_again", "verified_again_seconds"]
    return facts["fct_escalation"].groupby(WEEK)[columns].agg(["sum", "count"])


def length(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    length = frame["report_length"]
    bands = pd.DataFrame({"short": length < 20, "long": length >= 400})
    weeks = frame.groupby(WEEK)["report_length"].agg(["sum", "count", "median"])
    return weeks, bands.groupby(frame[WEEK]).sum()


def answered_steps(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    nobody = frame["is_unanswered"].astype("boolean").fillna(False) & frame["answered_step"].isna()
    step = frame["answered_step"].mask(nobody, 0)
    return step.groupby([frame[WEEK], step]).size()


def linked(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    # Every route has one first hop and one end, so that as many ends are counted as first hops.
    return frame.assign(is_first=frame["hop"] == 1).groupby(WEEK)["is_first"].agg(["count", "sum"])
