"""Routes and hand-overs: every way adds up, and a row leads to the cases that it counts."""

from pathlib import Path

import polars as pl
import pytest

from dashboard.figures import flow_chart
from dashboard.figures.flow_chart import Link
from dashboard.figures.ink import LIGHT
from dashboard.frame.view import View
from dashboard.parts import case_table
from dashboard.paths import flow, shares, waits
from queries.asked import Asked
from queries.measure import cases
from queries.warehouse import Warehouse

from .conftest import Opened
from .test_pages import texts
from .test_three_failures import WEEKS, view_of


def number(text: str) -> int:
    return int(text.replace(",", ""))


def facts(path: Path) -> pl.DataFrame:
    """The escalations of the weeks, straight from the facts."""
    rows = Warehouse(path).table("facts.fct_escalation")
    return rows.filter(pl.col("day").is_between(WEEKS.start, WEEKS.stop, closed="left"))


def asked_of(view: View, link: dict[str, object]) -> Asked:
    """What the cases page makes of a link."""
    values = {name: [v] if isinstance(v, str) else list(v) for name, v in link.items()}  # type: ignore[call-overload]
    return view.chosen.drilled(values)


def test_a_way_counts_the_escalations_of_the_facts(full: Path) -> None:
    view = view_of(full)
    found = flow.measured(view)
    assert len(found.told) > 4
    for row in found.told:
        asked = asked_of(view, row["link"])
        own = facts(full).filter(
            pl.col("mode").eq_missing(asked.mode[0]), pl.col("target").eq_missing(asked.target[0])
        )
        assert number(row["count"]) == own.height
        assert cases(Warehouse(full), flow.VOLUME, asked).height == own.height
        if row["nobody"] != "–":
            assert number(row["nobody"]) == own["is_unanswered"].sum()
            assert number(row["unknown"]) == own["is_unanswered"].null_count()
            ends = [number(row[end]) for end in flow.ENDS]
            assert sum(ends) == own.height


def test_what_flows_in_flows_out_or_is_withheld(full: Path) -> None:
    found = flow.measured(view_of(full))
    told = [row for row in found.told if row["nobody"] != "–"]
    into = sum(number(row["count"]) for row in told)
    out = sum(link.count for link in found.links if link.end)
    assert into == out


def test_a_place_of_the_same_name_stands_in_each_column_once() -> None:
    links = [
        Link("Consult", "SV", 3),
        Link("SV", "Answered", 2, "answered"),
        Link("SV", "Nobody answered", 1, "nobody"),
        Link("Take-over", "SV", 4),
        Link("SV", "Answered", 4, "answered"),
    ]
    drawn = flow_chart.flow(links, LIGHT).data[0]
    assert list(drawn.node.label) == ["Consult", "Take-over", "SV", "Answered", "Nobody answered"]
    ways = zip(drawn.link.source, drawn.link.target, drawn.link.value, strict=True)
    assert sorted(ways) == [(0, 2, 3), (1, 2, 4), (2, 3, 6), (2, 4, 1)]


def test_stages_stand_in_their_order_and_lead_to_their_cases(full: Path) -> None:
    view = view_of(full)
    told = waits.rows(view)
    assert [row["link"]["metric"] for row in told] == list(waits.STAGES)
    for row in told:
        asked = asked_of(view, row["link"])
        assert cases(Warehouse(full), row["link"]["metric"], asked).height >= number(row["ended"])


def test_steps_and_loops_lead_to_as_many_cases_as_they_count(full: Path) -> None:
    view = view_of(full)
    told = [*shares.steps(view), *shares.loops(view)]
    assert [row["name"] for row in told][:2] == ["Step 1", "Step 2"]
    for row in told:
        if row["link"] is not case_table.NOWHERE:
            found = cases(Warehouse(full), row["link"]["metric"], asked_of(view, row["link"]))
            assert found.height == number(row["count"])


def test_a_poor_log_shows_its_flow_and_says_what_it_lacks(poor: Path, opened: Opened) -> None:
    app = opened(poor, "paths", lang="en", week="2026-07-06")
    assert not app.exception
    shown = texts(app)
    assert "Where escalations go" in shown
    assert "Which step of the route answers" not in shown
    assert "Unreachable" in shown or "not reached" in shown.lower()


TITLES = {"ja": "経路と引継ぎ", "en": "Routes and hand-overs"}


@pytest.mark.parametrize("lang", TITLES)
def test_the_page_speaks_both_languages(full: Path, opened: Opened, lang: str) -> None:
    app = opened(full, "paths", lang=lang, week="2026-07-06")
    assert not app.exception
    assert TITLES[lang] in texts(app)


def test_rare_places_are_one_place_in_the_picture() -> None:
    links = [Link("Consult", name, count) for name, count in (("A", 5), ("B", 1), ("C", 2))]
    links += [Link("B", "Answered", 1, "answered"), Link("C", "Answered", 2, "answered")]
    assert flow_chart.with_others(links, 1, "Others") == [
        Link("Consult", "A", 5),
        Link("Consult", "Others", 1),
        Link("Consult", "Others", 2),
        Link("Others", "Answered", 1, "answered"),
        Link("Others", "Answered", 2, "answered"),
    ]


def test_the_steps_say_where_the_answers_came_from(full: Path) -> None:
    told = shares.steps(view_of(full))
    first = told[0]
    reached = number(first["of"]) - number(first["count"])
    assert number(first["answered"].split(" ")[0]) == reached
