"""Every notion is on the page, and everything it refers to is really there."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl import schemas
from etl.canonical import EVENT_SCHEMA
from etl.mapping import read_mapping
from etl.rules.words import codes, header_names
from etl.settings import CHANGE_KINDS, read_settings
from minaoshi import main
from queries.catalog import FOLDER, load_catalog
from queries.errors import CatalogError
from queries.notion_index import render_notions
from queries.notions import FILE, FLAG_NAMES, Reference, load_notions

ROOT = Path(__file__).parents[2]
SOURCE = ROOT.parent / "shared" / "design" / "source-notions.md"
NOTIONS = load_notions().notions
REFERENCES = sorted(
    {reference for notion in NOTIONS for reference in notion.met_by},
    key=lambda reference: (reference.kind, reference.name, reference.by),
)
WORDS = {
    "axis": schemas.AXES,
    "change": CHANGE_KINDS,
    "judgement": schemas.JUDGEMENTS,
    "means": schemas.MEANS,
    "mode": schemas.MODES,
    "outcome": schemas.ATTEMPT_OUTCOMES,
    "reason": schemas.REASONS,
    "report_item": tuple(codes("report_item").values()),
}


def of_kind(kind: str) -> list[str]:
    return sorted({reference.name for reference in REFERENCES if reference.kind == kind})


def test_there_are_115_in_order_without_a_gap() -> None:
    assert [notion.id for notion in NOTIONS] == [f"C{number:03}" for number in range(1, 116)]


def test_the_ids_are_those_of_the_list_to_be_met() -> None:
    if not SOURCE.exists():
        pytest.skip(f"{SOURCE} is not here")
    listed = re.findall(r"^\| ☐ (C\d{3}) \|", SOURCE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [notion.id for notion in NOTIONS] == listed


def test_names_are_short_differ_and_are_of_their_language() -> None:
    for names in ([n.name_ja for n in NOTIONS], [n.name_en for n in NOTIONS]):
        assert len(set(names)) == len(names)
    for notion in NOTIONS:
        assert re.search("[\u3041-\u9fff]", notion.name_ja), notion.id
        assert notion.name_en.isascii(), notion.id
        assert len(notion.name_ja) <= 30, notion.id
        assert len(notion.name_en) <= 60, notion.id


def test_no_notion_refers_to_the_same_twice() -> None:
    for notion in NOTIONS:
        assert len(set(notion.met_by)) == len(notion.met_by), notion.id
        assert len(set(notion.later)) == len(notion.later), notion.id


def test_every_topic_of_coming_work_is_declared_and_waited_for() -> None:
    waiting = {topic for notion in NOTIONS for topic in notion.later}
    topics = load_notions().topics
    assert waiting == set(topics)
    assert all(all(words) for words in topics.values())


def test_metrics_and_their_grains_are_in_the_catalog() -> None:
    catalog = load_catalog()
    for reference in REFERENCES:
        if reference.kind == "metric":
            assert reference.name in catalog
            assert not reference.by or reference.by in catalog[reference.name].grains


def test_flags_are_told_in_words() -> None:
    told = tomllib.loads((FOLDER / "revisit" / "texts.toml").read_text(encoding="utf-8"))["kind"]
    assert set(of_kind("flag")) <= set(FLAG_NAMES)
    assert set(FLAG_NAMES) <= set(told)


def test_columns_are_in_a_warehouse(empty_file: Path) -> None:
    with duckdb.connect(str(empty_file), read_only=True) as connection:
        rows = connection.execute(
            "select table_name || '.' || column_name from information_schema.columns "
            "where table_schema = 'facts'"
        ).fetchall()
    assert set(of_kind("column")) <= {name for (name,) in rows}


def test_events_and_fields_are_of_the_log() -> None:
    assert set(of_kind("event")) <= set(schemas.EVENTS)
    assert set(of_kind("field")) <= set(EVENT_SCHEMA)


@pytest.mark.parametrize("name", of_kind("word"))
def test_words_may_be_used(name: str) -> None:
    kind, _, word = name.partition(".")
    assert word in WORDS[kind]


def test_fields_of_rules_and_routes_are_columns_of_their_sheets() -> None:
    assert set(of_kind("rule_field")) <= set(header_names("rule"))
    assert set(of_kind("route_field")) <= set(header_names("route"))


def test_settings_are_those_that_a_center_may_give() -> None:
    file = ROOT / "etl" / "defaults.toml"
    assert set(of_kind("setting")) <= set(tomllib.loads(file.read_text(encoding="utf-8")))
    assert read_settings(file), "the defaults are settings themselves"


@pytest.mark.parametrize("name", of_kind("command"))
def test_commands_are_known_to_the_parser(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*name.split(), "--help"])
    assert ended.value.code == 0
    usage = " ".join(capsys.readouterr().out.split())
    assert usage.startswith(f"usage: minaoshi {name} [")


@pytest.mark.parametrize("name", of_kind("mapping"))
def test_mappings_ship(name: str) -> None:
    assert read_mapping(name)


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda r: f"{r.kind}:{r.name}")
def test_where_it_can_be_read_names_it(reference: Reference) -> None:
    text = (ROOT / reference.place()).read_text(encoding="utf-8")
    # Pages, mappings and files are the place; a column may come in by way of another model.
    if reference.kind not in ("page", "mapping", "file", "command", "column"):
        assert reference.name.rpartition(".")[2] in text


def test_the_page_is_up_to_date() -> None:
    page = (FOLDER / "NOTIONS.md").read_text(encoding="utf-8")
    assert page == render_notions(load_notions()), "run python -m queries.catalog"


def test_links_of_the_page_lead_somewhere() -> None:
    page = render_notions(load_notions())
    for path in set(re.findall(r"\]\(([^)]+)\)", page)):
        assert (FOLDER / path).exists(), path


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], Path]:
    """Give a function that copies the notions with one thing replaced."""

    def change(old: str, new: str) -> Path:
        text = FILE.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "notions.toml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return change


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("metric:dark_hold_rate", "metric:dark_holds", "C008: metric 'dark_holds' is not known"),
        ("time_to_resolve by mode", "time_to_resolve by moon", "C006: grain of time_to_resolve"),
        ("flag:late", "flag:tardy", "C034: flag 'tardy' is not known"),
        ("later:imports", "later:import", "topic 'import' is not known. Did you mean 'imports'"),
        ("mapping:poor_ja", "maping:poor_ja", "Did you mean 'mapping'"),
        ("event:judged", "event:judged by week_start", "only a metric has a 'by'"),
        ('name_en = "Help that nobody logs"', 'name_en = ""', "C008: give id, name_ja, name_en"),
    ],
)
def test_a_wrong_entry_is_refused_with_the_way_out(
    changed: Callable[[str, str], Path], old: str, new: str, message: str
) -> None:
    with pytest.raises(CatalogError, match=message):
        load_notions(changed(old, new))


def test_a_place_that_is_not_there_is_refused() -> None:
    with pytest.raises(CatalogError, match="page:flows"):
        Reference("page", "flows").place()


def test_a_notion_is_met_in_part_while_something_comes_later() -> None:
    found = {notion.id: notion.status for notion in NOTIONS}
    assert (found["C008"], found["C013"], found["C092"]) == ("met", "partly", "later")
