"""Failure patterns: which failures repeat, and where?"""

import streamlit as st

from dashboard.figures import plots
from dashboard.frame import view
from dashboard.parts import cards
from dashboard.patterns import offer, risk_matrix, strata, three_failures, views

page = view.current()
say = page.words

st.caption(views.period(page))
picked = cards.choice("view", offer.offered(page), "patterns.view", say)

if picked == three_failures.VIEW:
    three_failures.draw(page)
elif picked == strata.VIEW:
    strata.draw(page)
elif picked == "rate":
    by = cards.choice("by", views.rate_groups(page), "patterns.by", say)
    plots.bars(views.rate(page, by), "rate", page)
elif picked == "over":
    plots.bars(views.over(page), "over", page)
elif picked == "pareto":
    plots.pareto(views.combinations(page), "pareto", page)
elif picked == "target":
    plots.pareto(views.targets(page), "target", page)
elif picked == "unreachable":
    plots.weekday_hour(views.unreachable(page), page)
elif picked == "repeat":
    plots.bars(views.slots(page), "repeat", page)
elif picked == "missing":
    plots.pareto(views.missing_items(page), "missing", page)
elif picked == "matrix":
    risk_matrix.draw(page)

cards.not_recorded(offer.missing(page), say)
cards.how_measured(offer.metrics(picked), page)
