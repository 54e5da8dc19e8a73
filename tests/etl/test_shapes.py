"""The same simulated log gives the same facts in every shape, as far as the shape carries them."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import polars.selectors as cs
import pytest
from polars.testing import assert_frame_equal

from etl.pipeline import import_rules, load, settings_of, store_of
from etl.simulate import Planted, SimulationPlan, write_simulation
from queries.asked import Asked
from queries.measure import measure
from queries.warehouse import Warehouse
from tests.etl.carried import Carried, Partly
from tests.etl.shape_table import SHAPES

PLAN = SimulationPlan(
    seed=7,
    contacts=4000,
    weeks=4,
    planted=(
        Planted("over_escalation", size=0.2),
        Planted("unreachable", size=0.25),
        Planted("wrong_target", size=0.05),
        Planted("bounce", size=0.15),
    ),
)
NOW = dt.datetime(2026, 6, 1, 9, 0, tzinfo=dt.UTC)
AS_OF = dt.datetime(2026, 5, 4, tzinfo=dt.UTC)
FILES = {
    "canonical": "events.csv",
    "states": "states.csv",
    "cases": "cases.csv",
    "cases_ja": "contacts_cp932.csv",
    "counts": "counts.csv",
    "poor_ja": "contacts_poor.csv",
}
FACTS = ("fct_contact", "fct_escalation", "fct_attempt", "agg_contact_day")
KEYS = {
    "fct_contact": ("contact_id",),
    "fct_escalation": ("contact_id", "hop"),
    "fct_attempt": ("contact_id", "hop", "target", "outcome"),
}
SUMS = ("contacts", "escalated_contacts")
Facts = dict[str, pl.DataFrame]
TABLE = [(shape, fact) for shape, facts in SHAPES.items() for fact in facts]
SOME_ROWS = [
    (shape, fact, number)
    for shape, fact in TABLE
    for number in range(len(SHAPES[shape][fact].partly))
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The log in every shape, and a store `rules.store` that knows its rule book."""
    path = tmp_path_factory.mktemp("shapes")
    # A key of our own choice: which people share a bit, and so who is withheld, depends on it.
    (path / "key").write_bytes(b"k" * 32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINAOSHI_KEY_FILE", str(path / "key"))
        write_simulation(PLAN, path, profile="poor")
        write_simulation(PLAN, path, shapes=("events", "states", "cases", "excel", "counts"))
        for workbook in sorted(path.glob("rules_*.xlsx")):
            import_rules(workbook, path / "rules.duckdb", NOW, then_rebuild=False)
        yield path


def loaded(folder: Path, name: str, *mappings: str) -> Path:
    """Load the files of the mappings into a warehouse beside the settings and the rule book."""
    warehouse = folder / f"{name}.duckdb"
    shutil.copytree(folder / "rules.store", store_of(warehouse))
    assert settings_of(warehouse).is_file()
    for hour, mapping in enumerate(mappings):
        later = NOW + dt.timedelta(hours=hour)
        report = load([folder / FILES[mapping]], mapping, warehouse, later, as_of=AS_OF)
        assert report.rows_read == report.rows_accepted > 0
    return warehouse


@pytest.fixture(scope="module")
def warehouses(folder: Path) -> dict[str, Path]:
    return {name: loaded(folder, name, name) for name in FILES}


@pytest.fixture(scope="module")
def facts(warehouses: dict[str, Path]) -> dict[str, Facts]:
    return {name: facts_of(path) for name, path in warehouses.items()}


def facts_of(warehouse: Path) -> Facts:
    with Warehouse(warehouse) as build:
        tables = {name: build.table(f"facts.{name}") for name in FACTS}
    # Which person has which bit depends on who else is in the log.
    return {name: table.select(~cs.contains("_bit")) for name, table in tables.items()}


def projection(frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """The columns of a fact in one order of rows; counts are summed over what else told apart."""
    chosen = frame.select(columns)
    sums = [name for name in columns if name in SUMS]
    if sums:
        keys = [name for name in columns if name not in SUMS]
        chosen = chosen.group_by(keys).agg(pl.col(sums).sum())
    return chosen.sort(columns, nulls_last=True)


@pytest.mark.parametrize(("shape", "fact"), TABLE)
def test_the_rows_a_shape_carries_are_the_same(
    facts: dict[str, Facts], shape: str, fact: str
) -> None:
    carried: Carried = SHAPES[shape][fact]
    expected = facts["canonical"][fact].filter(carried.rows)
    columns = [name for name in expected.columns if name not in carried.left_out()]
    found = projection(facts[shape][fact], columns)
    assert_frame_equal(found, projection(expected, columns))
    assert found.height == carried.count


@pytest.mark.parametrize(("shape", "fact", "number"), SOME_ROWS)
def test_what_a_shape_carries_in_some_rows_is_the_same_there(
    facts: dict[str, Facts], shape: str, fact: str, number: int
) -> None:
    carried: Carried = SHAPES[shape][fact]
    partly: Partly = carried.partly[number]
    keys = list(KEYS[fact])
    columns = list(dict.fromkeys((*keys, *partly.columns)))
    expected = facts["canonical"][fact].filter(carried.rows & partly.rows)
    found = facts[shape][fact].join(expected, on=keys, how="semi")
    assert_frame_equal(projection(found, columns), projection(expected, columns))
    assert found.height == partly.count
    assert all(found.get_column(name).count() > 0 for name in partly.columns)
    if partly.else_unknown:
        others = facts[shape][fact].join(expected, on=keys, how="anti")
        assert others.height > 0
        assert others.select(pl.col(partly.columns).count().sum()).row(0) == (0,) * len(
            partly.columns
        )


@pytest.mark.parametrize(("shape", "fact"), TABLE)
def test_what_a_shape_does_not_carry_is_unknown_and_never_zero(
    facts: dict[str, Facts], shape: str, fact: str
) -> None:
    carried: Carried = SHAPES[shape][fact]
    known = facts[shape][fact].select(pl.col(carried.unknown).count())
    assert [name for name in known.columns if known.item(0, name)] == []
    recorded = facts["canonical"][fact].select(pl.col(carried.unknown).count())
    assert [name for name in recorded.columns if not recorded.item(0, name)] == []


def test_a_list_of_escalations_with_daily_counts_has_a_rate(
    folder: Path, warehouses: dict[str, Path]
) -> None:
    both = loaded(folder, "cases-and-counts", "cases", "counts")
    for by in ((), ("week_start",), ("center", "category")):
        with Warehouse(both) as found, Warehouse(warehouses["canonical"]) as whole:
            rate = measure(found, "escalation_rate", Asked(by=by)).frame
            expected = measure(whole, "escalation_rate", Asked(by=by)).frame
        # The list knows the people behind escalations only: of some groups, too few.
        rate = rate.filter(pl.col("status") != "too_few_people")
        assert_frame_equal(rate, expected.join(rate, on=by, how="semi") if by else expected)
        assert rate.height == {(): 1, ("week_start",): 4, ("center", "category"): 23}[by]
        if not by:
            assert rate.select("numerator", "denominator", "metric_value").row(0) == (
                330,
                4000,
                8.25,
            )


def test_a_list_of_escalations_alone_has_no_rate(
    warehouses: dict[str, Path],
) -> None:
    with Warehouse(warehouses["cases"]) as build:
        frame = measure(build, "escalation_rate", Asked(by=())).frame
    assert frame.select("numerator", "denominator", "cases", "status").row(0) == (
        *(None, None, 330),
        "not_recorded",
    )


@pytest.mark.parametrize(
    ("shape", "rule", "counts"),
    [
        ("states", pl.format("{}/{}", "category", "subcategory"), (5, 87)),
        ("poor_ja", pl.col("category"), (330, 0)),
    ],
)
def test_the_category_stands_in_where_no_rule_matches_and_is_marked_implied(
    facts: dict[str, Facts], shape: str, rule: pl.Expr, counts: tuple[int, int]
) -> None:
    hops = facts[shape]["fct_escalation"]
    implied, matched = hops.filter(rule_basis="implied"), hops.filter(rule_basis="matched")
    assert (implied.height, matched.height) == counts
    assert implied.filter(pl.col("rule_id") != rule).is_empty()
    assert implied.get_column("matched_rule_id").null_count() == implied.height
    assert matched.filter(pl.col("rule_id") != pl.col("matched_rule_id")).is_empty()


def test_a_rule_that_is_named_goes_before_one_that_matches_and_that_before_a_category(
    facts: dict[str, Facts],
) -> None:
    hops = facts["cases_ja"]["fct_escalation"]
    assert dict(hops.group_by("rule_basis").len().sort("rule_basis").iter_rows()) == {
        "implied": 21,
        "matched": 31,
        "named": 278,
    }


def test_the_rules_of_a_ticket_log_are_implied(folder: Path) -> None:
    log = Path(__file__).parents[2] / "data/samples/servicenow/incident_event_log_excerpt.csv.gz"
    warehouse = folder / "servicenow.duckdb"
    load([log], "servicenow", warehouse, NOW)
    hops = facts_of(warehouse)["fct_escalation"]
    assert hops.get_column("rule_basis").to_list() == ["implied"] * 197
