"""Files of numbers per day, desk and category: they feed the denominators only."""

import polars as pl

from etl.canonical import COUNT_SCHEMA
from etl.grammar import CountTable, Mapping
from etl.schemas import Count
from etl.validate import ORIGIN, REASON_SCHEMA, rule_words
from etl.values import value_expression


def derive_counts(
    rows: pl.DataFrame, mapping: Mapping, table: CountTable
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the numbers per day, and one line per row and rule that it broke."""
    zone = next(column.zone for column in mapping.columns if column.name == table.day)
    made = {
        "day": pl.col(table.day).dt.convert_time_zone(zone).dt.date(),
        "contacts": pl.col(table.contacts),
    }
    made |= {name: value_expression(choices, name) for name, choices in table.values}
    counts = rows.select(
        made.get(name, pl.lit(None)).cast(dtype).alias(name) for name, dtype in COUNT_SCHEMA.items()
    )
    good, failure = Count.filter(counts)
    if len(failure) == 0:
        return good, pl.DataFrame(schema=REASON_SCHEMA)
    return good, _reasons(rows, counts)


def _reasons(rows: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """Ask row by row, as a count does not carry where it came from; few rows fail."""
    lines = []
    for number in range(counts.height):
        _, failure = Count.filter(counts[number])
        file, row = rows.select(ORIGIN).row(number)
        lines += [(file, row, rule_words(rule)) for rule in failure.counts()]
    return pl.DataFrame(lines, schema=REASON_SCHEMA, orient="row")
