"""Dates, hours and weekdays as managers write them."""

import datetime as dt

import pytest

from etl.rules.times import read_day, read_hours, read_weekdays


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-01",
        "2026/4/1",
        "2026.4.1",
        "2026年4月1日",
        "２０２６/４/１",
        "令和8年4月1日",
        "R8.4.1",
        "2026-04-01 00:00:00",  # as a spreadsheet's date arrives
        "46113",  # the spreadsheet's number of that day
    ],
)
def test_a_day(text):
    assert read_day(text) == dt.date(2026, 4, 1)


def test_the_first_year_of_an_era():
    assert read_day("令和元年5月1日") == dt.date(2019, 5, 1)


@pytest.mark.parametrize(
    "text", ["4月1日", "2026/13/1", "2026/2/29", "2026/4/1頃", "2026-04-01 09:30", "12", "秋"]
)
def test_what_is_no_day(text):
    assert read_day(text) is None


@pytest.mark.parametrize(
    "text",
    ["9:00-18:00", "9:00〜18:00", "9:00~18:00", "９:００－１８:００", "9-18", "9時から18時まで"],
)
def test_hours(text):
    assert read_hours(text) == ("09:00", "18:00")


def test_hours_past_midnight_and_all_day():
    assert read_hours("22:00-26:30") == ("22:00", "26:30")
    assert read_hours("終日") == ("00:00", "24:00")


@pytest.mark.parametrize("text", ["朝", "18:00-9:00", "9:75-18:00", "9:00", "25:00-26:00"])
def test_what_are_no_hours(text):
    assert read_hours(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("月火水", "1,2,3"),
        ("水・月", "1,3"),
        ("月〜金", "1,2,3,4,5"),
        ("月曜日、火曜", "1,2"),
        ("平日", "1,2,3,4,5"),
        ("土日", "6,7"),
        ("毎日", "1,2,3,4,5,6,7"),
        ("日", "7"),
        ("Mon, Tue", "1,2"),
        ("mon-wed", "1,2,3"),
        ("Monday, Sunday", "1,7"),
    ],
)
def test_weekdays(text, days):
    assert read_weekdays(text) == days


@pytest.mark.parametrize("text", ["朝", "金-月", "月x", "m", "someday"])
def test_what_are_no_weekdays(text):
    assert read_weekdays(text) is None
