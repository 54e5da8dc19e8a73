"""The view in the URL: written by one page, read by another, in either language."""

import datetime as dt

from dashboard.frame.chosen import Choices, Chosen, Week
from queries.asked import Asked

WEEK = Week(dt.date(2026, 6, 29), is_running=False, is_final=False)
CHOSEN = Chosen(lang="ja", week=WEEK, channel=("phone",))


def test_a_view_is_written_in_codes() -> None:
    assert CHOSEN.params() == {"lang": "ja", "week": "2026-06-29", "channel": ["phone"]}


def test_a_week_is_asked_from_monday_to_the_next_monday() -> None:
    asked = CHOSEN.asked()
    assert (asked.start, asked.stop) == (dt.date(2026, 6, 29), dt.date(2026, 7, 6))
    assert asked.channel == ("phone",)
    assert asked.by == ()


def test_a_trend_ends_with_the_chosen_week() -> None:
    asked = CHOSEN.asked(26, ("week_start",))
    assert (asked.start, asked.stop) == (dt.date(2026, 1, 5), dt.date(2026, 7, 6))


def test_a_figure_leads_to_its_cases_and_back() -> None:
    question = Asked(
        start=dt.date(2026, 5, 4),
        stop=dt.date(2026, 7, 6),
        channel=("phone",),
        category=(None,),
        weekday=(5,),
        hour=(12,),
        impact=(3, None),
        judgement=("needed", None),
        is_emergency=(True, None),
        by=(),
    )
    url = {
        name: value if isinstance(value, list) else [value]
        for name, value in CHOSEN.cases("unreachable_attempt_rate", question).items()
    }
    assert url["metric"] == ["unreachable_attempt_rate"]
    assert url["at.category"] == ["-"]
    assert CHOSEN.drilled(url) == question


def test_what_is_open_since_ever_has_no_start() -> None:
    question = Asked(start=None, stop=dt.date(2026, 7, 6), channel=("phone",), by=())
    url = {
        name: value if isinstance(value, list) else [value]
        for name, value in CHOSEN.cases("open_contact_count", question).items()
    }
    assert CHOSEN.drilled(url) == question


def test_an_unreadable_condition_changes_nothing() -> None:
    url = {"at.start": ["yesterday"], "at.hour": ["noon"], "at.person": ["x"]}
    url |= {"at.is_emergency": ["perhaps"]}
    assert CHOSEN.drilled(url) == CHOSEN.asked()


def test_the_default_week_is_the_newest_that_is_over() -> None:
    running = Week(dt.date(2026, 7, 6), is_running=True, is_final=False)
    assert Choices(weeks=(running, WEEK)).default_week() == WEEK
    assert Choices(weeks=(running,)).default_week() == running
    assert Choices(weeks=()).default_week() is None
