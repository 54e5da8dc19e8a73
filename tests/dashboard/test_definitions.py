"""A definition is read in one language, the date of its next review included."""

import re
from pathlib import Path

import pytest

from dashboard import naming
from dashboard.about.definitions import described
from dashboard.figures.ink import LIGHT
from dashboard.frame.chosen import Chosen
from dashboard.frame.view import View
from dashboard.reading import data
from dashboard.words import in_language
from queries.catalog import load_catalog


@pytest.mark.parametrize(("lang", "between"), [("ja", "、次回 "), ("en", ", next ")])
def test_the_next_review_of_every_definition_is_in_the_language_of_the_page(
    full: Path, lang: str, between: str
) -> None:
    on_show = data.build(str(full))
    choices = data.choices(on_show)
    view = View(in_language(lang), on_show, choices, Chosen(lang, choices.weeks[0]), LIGHT)
    day = r"\d{4}-\d\d-\d\d"
    reviewed = [dict(described(metric, view)) for metric in data.catalog().values()]
    label = in_language(lang)("definitions.reviewed")
    assert len(reviewed) > 40
    assert all(re.fullmatch(f"{day}{between}{day}", one[label]) for one in reviewed)


def test_a_parameter_stands_with_its_value_and_not_with_its_name() -> None:
    metric = load_catalog()["overdue_contact_count"]
    ja, en = in_language("ja"), in_language("en")
    assert naming.numerator(metric, ja) == "3日を過ぎても完了していない問い合わせ"
    assert naming.numerator(metric, en) == "open contacts older than 3 days"
    judged = load_catalog()["over_escalation_by_receiver_rate"]
    assert naming.numerator(judged, en) == "escalations judged `could_have_stayed`"
