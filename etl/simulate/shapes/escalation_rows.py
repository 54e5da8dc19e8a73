"""Facts of each hop gathered from the log, as the shapes with one row per case need them."""

import polars as pl

MISSED = ("no_response", "busy", "absent", "rejected")


def hop_rows(log: pl.DataFrame) -> pl.DataFrame:
    """One row per escalation: what was asked, whom, when it was answered, how it was judged."""
    raised = log.filter(pl.col("event") == "escalated")
    gathered = (
        log.filter(pl.col("escalation_id").is_not_null())
        .group_by("escalation_id", maintain_order=True)
        .agg(
            accepted_at=_first_time("accepted"),
            accepted_by=_first_value("accepted", "target"),
            advised_at=_first_time("advised"),
            advised_from=_first_value("advised", "reason"),
            authority=_first_value("advised", "outcome"),
            returned_at=_first_time("returned"),
            judged_at=_first_time("judged"),
            judgement=_first_value("judged", "outcome"),
            answered_at=_answered("occurred_at"),
            answered_by=_answered("target"),
            answered_level=_answered("target_level"),
            answered_step=_answered("step"),
            answered_means=_answered("means"),
            failed=_attempted(*MISSED),
            wrong=_attempted("wrong_target"),
            items_given=pl.col("slot").filter(pl.col("event") == "reported").cast(pl.String),
        )
        .with_columns(
            # no report leaves the cell blank (unknown); all reached is said in a word (none)
            items_given=_listed("items_given", None),
            failed=_listed("failed", "none"),
            wrong=_listed("wrong", "none"),
        )
    )
    return raised.join(gathered, on="escalation_id", how="left", maintain_order="left")


def contact_rows(log: pl.DataFrame) -> pl.DataFrame:
    """One row per contact: its ends, its first sign and assessment, complaints, reopenings."""
    return log.group_by("contact_id", maintain_order=True).agg(
        pl.col("center", "team", "channel", "category", "subcategory", "product").first(),
        pl.col("customer_id").first(),
        opened_at=_first_time("opened"),
        triggered_at=_first_time("triggered"),
        trigger_reason=_first_value("triggered", "reason"),
        impact=_first_value("assessed", "impact"),
        urgency=_first_value("assessed", "urgency"),
        amount=_first_value("opened", "amount"),
        operator=pl.col("actor").filter(pl.col("level") == 1).drop_nulls().first(),
        resolved_at=_first_time("resolved"),
        closed_at=_first_time("closed"),
        abandoned_at=_first_time("abandoned"),
        reopened_at=_first_time("reopened"),
        complained_at=_first_time("complained"),
        note=pl.col("note").drop_nulls().first(),
    )


def _answered(column: str) -> pl.Expr:
    is_answered = (pl.col("event") == "attempted") & (pl.col("outcome") == "answered")
    return pl.col(column).filter(is_answered).first()


def _attempted(*outcomes: str) -> pl.Expr:
    """The targets of the attempts that ended so, in their order."""
    is_meant = (pl.col("event") == "attempted") & pl.col("outcome").is_in(outcomes)
    return pl.col("target").filter(is_meant).cast(pl.String)


def _listed(column: str, when_empty: str | None) -> pl.Expr:
    joined = pl.col(column).list.join(",")
    return pl.when(pl.col(column).list.len() > 0).then(joined).otherwise(pl.lit(when_empty))


def _first_time(event: str) -> pl.Expr:
    return _first_value(event, "occurred_at")


def _first_value(event: str, column: str) -> pl.Expr:
    return pl.col(column).filter(pl.col("event") == event).first()
