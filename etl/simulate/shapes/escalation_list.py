"""Shape `cases`: one row per escalation with several timestamps in a row."""

import polars as pl

from etl.simulate.shapes.escalation_rows import contact_rows, hop_rows


def escalation_list(log: pl.DataFrame) -> pl.DataFrame:
    """The escalations of the log; contacts never escalated are not in this shape."""
    hops = hop_rows(log).select(
        "contact_id",
        pl.col("escalation_id").alias("escalation_no"),
        "center",
        pl.col("team").alias("from_team"),
        pl.col("level").alias("from_level"),
        pl.col("actor").alias("operator"),
        pl.col("occurred_at").alias("raised_at"),
        pl.col("target").alias("asked_role"),
        pl.col("target_level").alias("asked_level"),
        "mode",
        "axis",
        "rule_id",
        "reason",
        "means",
        pl.when("emergency").then(pl.lit("yes")).otherwise(pl.lit("no")).alias("emergency"),
        pl.col("failed").alias("not_reached"),
        pl.col("wrong").alias("wrong_target"),
        "answered_at",
        "answered_by",
        "answered_level",
        "answered_step",
        "answered_means",
        "accepted_at",
        pl.col("accepted_by").alias("accepted_role"),
        "advised_at",
        "advised_from",
        pl.col("authority").is_not_null().alias("authority_used"),
        "returned_at",
        "judged_at",
        "judgement",
        "items_given",
    )
    contacts = contact_rows(log).select(
        "contact_id",
        "channel",
        "category",
        "subcategory",
        "product",
        pl.col("customer_id").alias("customer_no"),
        "opened_at",
        "triggered_at",
        "trigger_reason",
        "impact",
        "urgency",
        "resolved_at",
        "closed_at",
        "abandoned_at",
        "reopened_at",
        "complained_at",
    )
    joined = hops.join(contacts, on="contact_id", how="left", maintain_order="left")
    return joined.with_columns(pl.col("authority_used").replace_strict({True: "yes", False: "no"}))
