"""Audit sample: what should have been escalated and was not?"""

import streamlit as st

from dashboard.audit import book, judging, rate, sample, sheets
from dashboard.frame import view

page = view.current()
kept = book.read(page)

if kept.problem:
    st.warning(page.words("audit.journal_failed", reason=kept.problem), icon=":material/error:")
    st.stop()

rate.draw(kept, page)
rate.by_week(kept, page)
judging.problem()
week = sample.picked(kept, page)
if week is None:
    st.info(page.words("audit.no_week"), icon=":material/hourglass_empty:")
    st.stop()

drawn = kept.of_week(week)
if drawn is None:
    sample.lot(week, page)
else:
    sample.rows(drawn, kept, page)
    sheets.away(drawn, page)
    judging.form(drawn, kept, page)
    sheets.back(page)
sheets.agreement(page)
