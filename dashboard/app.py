"""The frame of every page: navigation, language, filters, freshness; then the page itself."""

import streamlit as st

from dashboard import address, data, filters, frame, ink, notes, saved_views, words
from dashboard.export import menu, tables
from dashboard.view import View

build = data.build()
choices = data.choices(build)
rejected = address.restore(choices)
say = words.in_language(st.session_state["lang"])

st.set_page_config(
    page_title=say("app.name"),
    page_icon=":material/restart_alt:",
    layout="wide",
    initial_sidebar_state=224,
    menu_items={"About": say("app.help")},
)
pages = frame.pages(say)
page = st.navigation([page for group in pages.values() for page in group], position="hidden")
frame.set_document_language(say.lang)

sidebar = st.sidebar.container()
frame.language_switch(say)

if build.state != "ready":
    frame.navigation(sidebar, pages, {"lang": say.lang}, say)
    frame.no_warehouse(build, say)
    st.stop()

head = st.container()
chosen = filters.draw(choices, say) if frame.is_filtered(page) else filters.current(choices)
address.write_url(chosen)
st.session_state["current_view"] = View(
    words=say,
    build=build,
    choices=choices,
    chosen=chosen,
    ink=ink.ink_for(st.context.theme.type),
)
frame.navigation(sidebar, pages, chosen.params(), say)
menus = frame.head(head, page, build, chosen, say)
tables.begin()
notice, body = st.container(), st.container()
frame.foot(say)
with body:
    frame.run(page, say)
shown = page.url_path or "weekly"
menu.draw(menus, st.session_state["current_view"])
saved_views.draw(menus, shown, st.session_state["current_view"])
notes.draw(menus, shown, st.session_state["current_view"])
with notice:
    frame.link_problem([*rejected, *address.rejected_by_page()], say)
