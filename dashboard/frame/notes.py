"""Notes on the chosen week: what people know of it that no log tells."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import naming
from dashboard.frame import note_form
from dashboard.frame.view import View
from dashboard.reading import data, journal
from dashboard.revisit import rulebook
from dashboard.words import Words
from queries.errors import JournalError
from queries.journal.notes import DECISION, REMARK, REMOVE, Note

# What a note about a rule is filed under; its basis and its number follow.
RULE = "rule."
ICONS = {REMARK: ":material/comment:", DECISION: ":material/task_alt:"}


def of_week(view: View) -> list[Note]:
    """The notes on the chosen week; raises JournalError where they cannot be read."""
    return journal.notes(view.build, view.chosen.week.start)


def draw(place: DeltaGenerator, page: str, view: View) -> None:
    """The notes on the week, and a form for another."""
    words = view.words
    try:
        found = of_week(view)
    except JournalError as error:
        with place.popover(words("notes.menu", count="–"), icon=":material/sticky_note_2:"):
            st.warning(words("notes.failed", reason=str(error)), icon=":material/error:")
        return
    with place.popover(words("notes.menu", count=len(found)), icon=":material/sticky_note_2:"):
        note_form.problem()
        st.caption(words("notes.caption"))
        for number, note in enumerate(found):
            _note(note, number, view)
        note_form.write(page, None, view)


def _note(note: Note, number: int, view: View) -> None:
    with st.container(border=True, gap="xxsmall"):
        if note.about or note.is_decision:
            st.badge(mark(note, view), icon=ICONS[note.kind], color="gray")
        st.text(note.text)
        st.caption(said(note, view))
        st.button(
            view.words("notes.remove"),
            key=f"remove_note_{number}",
            icon=":material/delete:",
            type="tertiary",
            on_click=note_form.keep,
            args=(replace(note, action=REMOVE), view),
        )


def said(note: Note, view: View) -> str:
    """What a note is about, when it was written, by which role, where and under which filters."""
    words = view.words
    at = note.written_at.astimezone(ZoneInfo(view.build.time_zone))
    place = about(note.about, view) if note.about else words(f"nav.{note.page}")
    parts = [f"{at:%Y/%m/%d %H:%M}", place, scope(note.scope, words)]
    if note.written_by:
        parts.insert(1, words(f"role.{note.written_by}"))
    return words("notes.separator").join(parts)


def mark(note: Note, view: View) -> str:
    """Whether a note is a decision, and what it is about, in words."""
    words = view.words
    kind = [words("notes.decision")] if note.is_decision else []
    return words("notes.separator").join(
        [*kind, *([about(note.about, view)] if note.about else [])]
    )


def about(code: str, view: View) -> str:
    """What a note is about, in words: a metric, a rule, or a part of the meeting."""
    if code in data.catalog():
        return naming.short(data.catalog()[code], view.words)
    if code.startswith(RULE):
        return view.words("notes.about_rule", rule=_rule(code.removeprefix(RULE), view))
    return view.words.named("item", code)


def _rule(code: str, view: View) -> str:
    """The title of a rule that is judged in this week; else its number."""
    basis, _, rule_id = code.partition(".")
    for entry in rulebook.entries(data.rules(view.build, view.chosen), view):
        if (entry.rule_basis, entry.rule_id) == (basis, rule_id):
            return entry.title
    return rule_id


def scope(filters: Mapping[str, Sequence[str]], words: Words) -> str:
    """The filters of a note in words."""
    names = [words.named(name, code) for name, codes in filters.items() for code in codes]
    return words("common.list_separator").join(names) or words("filters.everything")
