"""Was it right to flag this rule? Three buttons per flag, and how often flags were right."""

import datetime as dt

import streamlit as st

from dashboard.amounts import span
from dashboard.frame.view import View
from dashboard.reading import journal
from dashboard.reading.journal import Answers
from dashboard.revisit.rulebook import Entry
from queries.errors import JournalError
from queries.journal.answers import FlagAnswer
from queries.revisit.precision import precision

ICONS = {
    "right": ":material/check:",
    "wrong": ":material/close:",
    "unclear": ":material/question_mark:",
}
GIVEN = ":material/radio_button_checked:"
PROBLEM = "answer_problem"


def precision_line(answers: Answers, view: View) -> None:
    """How often flags were right; unknown when nobody answered, failed when none can be read."""
    words = view.words
    problem = answers.reason or st.session_state.pop(PROBLEM, "")
    if problem:
        st.warning(words("rules.answers_failed", reason=problem), icon=":material/error:")
    if answers.reason:
        return
    found = precision(answers.given)
    if not found.size:
        key = "unclear" if found.unclear else "none"
        st.caption(words(f"rules.precision_{key}", unclear=found.unclear))
        return
    st.caption(
        words(
            "rules.precision",
            right=found.right,
            size=found.size,
            value=f"{found.value:.0f}",
            interval=span(found.low, found.high, "percent", words),
            unclear=found.unclear,
        )
    )


def ask(entry: Entry, answers: Answers, view: View) -> None:
    """The three buttons of one flag, and what was answered to it in this review."""
    words = view.words
    flag = (entry.rule_id, entry.kind_code, answers.review_week)
    before = next((given.answer for given in answers.given if given.flag == flag), None)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words("rules.ask"), width="content")
        for answer, icon in ICONS.items():
            label = words(f"rules.answer_{answer}")
            # A filled button would be white on a light accent in the dark theme: 2.2 to 1.
            st.button(
                f"**{label}**" if answer == before else label,
                key=f"answer {answer} {entry.kind_code} {entry.rule_basis} {entry.rule_id}",
                icon=GIVEN if answer == before else icon,
                on_click=_keep,
                args=(entry, answers, answer),
            )
        if before:
            told = words("rules.answered", answer=words(f"rules.answer_{before}"))
            st.caption(told, width="content")


def _keep(entry: Entry, answers: Answers, answer: str) -> None:
    given = FlagAnswer(
        rule_id=entry.rule_id,
        kind=entry.kind_code,
        review_week=answers.review_week,
        status=entry.status,
        answer=answer,
        answered_at=dt.datetime.now(dt.UTC),
        build_id=answers.build_id,
    )
    try:
        journal.keep_answer(given, answers.path)
    except JournalError as error:
        st.session_state[PROBLEM] = str(error)
