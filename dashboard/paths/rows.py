"""A table of the page: rows of texts with a way from each row to its cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl
import streamlit as st

from dashboard.export import tables
from dashboard.frame.links import CASES_PAGE
from dashboard.frame.view import View
from queries.catalog import Metric

MOST_SHOWN = 14


@dataclass(frozen=True)
class Row:
    """One row in words; without a link it has no cases to show."""

    cells: Mapping[str, str | int | None]
    link: dict[str, Any] = field(default_factory=dict)


def draw(name: str, rows: Sequence[Row], title: str, metrics: Sequence[Metric], view: View) -> None:
    """The rows under their headers; the button of a row opens its cases."""
    words = view.words
    # A column in which no row has anything to say only takes room.
    spoken = [one for one in rows[0].cells if any(row.cells[one] != "" for row in rows)]
    headers = {column: words(f"paths.column_{column}") for column in spoken}
    told = pl.DataFrame(
        {header: [row.cells[column] for row in rows] for column, header in headers.items()}
    )
    tables.offer(title, lambda: told, *metrics)
    opened = words("paths.column_cases")
    texts = [words("paths.open_cases") if row.link else None for row in rows]
    key = f"{name}_cases"
    numbers = {
        header: st.column_config.NumberColumn(format="localized")
        for header, kind in told.schema.items()
        if kind.is_numeric()
    }
    st.dataframe(
        told.with_columns(pl.Series(opened, texts, dtype=pl.String)),
        hide_index=True,
        height="content" if len(rows) <= MOST_SHOWN else 500,
        column_config={
            **numbers,
            opened: st.column_config.ButtonColumn(opened, type="tertiary", key=key),
        },
        key=f"{name}_rows",
        alt=title,
    )
    if clicked := st.session_state.get(key):
        st.switch_page(CASES_PAGE, query_params=rows[clicked["row"]].link)
