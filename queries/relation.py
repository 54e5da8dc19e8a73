"""Whether two metrics go together over the groups of a log, such as its rules."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from queries.asked import Asked
from queries.catalog import Metric
from queries.errors import QueryError
from queries.measure import Result, measure
from queries.methods.rank_correlation import FEWEST_GROUPS, rank_correlation
from queries.status import FAILED, NOT_RECORDED, OK, TOO_FEW
from queries.texts import Texts
from queries.warehouse import Warehouse

CONSTANT: Final = "constant"
_say: Final = Texts(Path(__file__).with_name("relation.toml")).say


@dataclass(frozen=True)
class Relation:
    """How two metrics go together; `rho`, `low` and `high` are None unless `status` is ok.

    `status` is ok, too_few, constant, not_recorded or failed; in the last two `hindered`
    says of which metric. `groups` can be compared, `left_out` cannot.
    """

    first: Metric
    second: Metric
    by: tuple[str, ...]
    status: str
    groups: int = 0
    left_out: int = 0
    rho: float | None = None
    low: float | None = None
    high: float | None = None
    hindered: Result | None = None


def relate(warehouse: Warehouse, first: str, second: str, asked: Asked) -> Relation:
    """Return whether two metrics go together over the groups of a question.

    A group counts where both have enough cases and people behind them. Raises QueryError without
    groups to compare, and for a metric that has several figures in a group.
    """
    if not asked.by:
        raise QueryError("--against: over which groups? Add --by, such as --by rule_id.")
    results = [measure(warehouse, name, asked) for name in (first, second)]
    metrics = (results[0].metric, results[1].metric)
    for result in results:
        if result.status in (FAILED, NOT_RECORDED):
            return Relation(*metrics, asked.by, result.status, hindered=result)
    one, other = (_figures(result, asked) for result in results)
    both = one.join(
        other, on=asked.by, how="full", suffix="_other", coalesce=True, nulls_equal=True
    )
    known = both.drop_nulls([*asked.by, "value", "value_other"])
    left_out = both.height - known.height
    if known.height < FEWEST_GROUPS:
        return Relation(*metrics, asked.by, TOO_FEW, known.height, left_out)
    rho, low, high = rank_correlation(known["value"], known["value_other"])
    if math.isnan(rho):
        return Relation(*metrics, asked.by, CONSTANT, known.height, left_out)
    return Relation(*metrics, asked.by, OK, known.height, left_out, rho, low, high)


def _figures(result: Result, asked: Asked) -> pl.DataFrame:
    """Return each group's figure, NULL where it is not to be relied on."""
    frame = result.frame
    if frame.select(asked.by).is_duplicated().any():
        raise QueryError(
            f"{result.metric.metric}: has several figures in each group. Choose a metric with one."
        )
    value = pl.when(pl.col("status") == OK).then("metric_value")
    return frame.select(*asked.by, value.alias("value"))


def relation_text(found: Relation, lang: str) -> str:
    """Return the relation in words."""
    first, second = (_label(metric, lang) for metric in (found.first, found.second))
    lines = [_say(lang, "title", first=first, second=second, by=", ".join(found.by))]
    if found.hindered is not None:
        values: dict[str, Any] = {"name": _label(found.hindered.metric, lang)}
        return "\n".join([*lines, _say(lang, found.status, why=found.hindered.failure, **values)])
    if found.status == OK:
        span = {"rho": found.rho, "low": found.low, "high": found.high}
        lines.append(_say(lang, "found", groups=found.groups, **span))
    else:
        key = CONSTANT if found.status == CONSTANT else "too_few"
        lines.append(_say(lang, key, groups=found.groups, minimum=FEWEST_GROUPS))
    if found.left_out:
        lines.append(_say(lang, "left_out", groups=found.left_out))
    return "\n".join([*lines, _say(lang, "note")])


def _label(metric: Metric, lang: str) -> str:
    return metric.label_ja if lang == "ja" else metric.label
