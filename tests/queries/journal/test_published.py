"""Published reports stay as they were given out, edition by edition, on both databases."""

import dataclasses
import datetime as dt

import pytest

from queries.catalog import load_catalog
from queries.journal.published import (
    Figure,
    Published,
    definition_of,
    publish,
    published_reports,
)
from queries.journal.store import Journal

NOON = dt.datetime(2026, 7, 14, 12, 0, tzinfo=dt.UTC)
REPORT = Published(
    week=dt.date(2026, 7, 6),
    lang="ja",
    figures={"escalation_rate": Figure(6.9, 69, 1000, "ok", "d1")},
    text="エスカレ週報",
    html="<p>エスカレ週報</p>",
    build_id="b1",
    as_of="2026/07/12 23:17",
    published_at=NOON,
    published_by="manager",
)


@pytest.fixture
def journal(url):
    return Journal(url)


def test_a_week_that_is_published_again_gets_another_edition(journal):
    assert published_reports(journal) == []
    publish(journal, REPORT)
    again = dataclasses.replace(REPORT, text="訂正版", published_by=None)
    publish(journal, again)
    assert published_reports(journal) == [again, REPORT]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"week": dt.date(2026, 7, 7)}, "2026-07-07: is no Monday"),
        ({"published_by": "田中"}, "not one of operator, leader"),
    ],
)
def test_a_report_is_of_a_week_and_by_a_role(journal, fields, said):
    with pytest.raises(ValueError, match=said):
        publish(journal, dataclasses.replace(REPORT, **fields))
    assert published_reports(journal) == []


def test_another_query_is_another_definition():
    metric = load_catalog()["escalation_rate"]
    other = dataclasses.replace(metric, sql=metric.sql.replace("100.0", "1000.0"))
    assert definition_of(other) != definition_of(metric)
    assert definition_of(dataclasses.replace(metric)) == definition_of(metric)
