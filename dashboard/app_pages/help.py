"""Help: how to read the signs, and what do the words mean?"""

import streamlit as st

from dashboard.about import guide, trust
from dashboard.frame import view

page = view.current()

left, right = st.columns([1, 1], gap="large")
with left:
    guide.signs(page)
    guide.principles(page)
with right:
    guide.glossary(page)
trust.trust(page)
