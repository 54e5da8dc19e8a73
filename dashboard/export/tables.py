"""The tables that a page offers to take away, in the words of the page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard.words import Words
from queries.catalog import Metric

_OFFERED = "export_tables"
# What stands in the place of a figure that is withheld must not look like a zero.
_STATUSES = ("not_enough_data", "not_recorded", "too_few_people", "failed")


@dataclass(frozen=True)
class Table:
    """A table with headers as people read them; `rows` is asked for once somebody takes it.

    `metrics` are those whose definitions belong to it.
    """

    title: str
    rows: Callable[[], pl.DataFrame]
    metrics: tuple[Metric, ...] = ()


def begin() -> None:
    """Forget what the page before offered."""
    st.session_state[_OFFERED] = []


def offer(title: str, rows: Callable[[], pl.DataFrame], *metrics: Metric) -> None:
    """Let the page's menu offer a table; does nothing outside a page."""
    if _OFFERED in st.session_state:
        st.session_state[_OFFERED].append(Table(title, rows, metrics))


def offered() -> list[Table]:
    """The tables of this page, in the order in which they were drawn."""
    return list(st.session_state.get(_OFFERED, []))


def figures(
    frame: pl.DataFrame, metric: Metric, label: str, names: Mapping[str, str], words: Words
) -> pl.DataFrame:
    """A metric's rows with headers: the groups in `names`, the counts and the value.

    A row without a value says why in the column of the state; an empty cell is no zero.
    """
    headers = {
        **names,
        "numerator": words("definitions.numerator"),
        "denominator": words("definitions.denominator"),
        "metric_value": f"{label} ({words(f'unit.{metric.unit}')})",
    }
    shown = frame.select(
        *(pl.col(name).alias(header) for name, header in headers.items() if name in frame.columns)
    )
    if "status" not in frame.columns:
        return shown
    states = [_state(status, words) for status in frame["status"].to_list()]
    return shown.with_columns(pl.Series(words("export.state"), states, dtype=pl.String))


def _state(status: str | None, words: Words) -> str:
    code = "not_enough_data" if status == "too_few" else status
    return words(f"status.{code}") if code in _STATUSES else ""


def worded(rows: Sequence[Mapping[str, Any]], headers: Mapping[str, str]) -> pl.DataFrame:
    """Rows of texts under headers, as a table on the page has them."""
    return pl.DataFrame(
        {
            header: [None if row[name] is None else str(row[name]) for row in rows]
            for name, header in headers.items()
        }
    )
