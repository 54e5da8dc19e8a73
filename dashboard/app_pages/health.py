"""Data health: which records do the figures come from?"""

import streamlit as st

from dashboard.about import health
from dashboard.frame import view
from dashboard.parts import grids

page = view.current()
say = page.words

st.subheader(say("health.freshness"), anchor=False)
grids.facts(health.freshness(page))

st.subheader(say("health.loads"), anchor=False)
st.caption(say("health.loads_caption"))
grids.loads(health.loads(page), page)

left, right = st.columns(2, gap="medium")
with left:
    st.subheader(say("health.recorded"), anchor=False)
    st.caption(say("health.recorded_caption"))
    grids.coverage(health.coverage(page), page)
with right:
    st.subheader(say("health.source"), anchor=False)
    st.caption(say("health.source_caption"))
    grids.record_kinds(health.record_kinds(page), page)
