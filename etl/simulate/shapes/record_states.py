"""Shape `states`: one row per change of a record, as a service desk keeps them."""

import polars as pl

from etl.simulate.roster import ROLES

_STATE = {
    "opened": "New",
    "assessed": "Active",
    "escalated": "Active",
    "accepted": "Work in Progress",
    "waiting_customer": "Awaiting User Info",
    "resolved": "Resolved",
    "closed": "Closed",
    "reopened": "Active",
    "abandoned": "Canceled",
}
_GROUP = {
    "リーダー": "Leader",
    "隣席リーダー": "Next Leader",
    "スーパーバイザー": "SV",
    "当番スーパーバイザー": "Duty SV",
    "マネージャー": "Manager",
    "センター長": "Head",
    "技術サポート": "Technical Support",
    "決済担当": "Payment Desk",
}
_GRADE = {1: "1 - High", 2: "2 - Medium", 3: "3 - Low"}
_MISSING = "?"


def record_states(log: pl.DataFrame) -> pl.DataFrame:
    """The records' history: a take-over is a change of group, advice leaves no trace."""
    mode = pl.col("mode").drop_nulls().first().over("contact_id", "escalation_id")
    is_of_hop = pl.col("event").is_in(["escalated", "accepted"])
    is_change = pl.col("event").is_in(list(_STATE)) & (~is_of_hop | (mode == "takeover"))
    rows = log.filter(is_change).with_columns(pl.col("event", "target", "team").cast(pl.String))
    rows = rows.with_columns(
        state=pl.col("event").replace_strict(_STATE),
        group=_group(),
        reopened=(pl.col("event") == "reopened").cast(pl.Int32),
        moved=(pl.col("event") == "escalated").cast(pl.Int32),
    ).with_columns(
        pl.col("group", "impact", "urgency", "actor").forward_fill().over("contact_id"),
        pl.col("reopened", "moved").cum_sum().over("contact_id"),
        change=pl.int_range(pl.len()).over("contact_id"),
        opened_at=pl.col("occurred_at").first().over("contact_id"),
        resolved_at=_last_known("Resolved"),
        closed_at=_last_known("Closed"),
    )
    return rows.select(
        pl.col("contact_id").alias("number"),
        "state",
        pl.col("group").alias("assignment_group"),
        pl.col("actor").cast(pl.String).fill_null(_MISSING).alias("assigned_to"),
        _stamp("occurred_at").alias("updated_at"),
        pl.col("change").alias("mod_count"),
        pl.col("moved").alias("reassignment_count"),
        pl.col("reopened").alias("reopen_count"),
        _grade("impact"),
        _grade("urgency"),
        pl.col("category").cast(pl.String),
        pl.col("subcategory").cast(pl.String),
        pl.col("product").cast(pl.String),
        pl.col("customer_id").alias("caller_id"),
        pl.col("channel").cast(pl.String).str.to_titlecase().alias("contact_type"),
        _stamp("opened_at"),
        _stamp("resolved_at").fill_null(_MISSING),
        _stamp("closed_at").fill_null(_MISSING),
    )


def _group() -> pl.Expr:
    """'L1 sapporo-2' for a team, 'L3 SV Sapporo' for a role; the level stands in the name."""
    level = {role.target: f"L{role.level} {_GROUP[role.target]}" for role in ROLES}
    site = pl.col("center").cast(pl.String).str.to_titlecase()
    named = pl.col("target").replace_strict(level, default=None)
    role = pl.when(named.is_not_null()).then(pl.format("{} {}", named, site))
    target = role.otherwise(pl.format("L1 {}", pl.col("target")))
    return (
        pl.when(pl.col("event") == "escalated")
        .then(target)
        .when(pl.col("event") == "opened")
        .then(pl.format("L1 {}", pl.col("team")))
    )


def _last_known(state: str) -> pl.Expr:
    return pl.col("occurred_at").filter(pl.col("state") == state).last().over("contact_id")


def _stamp(column: str) -> pl.Expr:
    return pl.col(column).dt.strftime("%d/%m/%Y %H:%M:%S").alias(column)


def _grade(column: str) -> pl.Expr:
    # service desks count the other way round: 1 is the most urgent
    return (
        (4 - pl.col(column))
        .replace_strict(_GRADE, default=_MISSING, return_dtype=pl.String)
        .alias(column)
    )
