"""Weekly review: what needs attention this week?"""

import streamlit as st

from dashboard.figures import plots
from dashboard.frame import view
from dashboard.parts import cards
from dashboard.reading import data
from dashboard.revisit import rule_cards, rulebook
from dashboard.weekly import groups, review, sentences

page = view.current()

week = data.week(page.build, review.TILES, review.SNAPSHOTS, page.chosen)
rules = data.rules(page.build, page.chosen)
control = data.control(page.build, page.chosen)
by_category = groups.groups_of("category", page)

rate = week.trends["escalation_rate"]
tiles = review.tiles(week, page)

cards.control_line(review.control_notes(control, page))
cards.conclusion(sentences.three(tiles, rate, by_category, rules, page), page.words)
cards.tile_row(tiles, page)

left, right = st.columns([8, 5], gap="medium")
with left:
    plots.trend(rate, page)
    by = cards.choice("by", list(groups.GROUPS), "weekly.by", page.words)
    plots.this_week(groups.groups_of(by, page), by, page)
with right:
    rule_cards.rule_list(rulebook.entries(rules, page), page)
    cards.not_recorded(review.not_recorded(week, page.words), page.words)

cards.how_measured(week.metrics(), page)
