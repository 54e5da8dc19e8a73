"""What is asked of every page: language, week and filters, all of it in the URL.

Streamlit's own URL binding writes the labels that people see, which differ by language. Here the
URL holds codes, so that a link works in either language.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import streamlit as st

from dashboard.words import LANGUAGES, Words, language_of
from queries.asked import NUMBER_FILTERS, Asked

SHARED = ("center", "team", "channel", "category")
STATE = ("lang", "week", *SHARED)
MISSING = "-"
DRILL = "at."
FREE = ("metric", "contact", "view", "by", "page", "status")
TREND_WEEKS = 26


@dataclass(frozen=True)
class Week:
    """A week on record and how settled its figures are."""

    start: dt.date
    is_running: bool
    is_final: bool

    @property
    def stop(self) -> dt.date:
        """The Monday after."""
        return self.start + dt.timedelta(days=7)

    @property
    def last(self) -> dt.date:
        """The Sunday."""
        return self.start + dt.timedelta(days=6)


@dataclass(frozen=True)
class Choices:
    """What the filters offer, from the build on show."""

    weeks: tuple[Week, ...]
    center: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    category: tuple[str, ...] = ()

    def default_week(self) -> Week | None:
        """The newest week that is over; the newest of all when none is."""
        over = [week for week in self.weeks if not week.is_running]
        return next(iter([*over, *self.weeks]), None)

    def week(self, start: str | None) -> Week | None:
        """The week that starts on an ISO date, if it is on record."""
        return next((week for week in self.weeks if week.start.isoformat() == start), None)


@dataclass(frozen=True)
class Chosen:
    """The language, the week and the filters of this view."""

    lang: str
    week: Week
    center: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    category: tuple[str, ...] = ()

    def params(self, **extra: str) -> dict[str, Any]:
        """This view as URL parameters, with more of them beside it."""
        shared = {name: list(getattr(self, name)) for name in SHARED if getattr(self, name)}
        return {"lang": self.lang, "week": self.week.start.isoformat(), **shared, **extra}

    def unfiltered(self) -> "Chosen":
        """The same week and language with every filter open."""
        return Chosen(lang=self.lang, week=self.week)

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return any(getattr(self, name) for name in SHARED)

    def asked(self, weeks: int = 1, by: tuple[str, ...] = ()) -> Asked:
        """The question for the last so many weeks, up to and with the chosen one."""
        start = self.week.start - dt.timedelta(weeks=weeks - 1)
        shared = {name: getattr(self, name) for name in SHARED}
        return Asked(start=start, stop=self.week.stop, by=by, **shared)

    def cases(self, metric: str, asked: Asked) -> dict[str, Any]:
        """URL parameters that lead to the cases behind one figure."""
        drill: dict[str, Any] = {
            "start": asked.start.isoformat() if asked.start else MISSING,
            "stop": asked.stop.isoformat() if asked.stop else MISSING,
        }
        for name, values in asked.filters().items():
            if values != getattr(self, name, ()):
                drill[name] = [MISSING if value is None else str(value) for value in values]
        return self.params(metric=metric, **{DRILL + name: value for name, value in drill.items()})

    def drilled(self, params: Mapping[str, list[str]]) -> Asked:
        """The question that `cases` wrote into the URL; the week alone when it wrote none."""
        asked = self.asked()
        known = {field.name for field in fields(Asked)} - {"by", "clock"}
        for name, values in params.items():
            if name.startswith(DRILL) and name[len(DRILL) :] in known:
                asked = _narrow(asked, name[len(DRILL) :], values)
        return asked


def _narrow(asked: Asked, name: str, values: list[str]) -> Asked:
    """`asked` with one more condition; a value that cannot be read changes nothing."""
    if name in ("start", "stop"):
        day = _date(values[0])
        return replace(asked, **{name: day}) if day or values[0] == MISSING else asked
    if name in NUMBER_FILTERS:
        numbers = tuple(int(value) for value in values if value.isdecimal())
        return replace(asked, **{name: numbers}) if numbers else asked
    return replace(asked, **{name: tuple(None if v == MISSING else v for v in values)})


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def restore(choices: Choices) -> list[str]:
    """Take over what the URL says; return the parts of it that could not be used.

    The URL wins when it came from elsewhere: a link, a reload, the back button. A page opened by
    name alone keeps the filters of the session.
    """
    session, asked = st.session_state, url()
    is_new = asked != session.get("url_written")
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
    bad = [f"{name}={value}" for name in url if name not in {*STATE, *FREE, *drill}
           for value in url[name]]
    bad += [f"lang={value}" for value in url.get("lang", []) if value not in LANGUAGES]
    bad += [f"week={value}" for value in url.get("week", []) if choices.week(value) is None]
    for name in SHARED:
        offered = getattr(choices, name)
        bad += [f"{name}={value}" for value in url.get(name, []) if value not in offered]
    return bad


def draw(choices: Choices, words: Words) -> Chosen:
    """Draw the filter bar; return what is chosen in it. A filter with one choice is left out."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filter_bar"):
        st.selectbox(
            words("filters.week"),
            [week.start.isoformat() for week in choices.weeks],
            format_func=lambda start: _week_label(choices, start, words),
            key="week",
            width=258,
        )
        for name in SHARED:
            if len(getattr(choices, name)) > 1:
                st.multiselect(
                    words(f"filters.{name}"),
                    getattr(choices, name),
                    format_func=lambda code, name=name: words.named(name, code),
                    key=name,
                    placeholder=words("common.all"),
                    width=166,
                )
    return current(choices)


def _week_label(choices: Choices, start: str, words: Words) -> str:
    week = choices.week(start)
    assert week is not None
    key = "filters.week_label_running" if week.is_running else "filters.week_label"
    return words(
        key,
        year=week.start.year,
        month=week.start.month,
        day=week.start.day,
        stop_month=week.last.month,
        stop_day=week.last.day,
        number=week.start.isocalendar().week,
    )


def current(choices: Choices) -> Chosen:
    """What is chosen now, from the session."""
    session = st.session_state
    week = choices.week(session["week"])
    assert week is not None
    shared = {name: tuple(session[name]) for name in SHARED}
    return Chosen(lang=session["lang"], week=week, **shared)


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
    st.session_state["url_written"] = shared | own


def clear() -> None:
    """Let every filter pass; for the button of an empty page."""
    for name in SHARED:
        st.session_state[name] = []


def clear_drill() -> None:
    """Drop what narrows the cases beyond the shared filters."""
    for name in [name for name in st.query_params if name.startswith(DRILL)]:
        del st.query_params[name]


def sentence(chosen: Chosen, words: Words) -> str:
    """What is shown, in words."""
    parts = [
        words.named(name, code) for name in SHARED for code in getattr(chosen, name)
    ] or [words("filters.everything")]
    return words("filters.sentence", parts=words("common.list_separator").join(parts))
