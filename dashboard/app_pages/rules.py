"""Rules to revisit: which rule first?"""

import streamlit as st

from dashboard import cards, data, grids, rulebook, view

page = view.current()
say = page.words

entries = rulebook.entries(data.rules(page.build, page.chosen), page)

st.caption(say("rules.intro", weeks=data.RULE_WEEKS))
if page.build.is_implied:
    st.info(say("rules.implied"), icon=":material/info:")
if not entries:
    cards.no_rows(page)
    st.stop()

statuses = cards.status_filter(rulebook.counts(entries), say)
shown = rulebook.with_status(entries, statuses)
for entry in rulebook.pressing(shown):
    cards.rule_card(entry, page)
grids.rules(rulebook.quiet(shown), page)
