"""Weekly review: what needs attention this week?"""

import streamlit as st

from dashboard import cards, data, plots, review, rulebook, view

page = view.current()

trends = data.trends(page.build, review.TILES, page.chosen)
rules = data.rules(page.build, page.chosen)
control = data.control(page.build, page.chosen)

tiles = review.tiles(trends, page)

cards.control_line(review.control_notes(control, page))
cards.conclusion(review.sentences(tiles, trends[0], rules, page), page.words)
cards.tile_row(tiles, page)
cards.not_recorded(review.not_recorded(trends, page.words), page.words)

left, right = st.columns([8, 5], gap="medium")
with left:
    plots.trend(trends[0], page)
with right:
    cards.rule_list(rulebook.entries(rules, page), page)
