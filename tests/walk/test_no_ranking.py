"""No screen and no output ranks people: every metric, group, page, format and report is walked."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from google.protobuf.text_format import MessageToString
from streamlit.testing.v1 import AppTest

import minaoshi
from dashboard.frame.layout import SECTIONS
from etl.pseudonyms import Pseudonyms
from queries.asked import FILTERS, Asked
from queries.catalog import load_catalog
from queries.errors import QueryError
from queries.measure import cases, measure
from queries.people import load_people
from queries.printing import print_cases, print_result
from queries.warehouse import Warehouse
from tests.walk.conftest import Opened
from tests.walk.small_log import NAMES

METRICS = sorted(load_catalog())
FORMATS = ("table", "json", "csv")
PAGES = tuple(name for group in SECTIONS.values() for name in group)
WEEK = "2026-04-13"
# Nothing in the log can say: there is no rule book, so that no rule has a level or a route, and
# nobody has five contacts, or judged escalations, of a kind.
SILENT = {
    *("conflicting_match_rate", "level_misfit_rate", "operator_variation", "receiver_variation"),
    *("route_conformance_rate", "route_skip_rate", "wrong_means_rate"),
    *("retired_rule_rate", "rule_complexity_mean"),
}
# What a withheld row may still say.
SAID = {
    *("status", "has_verdict", "is_final", "impact", "urgency", "risk", "expected_action"),
    *("item", "slot", "step", "step_name", "from_days", "to_days"),
    *("from_minutes", "to_minutes"),
}


def people() -> list[str]:
    """The names in the log, and what the load makes of them."""
    return [*NAMES, *Pseudonyms(b"k" * 32).of_each(sorted(NAMES)), "高橋", "person_bit"]


def assert_names_nobody(text: str) -> None:
    assert [person for person in people() if person in text] == []


def test_the_pseudonyms_searched_for_are_those_of_the_warehouse(both: Path) -> None:
    keys = set(Warehouse(both).table("facts.fct_escalation")["actor_key"])
    assert keys
    assert keys <= set(people())


@pytest.mark.parametrize("name", METRICS)
def test_a_group_with_few_people_shows_no_figure_and_one_with_enough_does(
    both: Path, name: str
) -> None:
    metric = load_catalog()[name]
    part = next((grain for grain in ("team", "category") if grain in metric.grains), None)
    if part is None or not load_people()["metric"][name]:
        # It hides such groups by itself: see its cases of few receivers or operators.
        assert "min_people" in metric.params
        return
    seen = {"wide": 0, "narrow": 0}
    with Warehouse(both) as build:
        for grain in metric.grains:
            by = tuple(dict.fromkeys((part, grain)))
            result = measure(build, name, Asked(by=by))
            for form in FORMATS:
                assert_names_nobody(print_result(result, form))
            for row in result.frame.to_dicts():
                team = str(row[by[0]]).removesuffix("-category")
                figures = {key: row[key] for key in row if key not in {*by, *SAID}}
                if team == "narrow":
                    assert set(figures.values()) == {None}, (by, row)
                    assert row["status"] in ("too_few_people", "not_recorded")
                seen[team] += row["metric_value"] is not None
    assert seen["narrow"] == 0
    assert (seen["wide"] > 0) == (name not in SILENT)


@pytest.mark.parametrize("name", METRICS)
def test_the_command_withholds_in_every_format(
    both: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {}
    if "team" not in load_catalog()[name].grains:
        assert minaoshi.main(["metric", name, "--warehouse", str(both)]) == 0
        assert_names_nobody(capsys.readouterr().out)
        return
    for form in FORMATS:
        asked = ["--by", "team", "--format", form, "--warehouse", str(both)]
        assert minaoshi.main(["metric", name, *asked]) == 0
        said[form] = capsys.readouterr().out
        assert_names_nobody(said[form])
    rows = {
        "json": json.loads(said["json"])["rows"],
        "csv": list(csv.DictReader(io.StringIO(said["csv"]))),
    }
    for form, found in rows.items():
        narrow = [row for row in found if row["team"] == "narrow"]
        assert narrow, form
        for row in narrow:
            left = {key: value for key, value in row.items() if key not in {"team", *SAID}}
            assert set(left.values()) <= {None, ""}, form
    lines = [line for line in said["table"].splitlines() if line.startswith("narrow")]
    assert lines
    for line in lines:
        assert not re.search(r"\d+\.\d|%", line)
    if name not in SILENT:
        assert "fewer than 5 different people" in said["table"]


@pytest.mark.parametrize("name", METRICS)
def test_lists_of_cases_name_nobody(both: Path, name: str) -> None:
    rows = cases(Warehouse(both), name, Asked())
    for form in FORMATS:
        assert_names_nobody(print_cases(rows, form))
    columns = {column for column in rows.columns if re.search("actor|person|customer", column)}
    assert columns == set()


@pytest.mark.parametrize("name", METRICS)
def test_a_center_of_three_people_has_no_figures_at_all(three: Path, name: str) -> None:
    with Warehouse(three) as build:
        for by in ((), ("week_start",)):
            frame = measure(build, name, Asked(by=by)).frame
            assert frame["metric_value"].null_count() == frame.height
            assert frame["numerator"].null_count() == frame.height


@pytest.mark.parametrize(
    "word", ["actor", "actor_key", "person_bit", "receiver_bit", "customer_id"]
)
def test_nobody_can_be_asked_for(both: Path, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in METRICS:
        with pytest.raises(QueryError, match="cannot be grouped"):
            measure(Warehouse(both), name, Asked(by=(word,)))
    for asked in (["--by", word], ["--filter", f"{word}=1"]):
        assert minaoshi.main(["metric", "return_rate", *asked, "--warehouse", str(both)]) == 2
        assert word in capsys.readouterr().err
    assert word not in FILTERS


def shown(app: AppTest) -> str:
    """Everything that a page holds: words, tables, pictures."""
    protos = [node.proto for node in [*app.main, *app.sidebar] if getattr(node, "proto", None)]
    texts = [MessageToString(proto, as_utf8=True) for proto in protos]
    # A picture's text is JSON within, where Japanese is written in numbers.
    texts = [re.sub(r"\\\\+u([0-9a-f]{4})", _sign, text) for text in texts]
    return "\n".join([*texts, *(element.value.to_csv() for element in app.dataframe)])


def _sign(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def test_what_a_page_holds_is_searched_whole(both: Path, opened: Opened) -> None:
    said = shown(opened(both, "patterns", lang="ja", week=WEEK, view="rate"))
    assert "エスカレ率と95%区間" in said
    assert "wide-category" in said
    assert "60/60" in said


@pytest.mark.parametrize("page", PAGES)
def test_pages_name_nobody(both: Path, opened: Opened, page: str) -> None:
    app = opened(both, page, lang="ja", week=WEEK)
    assert not app.exception
    assert_names_nobody(shown(app))


@pytest.mark.parametrize("view", ["rate", "over", "pareto", "target", "unreachable", "repeat"])
@pytest.mark.parametrize("warehouse", ["both", "three"])
def test_pictures_of_patterns_hold_no_withheld_value(
    request: pytest.FixtureRequest, opened: Opened, view: str, warehouse: str
) -> None:
    path = request.getfixturevalue(warehouse)
    app = opened(path, "patterns", lang="en", week=WEEK, view=view)
    assert not app.exception
    said = shown(app)
    assert_names_nobody(said)
    if warehouse == "both" and view in ("rate", "over"):
        assert "wide-category" in said
        assert "Withheld groups: 1." in said
    pictures = [node for node in app.main if "chart" in getattr(node, "type", "")]
    for picture in pictures:
        assert "narrow-category" not in MessageToString(picture.proto, as_utf8=True)


def test_the_week_of_a_team_of_three_shows_no_figure(both: Path, opened: Opened) -> None:
    few = opened(both, "weekly", lang="en", week=WEEK, team="narrow")
    assert not few.exception
    assert few.metric
    assert {str(tile.value) for tile in few.metric} == {"–"}
    assert "Withheld: fewer than 5 people" in shown(few)
    enough = opened(both, "weekly", lang="en", week=WEEK, team="wide")
    assert "–" not in {str(tile.value) for tile in enough.metric}


def test_a_person_in_the_address_is_refused_and_said(both: Path, opened: Opened) -> None:
    app = opened(both, lang="en", week=WEEK, actor="田中一郎", at__actor_key="x")
    assert "actor=田中一郎" in app.warning[0].value
    assert "at.actor_key=x" in app.warning[0].value


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_report_names_nobody_and_withholds(
    both: Path, three: Path, form: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["report", "week", "--week", WEEK, "--lang", lang, "--format", form]
    assert minaoshi.main([*words, "--warehouse", str(both)]) == 0
    page = capsys.readouterr().out
    assert_names_nobody(page)
    assert "wide-category" in page
    assert "narrow-category" not in page
    assert minaoshi.main([*words, "--warehouse", str(three)]) == 0
    page = capsys.readouterr().out
    assert_names_nobody(page)
    assert {"ja": "5人未満", "en": "fewer than 5 people"}[lang] in page
    assert not re.search(r"\d\.\d%|\d+ of \d+|\d+ / \d+件", page)


@pytest.mark.parametrize("form", FORMATS)
def test_the_rules_name_nobody_and_withhold(
    three: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert minaoshi.main(["rules", "--format", form, "--warehouse", str(three)]) == 0
    said = capsys.readouterr().out
    assert_names_nobody(said)
    if form == "json":
        rows = json.loads(said)["rules"]
        assert rows
        assert {row["numerator"] for row in rows} <= {None, 0}
        assert {row["metric_value"] for row in rows} == {None}
