"""The same measures by week in pandas: what an analyst would write on the exported facts."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

Facts = dict[str, pd.DataFrame]
Measure = Callable[[Facts], Any]
WEEK = "week_start"
# What the measures read; all columns of ten million contacts would not fit into memory.
COLUMNS = {
    "week_start", "hour", "slot", "contacts", "escalated_contacts", "is_escalated",
    "end_kind", "escalate_seconds", "escalate_end_kind",
    "hesitation_seconds", "hesitation_end_kind", "risk", "is_reopened", "bounce_direct_count",
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
_ITEMS = [
    "is_exact", "level", "target", "target_level", "mode", "reason", "means", "rule_basis", "risk",
    "failed_attempt_count", "reach_end_kind", "accept_end_kind", "judgement", "has_asked_again",
    "report_item_count",
]  # fmt: skip


def _rate(table: str, flag: str) -> Measure:
    return lambda facts: facts[table].groupby(WEEK)[flag].agg(["sum", "count"])


def _escalation_rate(facts: Facts) -> Any:
    return facts["agg_contact_day"].groupby(WEEK)[["escalated_contacts", "contacts"]].sum()


def _contacts(facts: Facts) -> Any:
    return facts["agg_contact_day"].groupby(WEEK)["contacts"].sum()


def _volume(table: str) -> Measure:
    return lambda facts: facts[table].groupby(WEEK).size()


def _share(table: str, column: str, value: str) -> Measure:
    def measure(facts: Facts) -> Any:
        frame = facts[table]
        return (frame[column] == value).groupby(frame[WEEK]).agg(["sum", "count"])

    return measure


def _incidence(seconds: np.ndarray, kind: np.ndarray, wanted: str) -> tuple[float, float]:
    """Return the median and P90 of the wanted end by Aalen and Johansen, ties together."""
    order = np.argsort(seconds, kind="stable")
    times, first = np.unique(seconds[order], return_index=True)
    hit = np.add.reduceat((kind[order] == wanted).astype(float), first)
    ended = np.add.reduceat((kind[order] != "open").astype(float), first)
    at_risk = len(seconds) - first
    survival = np.concatenate([[1.0], np.cumprod(1 - ended / at_risk)[:-1]])
    incidence = np.cumsum(survival * hit / at_risk)
    if not incidence[-1]:
        return np.nan, np.nan
    return tuple(
        float(times[np.searchsorted(incidence, part * incidence[-1] * (1 - 1e-12))])
        for part in (0.5, 0.9)
    )  # type: ignore[return-value]


def _time(table: str, name: str, wanted: str) -> Measure:
    seconds, kind = f"{name}_seconds", f"{name}_end_kind"

    def measure(facts: Facts) -> Any:
        frame = facts[table][[WEEK, seconds, kind]].dropna()
        found = {}
        for week, group in frame.groupby(WEEK):
            values = group[seconds].to_numpy()
            found[week] = (
                _incidence(values, group[kind].to_numpy(), wanted),
                np.percentile(values[group[kind] == wanted], [50, 90]),
            )
        return found

    return measure


def _lost(facts: Facts) -> Any:
    failed = facts["fct_attempt"][facts["fct_attempt"]["is_failed"].astype(bool)]
    return failed.groupby(WEEK)["lost_seconds"].agg(["sum", "count"])


def _slots(facts: Facts) -> Any:
    return facts["fct_question"].groupby([WEEK, "slot"])["is_repeat"].agg(["sum", "count"])


def _verified(facts: Facts) -> Any:
    columns = ["has_verified_again", "verified_again_seconds"]
    return facts["fct_escalation"].groupby(WEEK)[columns].agg(["sum", "count"])


def _slot_known(facts: Facts) -> Any:
    return facts["fct_question"].groupby(WEEK)[["slot", "slot_basis"]].count()


def _complete(facts: Facts) -> Any:
    items = facts["fct_escalation"].groupby(WEEK)[["reported_item_count", "required_item_count"]]
    return items.sum(), _rate("fct_escalation", "is_report_complete")(facts)


def _impatient(facts: Facts) -> Any:
    flags = ["has_impatience", "has_said_before", "is_in_a_hurry", "is_angry"]
    return facts["fct_contact"].groupby(WEEK)[flags].agg(["sum", "count"])


def _length(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    length = frame["report_length"]
    bands = pd.DataFrame({"short": length < 20, "long": length >= 400})
    weeks = frame.groupby(WEEK)["report_length"].agg(["sum", "count", "median"])
    return weeks, bands.groupby(frame[WEEK]).sum()


def _missing(facts: Facts) -> Any:
    return facts["fct_report_item"].groupby([WEEK, "slot"])["is_given"].agg(["sum", "count"])


def _unreachable(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    return (frame["failed_attempt_count"] > 0).groupby(frame[WEEK]).agg(["sum", "count"])


def _suspected(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    risky = frame["risk"].isin(["high", "very_high"])
    late = ~frame["is_escalated"] | (frame["hesitation_seconds"] > 900)
    return (risky & late).groupby(frame[WEEK]).agg(["sum", "count"])


def _open(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    is_open, age = frame["end_kind"] == "open", frame["opened_at"].max() - frame["opened_at"]
    counts = pd.DataFrame({"open": is_open, "unresolved": frame["resolved_at"].isna()})
    for days in (1, 7, 30):
        counts[days] = is_open & (age > pd.Timedelta(days=days))
    return counts.groupby(frame[WEEK]).agg(["sum", "count"])


def _overdue(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    age = frame["opened_at"].max() - frame["opened_at"]
    overdue = (frame["end_kind"] == "open") & (age > pd.Timedelta(days=3))
    return overdue.groupby(frame[WEEK]).agg(["sum", "count"])


def _followed(frame: pd.DataFrame, ended: pd.Series, came: pd.Series) -> pd.DataFrame:
    """Who came back within a week of the end, and for whom that week is not over."""
    week = pd.Timedelta(days=7)
    return pd.DataFrame(
        {"in_time": came <= ended + week, "provisional": ended > frame["opened_at"].max() - week}
    )


def _reopened(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    ended = frame["resolved_at"].fillna(frame["closed_at"])
    counts = _followed(frame, ended, frame["first_reopened_at"])
    counts["is_reopened"], counts["is_ended"] = frame["is_reopened"], ended.notna()
    return counts.groupby(frame[WEEK]).sum()


def _complained(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    ended = frame["resolved_at"].fillna(frame["abandoned_at"]).fillna(frame["closed_at"])
    counts = _followed(frame, ended, frame["complained_at"])
    counts["is_complained"] = frame["is_complained"]
    counts["is_ended"] = (frame["end_kind"] != "open") | frame["is_complained"]
    return counts.groupby(frame[WEEK]).sum()


def _settled(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    counts = _followed(frame, frame["resolved_at"], frame["first_reopened_at"])
    is_final = frame["resolved_at"].notna() & ~counts["provisional"]
    counts["settled"] = is_final & ~counts["in_time"]
    counts["without_escalation"] = counts["settled"] & ~frame["is_escalated"]
    counts["is_final"] = is_final
    return counts.groupby(frame[WEEK]).sum()


def _matched(flag: str) -> Measure:
    def measure(facts: Facts) -> Any:
        frame = facts["fct_contact"]
        return (frame[flag] > 1).groupby(frame[WEEK]).agg(["sum", "count"])

    return measure


def _bounced(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    return (frame["bounce_direct_count"] > 0).groupby(frame[WEEK]).agg(["sum", "count"])


def _recorded(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    known = frame[_ITEMS].notna()
    known["is_exact"] = frame["is_exact"]
    known["rule_basis"] = frame["rule_basis"] == "named"
    return known.groupby(frame[WEEK]).agg(["sum", "count"])


def _misfit(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    known = frame[frame["fit_level"].notna() & frame["answered_level"].notna()]
    return (
        (known["fit_level"] != known["answered_level"]).groupby(known[WEEK]).agg(["sum", "count"])
    )


def _sized(facts: Facts) -> Any:
    parts = ["rule_condition_count", "rule_branch_count", "rule_step_count"]
    return facts["fct_escalation"].groupby(WEEK)[parts].agg(["sum", "count"])


def _jumped(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    up = frame[frame["direction"] == "up"]
    jumps = (up["skipped_level_count"] > 0) & ~up["is_emergency"].fillna(False).astype(bool)
    jumps &= ~(up["rule_level"] >= up["target_level"])
    return jumps.groupby(up[WEEK]).agg(["sum", "count"])


def _matrix(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    return frame.groupby([WEEK, "impact", "urgency"])["is_escalated"].agg(["sum", "count"])


def _held(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    held = frame[frame["held_seconds"].notna()]
    return (
        ((held["held_seconds"] > 300) & (held["hop_count"] == 0))
        .groupby(held[WEEK])
        .agg(["sum", "count"])
    )


def _passed_over(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    signs = frame[frame["is_sign_passed_over"].notna()]
    return signs["is_sign_passed_over"].astype(bool).groupby(signs[WEEK]).agg(["sum", "count"])


def _covered(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    return frame["rule_id"].notna().groupby(frame[WEEK]).agg(["sum", "count"])


def _uncovered(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    return frame["rule_id"].isna().groupby(frame[WEEK]).agg(["sum", "count"])


def _by_hour(facts: Facts) -> Any:
    return facts["fct_contact"].groupby([WEEK, "hour"])["is_escalated"].agg(["sum", "count"])


def _late(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    target = frame["risk"].map({"very_high": 300, "high": 900})
    known = frame[frame["hesitation_seconds"].notna() & target.notna()]
    late = known["hesitation_seconds"] > target[known.index]
    return late.groupby(known[WEEK]).agg(["sum", "count"])


def _raised_late(facts: Facts) -> Any:
    frame = facts["fct_escalation"]
    frame = frame[frame["hop"] == 1]
    on_business = frame["rule_limit_seconds"].notna() & (frame["rule_limit_clock"] == "business")
    waited = frame["hesitation_business_seconds"].where(on_business, frame["hesitation_seconds"])
    target = frame["risk"].map({"very_high": 300, "high": 900})
    limit = frame["rule_limit_seconds"].fillna(target)
    known = waited.notna() & limit.notna()
    return (waited > limit)[known].groupby(frame[WEEK]).agg(["sum", "count"])


def _resolution(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    found = {}
    timed = frame[[WEEK, "resolve_seconds", "end_kind"]].dropna()
    for week, group in timed.groupby(WEEK):
        seconds, kind = group["resolve_seconds"].to_numpy(), group["end_kind"].to_numpy()
        found[week] = _incidence(seconds, kind, "resolved")
    return found


def _aged(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    open_ones = frame[frame["open_days"].notna()]
    band = np.searchsorted([1, 3, 7, 30], open_ones["open_days"], side="right")
    return open_ones.groupby([WEEK, band]).size(), frame.groupby(WEEK).size()


_STEPS = ["is_handled_on_site", "is_decided", "is_followed_up", "is_confirmed", "is_reviewed"]


def _delayed(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    frame = frame[(frame["hesitation_end_kind"] == "escalated")]
    frame = frame[frame["is_escalated_after_trouble"].fillna(False).astype(bool) == False]  # noqa: E712
    band = np.searchsorted([5, 15, 30, 60], frame["hesitation_seconds"] // 60, side="right")
    trouble = frame[["is_complained", "is_reopened"]].any(axis=1)
    ended = (frame["end_kind"] != "open") | trouble
    return pd.DataFrame({"trouble": trouble, "ended": ended}).groupby([frame[WEEK], band]).sum()


def _steps(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    everybody = frame.groupby(WEEK)[["is_escalated", *_STEPS]].agg(["sum", "count"])
    escalated = frame[frame["is_escalated"].astype(bool)]
    return everybody, escalated.groupby(WEEK)[_STEPS].sum()


def _people(frame: pd.DataFrame) -> Any:
    whole = frame["receiver_mask"].astype("int64")
    masks = whole.groupby(frame[WEEK]).agg(lambda part: np.bitwise_or.reduce(part))
    return masks.map(lambda mask: int(mask).bit_count())


def _load(facts: Facts) -> Any:
    frame = facts["fct_receiver_load"]
    sums = ["busy_seconds", "work_seconds", "asked_count", "timed_count", "carried_count"]
    weeks = frame.groupby(WEEK)
    return weeks[sums].sum(), weeks["peak_open"].max(), _people(frame)


def _asked(facts: Facts) -> Any:
    frame = facts["fct_receiver_load"]
    on_duty = frame[frame["receiver_count"] > 0]
    asked = on_duty.groupby(WEEK)[["asked_count", "receiver_count"]].sum()
    return asked, frame.groupby(WEEK)["asked_count"].sum(), _people(frame)


def _varied(table: str, person: str, cases: str, hits: str) -> Measure:
    return lambda facts: _variation(facts[table], person, cases, hits)


def _variation(frame: pd.DataFrame, person: str, cases: str, hits: str) -> Any:
    keys = [WEEK, "like_case", person]
    each = frame.groupby(keys)[[cases, hits]].sum().reset_index()
    each = each[each[cases] >= 5]
    n, x = each[cases].astype(float), each[hits].astype(float)
    each["spread"], each["own_pairs"], each["own_split"] = x * x / n, n * (n - 1) / 2, x * (n - x)
    kinds = each.groupby(keys[:2]).agg(
        n=(cases, "sum"),
        x=(hits, "sum"),
        k=(person, "size"),
        spread=("spread", "sum"),
        own_pairs=("own_pairs", "sum"),
        own_split=("own_split", "sum"),
    )
    kinds = kinds[kinds["k"] >= 5]
    share = kinds["x"] / kinds["n"]
    kinds["chi"] = (kinds["spread"] - kinds["x"] * share) / (share * (1 - share))
    kinds["split"] = kinds["x"] * (kinds["n"] - kinds["x"]) - kinds["own_split"]
    kinds["pairs"] = kinds["n"] * (kinds["n"] - 1) / 2 - kinds["own_pairs"]
    kinds["expected"] = kinds["own_pairs"] * kinds["split"] / kinds["pairs"]
    kinds["k"] -= 1
    sums = kinds.groupby(WEEK).sum()
    return sums["chi"] / sums["k"], 1 - sums["own_split"] / sums["expected"]


MEASURES: dict[str, Measure] = {
    "question_slot_coverage_rate": _slot_known,
    "asked_per_receiver": _asked,
    "funnel_step_share": _steps,
    "open_contact_age_count": _aged,
    "operator_variation": _varied(
        "agg_operator_group", "operator_number", "contact_count", "escalated_count"
    ),
    "receiver_variation": _varied(
        "agg_receiver_group", "receiver_number", "judged_count", "could_have_stayed_count"
    ),
    "receiver_open_mean": _load,
    "escalation_rate_by_hour": _by_hour,
    "late_escalation_rate": _late,
    "raised_late_rate": _raised_late,
    "contact_resolution_time": _resolution,
    "lost_waiting_rate": _rate("fct_escalation", "is_lost_waiting"),
    "return_rate": _rate("fct_escalation", "is_returned"),
    "escalation_rate": _escalation_rate,
    "time_to_escalate": _time("fct_contact", "escalate", "escalated"),
    "hesitation": _time("fct_contact", "hesitation", "escalated"),
    "time_to_reach": _time("fct_escalation", "reach", "answered"),
    "time_to_accept": _time("fct_escalation", "accept", "accepted"),
    "time_to_resolve": _time("fct_escalation", "resolve", "resolved"),
    "over_escalation_by_receiver_rate": _rate("fct_escalation", "is_over_by_receiver"),
    "over_escalation_by_rule_rate": _rate("fct_escalation", "is_over_by_rule"),
    "over_escalation_by_outcome_rate": _rate("fct_escalation", "is_over_by_outcome"),
    "under_escalation_suspected_count": _suspected,
    "unreachable_attempt_rate": _rate("fct_attempt", "is_failed"),
    "unreachable_escalation_rate": _unreachable,
    "unanswered_escalation_rate": _rate("fct_escalation", "is_unanswered"),
    "lost_seconds_per_failed_attempt": _lost,
    "repeat_question_rate": _rate("fct_escalation", "has_asked_again"),
    "time_to_assess": _time("fct_contact", "assess", "assessed"),
    "level_jump_rate": _jumped,
    "priority_inversion_rate": _rate("fct_escalation", "is_out_of_turn"),
    "trouble_after_delay_rate": _delayed,
    "rule_complexity_mean": _sized,
    "retired_rule_rate": _rate("fct_escalation", "is_rule_retired"),
    "verification_repeat_rate": _verified,
    "judged_too_late_rate": _share("fct_escalation", "judgement", "too_late"),
    "repeat_question_slot_share": _slots,
    "consult_share": _share("fct_escalation", "mode", "consult"),
    "bounce_rate": _bounced,
    "promise_kept_rate": _rate("fct_contact", "is_promise_kept"),
    "reopen_rate": _reopened,
    "rule_coverage_rate": _covered,
    "without_rule_rate": _uncovered,
    "conflicting_match_rate": _matched("matched_level_count"),
    "open_contact_count": _open,
    "overdue_contact_count": _overdue,
    "contact_volume": _contacts,
    "escalation_volume": _volume("fct_escalation"),
    "recorded_share": _recorded,
    "wrong_target_rate": _share("fct_attempt", "outcome", "wrong_target"),
    "answered_step_mean": _rate("fct_escalation", "answered_step"),
    "complaint_rate": _complained,
    "first_contact_resolution_rate": _settled,
    "level_misfit_rate": _misfit,
    "risk_matrix_escalation_rate": _matrix,
    "dark_hold_rate": _held,
    "passed_over_sign_rate": _passed_over,
    "report_completeness_rate": _complete,
    "missing_item_share": _missing,
    "customer_impatience_rate": _impatient,
    "report_length": _length,
    "report_with_number_rate": _rate("fct_escalation", "has_report_number"),
    "heated_report_rate": _rate("fct_escalation", "is_report_heated"),
    "route_conformance_rate": _rate("fct_escalation", "is_route_followed"),
    "route_skip_rate": _rate("fct_escalation", "is_step_skipped"),
    "wrong_means_rate": _rate("fct_escalation", "is_means_off"),
}
