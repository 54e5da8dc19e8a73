"""Recording form: what does no system keep about our requests for help?"""

import streamlit as st

from dashboard.frame import view
from dashboard.recording import book, entry, files, week

page = view.current()
say = page.words

kept = book.read(page)

if kept.problem:
    st.warning(say("recording.journal_failed", reason=kept.problem), icon=":material/error:")
    files.empty(page)
    st.stop()

entry.form(page)
entry.how_to(page)
shown = week.picked(kept, page)
week.rows(shown, kept, page)
with st.container(horizontal=True):
    files.empty(page)
    files.filled(shown, kept, page)
files.how_to_load(page)
