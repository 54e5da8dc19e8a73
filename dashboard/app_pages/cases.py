"""Cases: which cases are behind the figure?"""

import streamlit as st

from dashboard.frame import view
from dashboard.parts import cards, caselist, grids

page = view.current()

left, right = st.columns(2)
with left:
    name = grids.metric_picker(page, "cases.metric")
with right:
    sought = cards.search(page.words)
asked = caselist.question(page, name)
cards.drill_chips(caselist.conditions(asked, page, name), caselist.left_out(page, name), page.words)

listed = caselist.listed(page, name, asked, grids.page_number(), sought)
if listed.state != "ok":
    cards.block_state(listed.result, page)
    st.stop()

contact = grids.cases(listed, page)
if contact:
    grids.timeline(caselist.timeline(page, contact), page)
