"""Works out what the weekly review asks before anybody asks it: once for every build.

Its first view, and the same narrowed to each single choice of a filter: what a meeting opens with,
and what it turns to, in both languages. Visitors are then given what is there already.
"""

import itertools
import logging
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dashboard.figures.ink import LIGHT
from dashboard.frame.chosen import SHARED, Choices, Chosen
from dashboard.frame.view import View
from dashboard.reading import data
from dashboard.reading.data import Build
from dashboard.weekly.told import told
from dashboard.words import LANGUAGES, in_language

_BEHIND_VISITORS: Final = 10
_SECONDS_BETWEEN_LOOKS: Final = 5.0
_MOST_VIEWS: Final = 100
_log = logging.getLogger(__name__)


def keep_ahead(is_over: threading.Event) -> None:
    """Work ahead for every build that is published, until it is over."""
    if hasattr(os, "PRIO_PROCESS"):
        # Of this thread alone, and of those that DuckDB starts for it.
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _BEHIND_VISITORS)
    known = ""
    while not is_over.is_set():
        build = data.build()
        if build.state == "ready" and build.build_id != known:
            known = build.build_id
            work(build, is_over)
        is_over.wait(_SECONDS_BETWEEN_LOOKS)


def work(build: Build, is_over: threading.Event) -> None:
    """Work out the views of one build; stops where a newer one takes its place."""
    choices = data.choices(build)
    with data.one_build():
        for chosen in itertools.islice(views(choices), _MOST_VIEWS):
            if is_over.is_set() or data.build().build_id != build.build_id:
                return
            try:
                _one(build, choices, chosen)
            except Exception:
                # The page that asks for the same will say what is wrong, in its reader's language.
                _log.exception("working ahead for %s", chosen)


def views(choices: Choices) -> Iterator[Chosen]:
    """The newest week over everything, then by each single choice of a filter."""
    week = choices.default_week()
    if week is None:
        return
    whole = Chosen(lang="", week=week)
    yield whole
    for name in SHARED:
        for choice in getattr(choices, name):
            yield replace(whole, **{name: (choice,)})


def _one(build: Build, choices: Choices, chosen: Chosen) -> None:
    for lang in LANGUAGES:
        told(View(in_language(lang), build, choices, replace(chosen, lang=lang), LIGHT))
