"""Rules to revisit: which rule first?"""

import streamlit as st

from dashboard.frame import view
from dashboard.parts import cards, grids
from dashboard.reading import data, journal
from dashboard.revisit import flag_answers, rule_cards, rulebook

page = view.current()
say = page.words

rules = data.rules(page.build, page.chosen)
entries = rulebook.entries(rules, page)
answers = journal.answers(page.build, rules)

rule_cards.rule_notes(page)
if entries:
    flag_answers.precision_line(answers, page)
    statuses = rule_cards.status_filter(rulebook.counts(entries), say)
    shown = rulebook.with_status(entries, statuses)
    for entry in rulebook.pressing(shown):
        rule_cards.rule_card(entry, page, answers)
    grids.rules(rulebook.quiet(shown), page)
else:
    st.info(say("rules.none"), icon=":material/info:")

cards.not_recorded(rulebook.unrecorded(rules, page), say)
