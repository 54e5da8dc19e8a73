"""Routes and hand-overs: where do escalations go, how long do they wait there, who answers?"""

import streamlit as st

from dashboard.frame import view
from dashboard.parts import cards
from dashboard.paths import flow, loops, steps, waits
from dashboard.patterns import views
from dashboard.reading import data

page = view.current()

st.caption(views.period(page))
flow.draw(page)
waits.draw(page)
loops.draw(page)
steps.draw(page)

names = (flow.METRIC, waits.METRIC, *loops.METRICS, *steps.VIEWS.values())
cards.how_measured([data.catalog()[name] for name in names], page)
