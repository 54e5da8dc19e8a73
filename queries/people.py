"""How many different people are behind each row of a metric's answer.

The person is no dimension: nobody can ask for one. But a group may be so narrow that its figure is
one person's all the same. So each fact keeps one bit for the person behind it (see
etl/facts/14_person.sql), a metric is asked once more with that bit among its groups, and the bits
of the people who are in its denominator are put together. With up to 64 people on record the count
is exact; beyond, some share a bit and it is never too high: of five people out of hundreds, one
time in seven only four are seen; of six, one in seventy; of eight, one in ten thousand.

Where nobody is on record behind a row, as in a log without operators, nothing can be held against
anybody and nothing is withheld. Figures are not protected against being worked out from others:
a total less its other parts is the part that was withheld.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import polars as pl

from queries.asked import Asked
from queries.catalog import Metric
from queries.errors import QueryError

FILE: Final = Path(__file__).with_name("people.toml")
BITS: Final = {"handler": "person_bit", "receiver": "receiver_bit"}
# What tells the rows of one group apart where a metric gives several, such as an item.
CELL: Final = "@cell"
FEW: Final = "@few"

_OF_DAYS: Final = Path(__file__).with_name("people_of_days.sql")
_DAYS: Final = "facts.agg_contact_day"
_WITH_RECEIVERS: Final = ("facts.fct_escalation", "facts.fct_attempt")
# Groups that only an answer can be in, so that the others have no receivers of their own.
_OF_ANSWERS: Final = ("outcome", "judgement")
_IS_COUNTED: Final = pl.col("denominator") > 0
_TIMED: Final = re.compile(r"(\w+)_time_until\(\$asked, \$grain, '(\w+)'")

Run: TypeAlias = Callable[[str, Mapping[str, Any]], pl.DataFrame]


@cache
def load_people() -> dict[str, Any]:
    """Return the fewest people behind a figure, and who each metric's figure is held against."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def fewest_people() -> int:
    """Return how many different people must be behind a figure."""
    return int(load_people()["minimum"])


def bits_of(metric: Metric) -> list[str]:
    """Return the columns of the metric's fact that stand for people it could be held against."""
    receives = metric.source[0] in _WITH_RECEIVERS
    every = [kind for kind in BITS if receives or kind != "receiver"]
    return [BITS[kind] for kind in load_people()["metric"].get(metric.metric, every)]


def people_behind(
    run: Run, metric: Metric, asked: Asked, params: Mapping[str, Any]
) -> pl.DataFrame:
    """Return a row per row of the answer that anybody is behind: its groups, CELL and the bits.

    `run` answers a query; `params` are those of the metric. Raises QueryError on a warehouse whose
    facts know no people yet.
    """
    bits = bits_of(metric)
    rows = _by_people(run, metric, asked, params, bits)
    # Where nobody is counted, as in a group without a record, its size is still somebody's.
    together = [
        pl.coalesce(pl.col(bit).filter(_IS_COUNTED).bitwise_or(), pl.col(bit).bitwise_or())
        for bit in bits
    ]
    behind = rows.group_by(*asked.by, CELL).agg(together)
    if BITS["receiver"] in bits and {*asked.by, *asked.filters()} & {*_OF_ANSWERS}:
        behind = _with_receivers_of_the_whole(run, metric, asked, params, behind)
    return behind.filter(pl.any_horizontal(pl.col(bits).is_not_null()))


def _with_receivers_of_the_whole(
    run: Run, metric: Metric, asked: Asked, params: Mapping[str, Any], behind: pl.DataFrame
) -> pl.DataFrame:
    """Return the rows, those without receivers with the ones of the group that they are part of.

    Who was tried in vain is on record only among the answers, and so in the whole group.
    """
    by = tuple(name for name in asked.by if name not in _OF_ANSWERS)
    whole = replace(asked, by=by, outcome=(), judgement=())
    bit = BITS["receiver"]
    receivers = people_behind(run, metric, whole, {**params, **whole.params()})
    receivers = receivers.select(*by, CELL, pl.col(bit).alias("@whole"))
    joined = behind.join(receivers, on=[*by, CELL], how="left", nulls_equal=True)
    return joined.with_columns(pl.coalesce(bit, "@whole")).drop("@whole")


def _by_people(
    run: Run, metric: Metric, asked: Asked, params: Mapping[str, Any], bits: list[str]
) -> pl.DataFrame:
    """Return the answer's rows once more per person who is counted in them."""
    given = {"asked": params["asked"], "grain": params["grain"]}
    timed = _TIMED.search(metric.sql)
    if metric.source[0] == _DAYS:
        rows = run(_OF_DAYS.read_text(encoding="utf-8"), given)
        rows = rows.with_columns(pl.lit(1).alias("denominator"))
        return with_cell(rows.select(*asked.by, "denominator", *bits), asked)
    given["grain"] = f"^({'|'.join((*asked.by, *bits))})$"
    if timed is None:
        rows = run(metric.sql, {**params, **given})
        rows = rows.with_columns(pl.coalesce("denominator", "recorded").alias("denominator"))
    else:
        sql = f"from {timed[1]}_timed($asked, $grain, $duration)"
        rows = run(sql, given | {"duration": timed[2]})
    if missing := [bit for bit in bits if bit not in rows.columns]:
        raise QueryError(
            f"{metric.metric}: {missing[0]} is missing, so that nobody can say how many people are "
            "behind a figure. Load the log again; a metric must group by columns($grain)."
        )
    return with_cell(rows, asked)


def with_cell(rows: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """Return the rows with CELL: what a metric puts between its groups and its figures."""
    first = next(name for name in ("numerator", "denominator") if name in rows.columns)
    names = rows.columns[: rows.columns.index(first)]
    within = [name for name in names if name not in (*asked.by, *BITS.values(), "overall")]
    texts = [pl.col(name).cast(pl.String).fill_null("") for name in within]
    return rows.with_columns(pl.concat_str(texts or [pl.lit("")], separator="|").alias(CELL))


def with_few(rows: pl.DataFrame, behind: pl.DataFrame | None, asked: Asked) -> pl.DataFrame:
    """Return the rows with FEW: whether somebody, but fewer people than `minimum`, is behind."""
    if behind is None or rows.is_empty():
        return rows.with_columns(pl.lit(False).alias(FEW))
    bits = [name for name in BITS.values() if name in behind.columns]
    most = fewest_people() - 1
    few = [pl.col(bit).bitwise_count_ones().is_between(1, most) for bit in bits]
    known = behind.select(*asked.by, CELL, pl.any_horizontal(few).fill_null(False).alias(FEW))
    joined = with_cell(rows, asked).join(
        known, on=[*asked.by, CELL], how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.with_columns(pl.col(FEW).fill_null(False)).drop(CELL)
