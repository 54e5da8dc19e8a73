"""Ways onward that look alike wherever they stand."""

from typing import Any, Literal

import streamlit as st

from dashboard.frame.view import View

AUDIT_PAGE = "app_pages/audit.py"
CASES_PAGE = "app_pages/cases.py"
PATTERNS_PAGE = "app_pages/patterns.py"
RULES_PAGE = "app_pages/rules.py"


def onward(
    page: str, label: str, params: dict[str, Any], width: Literal["content", "stretch"] = "content"
) -> None:
    """A link with an arrow behind its words."""
    st.page_link(
        page,
        label=label,
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params=params,
        width=width,
    )


def all_rules(view: View) -> None:
    """The way to all rules to revisit, in the same view."""
    onward(RULES_PAGE, view.words("weekly.rules_all"), view.chosen.params())
