"""Weekly review: what needs attention this week?"""

import streamlit as st

from dashboard.figures import plots
from dashboard.frame import view
from dashboard.meeting import draw, mode
from dashboard.parts import cards
from dashboard.published import draw as published
from dashboard.revisit import rule_cards
from dashboard.weekly.told import told

page = view.current()

if mode.is_on(mode.PAGE):
    draw.meeting(page)
else:
    week = told(page)

    cards.control_line(week.control)
    cards.conclusion(week.sentences, page.words)
    cards.tile_row(week.tiles, page)
    published.what_moved(page)

    left, right = st.columns([8, 5], gap="medium")
    with left:
        plots.trend(week.lead, page)
        by = cards.choice("by", list(week.groups), "weekly.by", page.words)
        plots.this_week(week.groups[by], by, page)
    with right:
        rule_cards.rule_list(week.rules, page)
        cards.not_recorded(week.missing, page.words)

    cards.how_measured(week.metrics, page)
