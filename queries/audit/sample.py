"""Which contacts of a week are drawn: strata, how many from each, and the contacts themselves."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from queries.audit.settings import AuditSettings

OTHER: Final = "other"
UNKNOWN: Final = "?"


def choose(population: pl.DataFrame, size: int, settings: AuditSettings) -> pl.DataFrame:
    """Return the contacts drawn: contact_id, stratum, stratum_size; ordered by their draw_key.

    `population`: a row per contact with contact_id, draw_key and the columns of the strata.
    """
    parts = [pl.col(name).fill_null(UNKNOWN) for name in settings.strata]
    named = population.with_columns(pl.concat_str(parts, separator=" / ").alias("stratum"))
    pooled = _pooled(named, min(settings.max_strata, size))
    sizes = dict(pooled["stratum"].value_counts().iter_rows())
    wanted = pl.DataFrame(
        [(name, count, sizes[name]) for name, count in allocate(sizes, size).items()],
        schema={"stratum": pl.String, "wanted": pl.Int64, "stratum_size": pl.Int64},
        orient="row",
    )
    # A hash that two contacts share is as good as impossible; their ids settle it all the same.
    ranked = pooled.sort("draw_key", "contact_id").with_columns(
        pl.int_range(pl.len()).over("stratum").alias("rank")
    )
    drawn = ranked.join(wanted, on="stratum", maintain_order="left")
    return drawn.filter(pl.col("rank") < pl.col("wanted")).select(
        "contact_id", "stratum", "stratum_size"
    )


def allocate(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """Return how many are drawn from each stratum, in proportion by largest remainders.

    Every stratum gives at least one while there are enough to give, and none more than it has.
    """
    order = sorted(sizes, key=lambda name: (-sizes[name], name))
    whole = sum(sizes.values())
    left = min(size, whole)
    share = {name: left * sizes[name] / whole for name in order}
    given = {name: int(place < left) for place, name in enumerate(order)}
    for _ in range(left - sum(given.values())):
        open_ones = [name for name in order if given[name] < sizes[name]]
        given[max(open_ones, key=lambda name: share[name] - given[name])] += 1
    return given


def _pooled(named: pl.DataFrame, most: int) -> pl.DataFrame:
    """Return the contacts with the smallest strata taken together, so that none is left out."""
    sizes = named["stratum"].value_counts().sort(["count", "stratum"], descending=[True, False])
    if sizes.height <= most:
        return named
    kept = sizes["stratum"].head(most - 1)
    return named.with_columns(
        pl.when(pl.col("stratum").is_in(kept.to_list()))
        .then("stratum")
        .otherwise(pl.lit(OTHER))
        .alias("stratum")
    )
