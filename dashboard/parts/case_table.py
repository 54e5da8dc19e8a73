"""A table in words in which a row leads to the cases behind it."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.export import tables
from dashboard.frame.links import CASES_PAGE
from dashboard.frame.view import View
from queries.catalog import Metric

NOWHERE: dict[str, Any] = {}


def draw(
    key: str,
    title: str,
    rows: Sequence[Mapping[str, Any]],
    headers: Mapping[str, str],
    view: View,
    *metrics: Metric,
) -> None:
    """Draw `rows`, texts under `headers`; `link` of a row holds where choosing it leads.

    A row without cases to show has NOWHERE as its link, and choosing it changes nothing.
    """
    told = tables.worded(rows, headers)
    tables.offer(title, lambda: told, *metrics)
    state = st.dataframe(
        told,
        hide_index=True,
        height="content",
        on_select="rerun",
        selection_mode="single-row",
        key=key,
        alt=title,
        lazy=False,
    )
    st.caption(view.words("paths.choose"))
    picked = state["selection"]["rows"]
    link = rows[picked[0]]["link"] if picked else NOWHERE
    if link:
        st.switch_page(CASES_PAGE, query_params=link)
