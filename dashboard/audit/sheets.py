"""The sample as a sheet: taken away, brought back filled in, and two of them held together."""

import polars as pl
import streamlit as st

from dashboard.audit import book
from dashboard.frame.view import View
from queries.audit.sheet_reading import SheetImport
from queries.audit.words import say
from queries.journal.audits import Draw

_TAKEN = "audit_taken_in"


def away(drawn: Draw, view: View) -> None:
    """The sheet with its drop-downs, for whoever judges in a workbook."""
    st.download_button(
        view.words("audit.sheet"),
        lambda: book.sheet(drawn, view),
        file_name=f"{say(view.lang, 'sheet')}-{drawn.week}.xlsx",
        icon=":material/download:",
        on_click="ignore",
        help=view.words("audit.sheet_help"),
    )


def back(view: View) -> None:
    """A filled sheet: its good rows are taken, the others are named."""
    words = view.words
    is_taken = _TAKEN in st.session_state
    with st.expander(words("audit.back"), is_taken, icon=":material/upload_file:"):
        with st.form("audit_sheet", clear_on_submit=True, border=False):
            file = st.file_uploader(words("audit.file"), type="xlsx")
            sent = st.form_submit_button(words("audit.take_in"), icon=":material/save:")
        if sent and file is None:
            st.warning(words("audit.no_file"), icon=":material/upload_file:")
        elif sent and file is not None:
            st.session_state[_TAKEN] = book.take_in(file.name, file.getvalue(), view)
            # What is drawn above this was drawn before the sheet was taken in.
            st.rerun()
        if _TAKEN in st.session_state:
            _became(st.session_state[_TAKEN], view)


def _became(taken: SheetImport | str, view: View) -> None:
    words = view.words
    if isinstance(taken, str):
        st.error(taken, icon=":material/error:")
        return
    counts = words(
        "audit.taken",
        stored=len(taken.judged),
        unchanged=taken.unchanged,
        blank=taken.blank,
        rejected=len(taken.rejected),
    )
    if not taken.rejected:
        st.success(counts, icon=":material/check_circle:")
        return
    st.warning(counts, icon=":material/warning:")
    st.dataframe(
        pl.DataFrame(
            {
                words("audit.row"): [str(row.row_number) for row in taken.rejected],
                words("audit.reason"): [row.reason for row in taken.rejected],
            }
        ),
        hide_index=True,
        height="content",
        alt=words("audit.rejected_alt"),
    )


def agreement(view: View) -> None:
    """How far two people who judged the same sheet agree; nothing of it is kept."""
    words = view.words
    with st.expander(words("audit.agreement"), icon=":material/compare:"):
        st.caption(words("audit.agreement_caption"))
        columns = st.columns(2)
        sheets = [
            place.file_uploader(words(f"audit.{name}"), type="xlsx", key=f"audit_{name}")
            for place, name in zip(columns, ("first_sheet", "second_sheet"), strict=True)
        ]
        given = [sheet for sheet in sheets if sheet is not None]
        if len(given) == len(sheets):
            # Both may have the name that the sheet went out with.
            named = {f"{place}-{sheet.name}": sheet.getvalue() for place, sheet in enumerate(given)}
            st.markdown(book.agreement(named, view).replace("\n", "  \n"))
