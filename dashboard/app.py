"""The frame of every page: navigation, language, filters, freshness; then the page itself."""

import streamlit as st

from dashboard import words
from dashboard.export import menu, tables
from dashboard.figures import ink
from dashboard.frame import address, filters, layout, notes, saved_views
from dashboard.frame.view import View
from dashboard.meeting import mode
from dashboard.reading import data

build = data.build()
choices = data.choices(build)
rejected = address.restore(choices)
say = words.in_language(st.session_state["lang"])

pages = layout.pages(say)
page = st.navigation([page for group in pages.values() for page in group], position="hidden")
shown = page.url_path or "weekly"
is_meeting = build.state == "ready" and mode.is_on(shown)
st.set_page_config(
    page_title=say("app.name"),
    page_icon=":material/restart_alt:",
    layout="wide",
    initial_sidebar_state="collapsed" if is_meeting else 224,
    menu_items={"About": say("app.help")},
)
layout.set_document_language(say.lang)

sidebar = st.sidebar.container()
layout.language_switch(say)

if build.state != "ready":
    layout.navigation(sidebar, pages, {"lang": say.lang}, say)
    layout.no_warehouse(build, say)
    st.stop()

head = st.container()
is_filtered = layout.is_filtered(page) and not is_meeting
chosen = filters.draw(choices, say) if is_filtered else filters.current(choices)
address.write_url(chosen)
st.session_state["current_view"] = View(
    words=say,
    build=build,
    choices=choices,
    chosen=chosen,
    ink=ink.ink_for(st.context.theme.type),
)
layout.navigation(sidebar, pages, chosen.params(), say)
if is_meeting:
    menus = mode.head(head, st.session_state["current_view"])
else:
    menus = layout.head(head, page, build, chosen, say)
tables.begin()
notice, body = st.container(), st.container()
layout.foot(say)
with body:
    layout.run(page, say)
if not is_meeting:
    mode.menu(menus, shown, st.session_state["current_view"])
    menu.draw(menus, st.session_state["current_view"])
    saved_views.draw(menus, shown, st.session_state["current_view"])
notes.draw(menus, shown, st.session_state["current_view"])
with notice:
    layout.link_problem([*rejected, *address.rejected_by_page()], say)
