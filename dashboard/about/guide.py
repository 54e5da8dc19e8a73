"""Help: how to read the signs, what the words mean, and how far the flags can be trusted."""

import unicodedata

import streamlit as st

from dashboard.frame.view import View
from dashboard.parts.cards import ASSURANCE, SIGNAL
from dashboard.revisit.rule_cards import STATUS
from dashboard.words import Words

SIGNS = ("usual", "improvement", "concern", "unusual", "no_range")
TERMS = (
    "escalation",
    "consult",
    "takeover",
    "escalation_rate",
    "could_have_stayed",
    "missed",
    "late",
    "target",
    "route",
    "level",
    "unreachable",
    "bounce",
    "returned",
    "asked_again",
    "report",
    "usual_range",
    "interval",
    "provisional",
    "coverage",
    "control_total",
    "implied",
)


def signs(view: View) -> None:
    """Every sign with its shape, its word and what to do about it."""
    words = view.words
    st.subheader(words("help.signs"), anchor=False)
    st.caption(words("help.signs_caption"))
    for signal in SIGNS:
        icon, color = SIGNAL[signal]
        _sign(icon, color, words(f"help.{signal}_name"), words(f"help.{signal}"))
    st.markdown(f"**{words('help.assurance')}**")
    for code, (icon, color) in ASSURANCE.items():
        if code:
            _sign(icon, color, words(f"help.{code}_name"), words(f"help.{code}"))
    st.markdown(f"**{words('help.statuses')}**")
    for status, (icon, color) in STATUS.items():
        _sign(icon, color, words(f"status.{status}"), words(f"help.status_{status}"))


def _sign(icon: str, color: str, name: str, meaning: str) -> None:
    left, right = st.columns([2, 5], gap="small")
    left.badge(name, icon=icon, color=color)
    right.markdown(meaning)


def glossary(view: View) -> None:
    """The words of the field, those that hold what is looked for."""
    words = view.words
    st.subheader(words("help.glossary"), anchor=False)
    sought = st.text_input(words("help.search"), key="term", icon=":material/search:", width=320)
    found = [term for term in TERMS if _holds(term, sought, words)]
    if not found:
        st.caption(words("help.no_term", sought=sought))
    for term in found:
        st.markdown(f"**{words(f'glossary.{term}')}**  \n{words(f'glossary.{term}_means')}")


def _holds(term: str, sought: str, words: Words) -> bool:
    text = f"{words(f'glossary.{term}')} {words(f'glossary.{term}_means')}"
    return _plain(sought) in _plain(text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def principles(view: View) -> None:
    """What this must not be used for, and why."""
    words = view.words
    st.subheader(words("help.people"), anchor=False)
    st.markdown(words("help.people_body"))
