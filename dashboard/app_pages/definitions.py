"""Definitions: how is each figure computed?"""

import streamlit as st

from dashboard.frame import view
from dashboard.parts import grids

page = view.current()

metric = grids.definition_picker(page)
left, right = st.columns([5, 6], gap="medium")
with left:
    grids.definition(metric, page)
with right:
    grids.formulas(metric, page)
