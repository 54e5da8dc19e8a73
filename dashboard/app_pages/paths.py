"""Routes and hand-overs: whom do escalations go to, how long do they wait, and which come back?"""

import streamlit as st

from dashboard.frame import view
from dashboard.parts import cards
from dashboard.paths import flow, shares, waits
from dashboard.patterns import views
from dashboard.reading import data

page = view.current()

st.caption(views.period(page))
flow.draw(page)
waits.draw(page)
shares.draw_steps(page)
shares.draw_loops(page)
cards.not_recorded(shares.missing(page), page.words)
measured = (flow.VOLUME, *waits.STAGES, shares.ATTEMPTS, *shares.LOOPS)
cards.how_measured([data.catalog()[name] for name in measured], page)
