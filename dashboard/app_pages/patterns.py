"""Failure patterns: which failures repeat, and where?"""

import streamlit as st

from dashboard import cards, patterns, plots, risk_matrix, view

page = view.current()
say = page.words

st.caption(patterns.period(page))
picked = cards.choice("view", patterns.offered(page), "patterns.view", say)

if picked == "rate":
    by = cards.choice("by", patterns.rate_groups(page), "patterns.by", say)
    plots.bars(patterns.rate(page, by), "rate", page)
elif picked == "over":
    plots.bars(patterns.over(page), "over", page)
elif picked == "pareto":
    plots.pareto(patterns.combinations(page), "pareto", page)
elif picked == "target":
    plots.pareto(patterns.targets(page), "target", page)
elif picked == "unreachable":
    plots.weekday_hour(patterns.unreachable(page), page)
elif picked == "repeat":
    plots.bars(patterns.slots(page), "repeat", page)
elif picked == "missing":
    plots.pareto(patterns.missing_items(page), "missing", page)
elif picked == "matrix":
    risk_matrix.draw(page)

cards.not_recorded(patterns.missing(page), say)
cards.how_measured(patterns.metrics(picked), page)
