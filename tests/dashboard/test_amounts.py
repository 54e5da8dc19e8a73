"""Amounts as people read them."""

import pytest

from dashboard import amounts
from dashboard.words import in_language

JA, EN = in_language("ja"), in_language("en")


@pytest.mark.parametrize(
    ("value", "unit", "ja", "en"),
    [
        (6.84, "percent", "6.8%", "6.8%"),
        (0.0, "percent", "0.0%", "0.0%"),
        (None, "percent", "–", "–"),
        (1234.0, "count", "1,234件", "1,234"),
        (45, "seconds", "45秒", "45 s"),
        (150, "seconds", "2.5分", "2.5 min"),
        (5400, "seconds", "90分", "90 min"),
        (2.5, "hours", "2.5時間", "2.5 h"),
        (7, "days", "7.0日", "7.0 d"),
    ],
)
def test_a_value_reads_in_its_unit(value: float | None, unit: str, ja: str, en: str) -> None:
    assert amounts.shown(value, unit, JA) == ja
    assert amounts.shown(value, unit, EN) == en


def test_a_range_says_its_unit_once() -> None:
    assert amounts.span(6.1, 7.4, "percent", JA) == "6.1–7.4%"
    assert amounts.span(30.0, 74.0, "count", JA) == "30–74件"
    assert amounts.span(70.0, 216.0, "seconds", JA) == "1.2–3.6分"
    assert amounts.span(70.0, 216.0, "seconds", EN) == "1.2–3.6 min"
