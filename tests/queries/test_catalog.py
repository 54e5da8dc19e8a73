"""The catalog is complete, says what the SQL does, and refuses what it should."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from queries.asked import FLAG_FILTERS, GRAINS, NUMBER_FILTERS, Asked
from queries.catalog import FOLDER, load_catalog, read_metric, render_index
from queries.errors import CatalogError, UnknownMetricError
from queries.measure import cases, measure
from queries.thresholds import load_thresholds
from queries.warehouse import Warehouse

METRICS = sorted(load_catalog())
PARAMETER = re.compile(r"\$(\w+)")


@pytest.fixture(scope="module")
def empty(empty_file: Path) -> Warehouse:
    return Warehouse(empty_file)


def body(sql: str) -> str:
    return "\n".join(line for line in sql.splitlines() if not line.startswith("--"))


@pytest.mark.parametrize("name", METRICS)
def test_params_are_those_of_the_sql(name: str) -> None:
    metric = load_catalog()[name]
    assert set(PARAMETER.findall(body(metric.sql))) == set(metric.params)
    assert set(PARAMETER.findall(body(metric.cases_sql))) <= set(metric.params) - {"grain"}


@pytest.mark.parametrize("name", METRICS)
def test_every_grain_and_all_together_can_be_asked(name: str, empty: Warehouse) -> None:
    metric = load_catalog()[name]
    with empty.pinned() as build:
        for by in ((), *((grain,) for grain in metric.grains), metric.grains):
            found = measure(build, name, Asked(by=by))
            assert found.frame.columns[: len(by)] == list(by)
            assert found.is_empty


@pytest.mark.parametrize("name", METRICS)
def test_results_have_the_columns_of_the_contract(name: str, empty: Warehouse) -> None:
    columns = set(measure(empty, name, Asked(by=())).frame.columns)
    contract = {"numerator", "denominator", "metric_value", "recorded", "cases"}
    assert contract | {"coverage", "status", "has_verdict", "is_final"} <= columns


@pytest.mark.parametrize("name", METRICS)
def test_cases_say_which_when_and_where(name: str, empty: Warehouse) -> None:
    columns = cases(empty, name, Asked()).columns
    assert columns[:3] == ["contact_id", "escalation_id", "happened_at"]
    assert {"day", "center", "team", "channel", "category", "rule_id", "level"} <= set(columns)


@pytest.mark.parametrize("name", METRICS)
def test_every_filter_can_be_set(name: str, empty: Warehouse) -> None:
    metric = load_catalog()[name]
    values = dict.fromkeys(NUMBER_FILTERS, 1) | dict.fromkeys(FLAG_FILTERS, True)
    every = {name: (values.get(name, "x"), None) for name in metric.filters}
    asked = Asked(by=(), **every)  # type: ignore[arg-type]
    assert measure(empty, name, asked).is_empty
    assert cases(empty, name, asked).is_empty()


def test_grains_are_the_filters_and_the_period() -> None:
    for metric in load_catalog().values():
        assert set(metric.grains) <= set(GRAINS)
        assert set(metric.filters) == set(metric.grains) - {"week_start", "day"}, metric.metric


def test_every_metric_has_a_threshold_and_every_threshold_a_metric() -> None:
    assert set(load_thresholds()) == set(METRICS)


@pytest.mark.parametrize("name", METRICS)
def test_thresholds_lie_in_the_direction_that_is_bad(name: str) -> None:
    metric, threshold = load_catalog()[name], load_thresholds()[name]
    if threshold.watch is None or threshold.revisit is None:
        assert threshold.watch is None
        assert threshold.revisit is None
        return
    rises = threshold.revisit > threshold.watch
    assert rises == (metric.good == "down")
    assert metric.good != "none"


@pytest.mark.parametrize("name", METRICS)
def test_threshold_params_are_those_of_the_metric(name: str) -> None:
    metric, threshold = load_catalog()[name], load_thresholds()[name]
    assert set(threshold.params) == set(metric.params) - {"asked", "grain"}


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_is_followed_up_for_as_long_as_its_own_setting_says(name: str) -> None:
    threshold = load_thresholds()[name]
    windows = {
        days for key, days in threshold.params.items() if key in ("reopen_days", "complaint_days")
    }
    assert windows <= {threshold.follow_up_days}


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.sql")), ids=lambda path: path.name)
def test_sql_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80


def test_the_index_is_up_to_date() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert index == render_index(load_catalog()), "run python -m queries.catalog"


def test_an_unknown_metric_offers_the_nearest() -> None:
    with pytest.raises(UnknownMetricError, match="Did you mean 'bounce_rate'"):
        load_catalog()["bounse_rate"]


@pytest.fixture
def copy_metric(tmp_path: Path) -> Callable[[str, str], Path]:
    """Give a function that copies a metric with one thing in its header replaced."""

    def copy(old: str, new: str) -> Path:
        source = load_catalog()["return_rate"]
        path = tmp_path / "check" / "return_rate.sql"
        path.parent.mkdir()
        path.write_text(source.sql.replace(old, new), encoding="utf-8")
        path.with_suffix(".cases.sql").write_text(source.cases_sql, encoding="utf-8")
        return path

    return copy


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("-- unit:           percent\n", "", r"Missing: \['unit'\]"),
        ("-- unit:           percent", "-- unit:           per cent", "unit is 'per cent'"),
        ("-- good:           down", "-- good:           low", "good is 'low'"),
        ("return_rate\n", "returned_rate\n", "Name it like its file"),
        ("week_start,", "week,", "grain 'week' is unknown. Did you mean 'weekday'"),
        ("-- label:", "-- lable:", r"unknown: \['lable'\]"),
    ],
)
def test_a_bad_header_is_refused_with_the_way_out(
    copy_metric: Callable[[str, str], Path], old: str, new: str, message: str
) -> None:
    with pytest.raises(CatalogError, match=message):
        read_metric(copy_metric(old, new))


def test_a_metric_without_cases_is_refused(copy_metric: Callable[[str, str], Path]) -> None:
    path = copy_metric("", "")
    path.with_suffix(".cases.sql").unlink()
    with pytest.raises(CatalogError, match=r"return_rate\.cases\.sql is missing"):
        read_metric(path)
