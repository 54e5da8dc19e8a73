"""Shape `counts`: one row per day, desk and category with the number of contacts."""

import polars as pl


def daily_counts(log: pl.DataFrame) -> pl.DataFrame:
    """Contacts by the local day they opened; a desk is a site."""
    opened = log.filter(pl.col("event") == "opened")
    keys = [
        pl.col("occurred_at").dt.date().alias("day"),
        pl.col("center").cast(pl.String).alias("desk"),
        pl.col("category").cast(pl.String),
    ]
    return opened.group_by(keys).agg(number=pl.len()).sort("day", "desk", "category")
