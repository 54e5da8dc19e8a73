"""The frame around every page: navigation, language, head and foot, and the page without data."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from dashboard.frame.chosen import Chosen, Week
from dashboard.reading import data
from dashboard.reading.data import Build
from dashboard.words import LANGUAGES, Words

SECTIONS = {
    "weekly_section": {
        "weekly": "monitoring",
        "rules": "rule",
        "register": "menu_book",
        "recording": "edit_note",
        "audit": "fact_check",
    },
    "analysis_section": {"patterns": "grid_on", "paths": "route", "cases": "list_alt"},
    "report_section": {"summary": "summarize", "reports": "inventory"},
    "settings_section": {
        "rulebook_import": "upload_file",
        "health": "verified",
        "definitions": "function",
        "help": "help",
    },
}


def pages(words: Words) -> dict[str, list[StreamlitPage]]:
    """The pages by section."""
    return {
        section: [
            st.Page(
                f"app_pages/{name}.py",
                title=words(f"nav.{name}"),
                icon=f":material/{icon}:",
                url_path=name,
                default=name == "weekly",
            )
            for name, icon in group.items()
        ]
        for section, group in SECTIONS.items()
    }


def set_document_language(lang: str) -> None:
    """Tell browsers and screen readers which language this is; Streamlit always says English."""
    st.html(
        f"<script>document.documentElement.lang='{lang}'</script>",
        unsafe_allow_javascript=True,
    )


def navigation(
    place: DeltaGenerator,
    groups: Mapping[str, Sequence[StreamlitPage]],
    params: dict[str, Any],
    words: Words,
) -> None:
    """Links to all pages that take the filters along."""
    place.markdown(f"### {words('app.name')}")
    for section, members in groups.items():
        place.caption(words(f"nav.{section}"))
        for page in members:
            place.page_link(page, query_params=params)


def language_switch(words: Words) -> None:
    """The switch at the foot of the sidebar, and what this must not be used for."""
    with st.sidebar:
        st.space("small")
        st.segmented_control(
            words("app.language"),
            LANGUAGES,
            format_func=lambda lang: words(f"lang.{lang}"),
            key="lang",
            required=True,
            label_visibility="collapsed",
        )
        st.caption(f":material/shield_person: {words('app.not_for_appraisal')}")


def head(
    place: DeltaGenerator, page: StreamlitPage, build: Build, chosen: Chosen, words: Words
) -> DeltaGenerator:
    """The page's name and question, and how fresh and how final its figures are.

    Gives the place beside them where the page's menus belong.
    """
    name = page.url_path or "weekly"
    row = place.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    )
    left = row.container(horizontal=True, vertical_alignment="bottom", width="content")
    left.title(words(f"{name}.title"), anchor=False, width="content")
    left.caption(words(f"{name}.question"), width="content")
    right = row.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="center", width="content"
    )
    mark, color = settled(chosen.week)
    right.badge(
        words(f"common.{mark}"),
        color=color,
        help=words(f"common.{'final' if mark == 'final' else 'provisional'}_help"),
    )
    right.caption(
        words("common.as_of", as_of=build.as_of),
        width="content",
        help=words("common.as_of_help", zone=build.time_zone, build=build.build_id),
    )
    return right.container(horizontal=True, width="content", gap="xsmall")


def is_filtered(page: StreamlitPage) -> bool:
    """Whether the filters change what a page shows."""
    return page.url_path not in ("recording", "audit", "rulebook_import", "definitions", "help")


def settled(week: Week) -> tuple[str, str]:
    """Whether a week's figures are final, provisional or still running, and the colour for it."""
    if week.is_running:
        return "running", "gray"
    return ("final", "green") if week.is_final else ("provisional", "blue")


def foot(words: Words) -> None:
    """The last line of every page."""
    st.caption(words("app.not_for_appraisal"), text_alignment="center")


def link_problem(rejected: Sequence[str], words: Words) -> None:
    """Say which parts of a link were not used."""
    if rejected:
        parts = words("common.list_separator").join(f"`{part}`" for part in rejected)
        st.warning(words("filters.link_problem", parts=parts), icon=":material/link_off:")


def no_warehouse(build: Build, words: Words) -> None:
    """The whole page while there is nothing to show, and what to do about it."""
    st.title(words("weekly.title"), anchor=False)
    with st.container(border=True):
        st.subheader(words(f"state.{build.state}_title"), anchor=False)
        st.markdown(words(f"state.{build.state}_body", path=f"`{build.path}`", reason=build.reason))
        if build.state in ("missing", "empty"):
            left, right = st.columns(2)
            left.markdown(f"**{words('state.missing_demo')}**")
            left.code("minaoshi demo", language="shell")
            right.markdown(f"**{words('state.missing_load')}**")
            right.code("minaoshi load log.csv --mapping NAME", language="shell")
    foot(words)


def run(page: StreamlitPage, words: Words) -> None:
    """Run a page; what goes wrong in it is logged and said in the reader's language."""
    try:
        with data.one_build():
            page.run()
    except Exception as error:
        logging.getLogger(__name__).exception("page %s", page.url_path or "weekly")
        st.error(
            words("state.page_failed_body", reason=type(error).__name__),
            title=words("state.page_failed_title"),
            icon=":material/error:",
        )
        st.button(words("state.retry"), icon=":material/refresh:")
