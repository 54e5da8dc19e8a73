"""The view in the address bar: read when it comes from elsewhere, written when it changes.

Streamlit's own URL binding writes the labels that people see, which differ by language. Here the
URL holds codes, so that a link works in either language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import streamlit as st

from dashboard.frame.chosen import DRILL, SHARED, STATE, Choices, Chosen
from dashboard.words import LANGUAGES, language_of
from queries.asked import Asked

# What single pages keep in the URL beside the shared view.
FREE = (
    *("metric", "contact", "view", "by", "page", "status", "rule", "q"),
    *("mode", "item", "recorded", "audited", "failure", "layer"),
)

_OWN = "url_rejected_by_page"


def restore(choices: Choices) -> list[str]:
    """Take over what the URL says; return the parts of it that could not be used.

    The URL wins when it came from elsewhere: a link, a reload, the back button. A page opened by
    name alone keeps the filters of the session.
    """
    session, asked = st.session_state, url()
    is_new = _state(asked) != session.get("url_written")
    is_whole = is_new and "lang" in asked and "week" in asked
    for name in STATE:
        if is_new and name in asked:
            session[name] = _accepted(name, asked[name], choices)
        elif name not in session or (is_whole and name in SHARED):
            session[name] = _accepted(name, [], choices)
        else:
            # What a new build no longer offers is let go; touching the key also keeps it alive.
            kept = session[name] if name in SHARED else [session[name]]
            session[name] = _accepted(name, kept, choices)
    if is_new:
        session["url_rejected"] = _rejected(asked, choices)
    return session["url_rejected"]


def url() -> dict[str, list[str]]:
    """All parameters of the address bar."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _accepted(name: str, values: list[str], choices: Choices) -> Any:
    """The usable part of a parameter, else its default."""
    if name == "lang":
        return values[0] if values and values[0] in LANGUAGES else language_of(st.context.locale)
    if name == "week":
        week = choices.week(values[0]) if values else None
        week = week or choices.default_week()
        return week.start.isoformat() if week else ""
    return [value for value in values if value in getattr(choices, name)]


def _rejected(url: Mapping[str, list[str]], choices: Choices) -> list[str]:
    """The `name=value` parts of a link that nothing here answers to."""
    drill = {DRILL + field.name for field in fields(Asked)}
    bad = [
        f"{name}={value}"
        for name in url
        if name not in {*STATE, *FREE, *drill}
        for value in url[name]
    ]
    bad += [f"lang={value}" for value in url.get("lang", []) if value not in LANGUAGES]
    bad += [f"week={value}" for value in url.get("week", []) if choices.week(value) is None]
    for name in SHARED:
        offered = getattr(choices, name)
        bad += [f"{name}={value}" for value in url.get(name, []) if value not in offered]
    return bad


def write_url(chosen: Chosen) -> None:
    """Put this view into the address bar, beside what the page itself keeps there."""
    before = url()
    own = {name: values for name, values in before.items() if name not in STATE}
    shared = {
        name: value if isinstance(value, list) else [value]
        for name, value in chosen.params().items()
    }
    if shared | own != before:
        st.query_params.from_dict(shared | own)
    st.session_state["url_written"] = shared


def _state(params: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The part of the URL that every page shares; the rest is each page's own."""
    return {name: values for name, values in params.items() if name in STATE}


def follow_url(key: str, options: Sequence[str], default: str) -> None:
    """Before a widget of a page is drawn: let the URL decide when it came from elsewhere."""
    asked, session = st.query_params.get(key), st.session_state
    if asked is not None and asked not in options:
        session.setdefault(_OWN, []).append(f"{key}={asked}")
    if asked in options and asked != session.get(f"{key}_written"):
        session[key] = asked
    elif session.get(key) not in options:
        session[key] = default


def keep_in_url(key: str, value: str) -> None:
    """After a widget of a page is drawn: write its value into the URL."""
    if st.query_params.get(key) != value:
        st.query_params[key] = value
    st.session_state[f"{key}_written"] = value


def in_url(key: str, options: Sequence[str], default: str) -> str:
    """What the URL alone says, for a state that no widget holds; the default where it says none."""
    asked = st.query_params.get(key, default)
    if asked in options:
        return asked
    st.session_state.setdefault(_OWN, []).append(f"{key}={asked}")
    return default


def rejected_by_page() -> list[str]:
    """The `name=value` parts that the page itself could not use, told once."""
    found: list[str] = st.session_state.pop(_OWN, [])
    return found


def clear() -> None:
    """Let every filter pass; for the button of an empty page."""
    for name in SHARED:
        st.session_state[name] = []


def clear_drill(only: str | None = None) -> None:
    """Drop what narrows the cases beyond the shared filters; with `only` one thing of it."""
    kept = {"period": ("start", "stop")}.get(only or "", (only,))
    for name in [name for name in st.query_params if name.startswith(DRILL)]:
        if only is None or name.removeprefix(DRILL) in kept:
            del st.query_params[name]
