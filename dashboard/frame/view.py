"""What every page needs to know about the view it is part of."""

from dataclasses import dataclass

import streamlit as st

from dashboard.figures.ink import Ink
from dashboard.frame.chosen import Choices, Chosen
from dashboard.reading.data import Build
from dashboard.words import Words


@dataclass(frozen=True)
class View:
    """The words, the build, what can be chosen and what is chosen."""

    words: Words
    build: Build
    choices: Choices
    chosen: Chosen
    ink: Ink

    @property
    def lang(self) -> str:
        """The language of the interface."""
        return self.words.lang


def current() -> View:
    """The view that app.py has set up for this run."""
    return st.session_state["current_view"]
