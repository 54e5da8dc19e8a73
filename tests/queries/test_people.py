"""Who is behind a figure, and what becomes of a figure with too few people behind it."""

import datetime as dt
import tomllib

import pytest

from queries.asked import FILTERS, GRAINS, Asked
from queries.catalog import load_catalog
from queries.measure import Result, measure
from queries.people import BITS, FILE, load_people
from queries.printing import print_result
from queries.revisit.settings import load_settings
from tests.queries.conftest import MakeWarehouse

MONDAY = dt.date(2026, 1, 5)
HANDLERS = "over_escalation_by_receiver_rate"
RECEIVERS = "return_rate"
ATTEMPT = ("contact_id", "day", "outcome", "is_failed", "person_bit", "receiver_bit")


def hops(*people: int | None, receivers: int = 0, **columns: object) -> list[dict[str, object]]:
    """Four escalations of each person, taken up by so many receivers in turn."""
    return [
        {
            "contact_id": f"c{place}-{number}",
            "day": MONDAY,
            "is_over_by_receiver": number == 0,
            "is_returned": number == 0,
            "person_bit": None if person is None else 1 << person,
            "receiver_bit": 1 << (4 * place + number) % receivers if receivers else None,
        }
        | columns
        for place, person in enumerate(people)
        for number in range(4)
    ]


def rated(make: MakeWarehouse, rows: list[dict[str, object]], name: str = HANDLERS) -> Result:
    return measure(make({"facts.fct_escalation": rows}), name, Asked(by=("team",)))


def test_every_metric_says_whose_figure_it_is_and_nothing_else_does() -> None:
    declared = load_people()["metric"]
    missing = set(load_catalog()) - set(declared)
    assert not missing, (
        f'queries/people.toml: add {sorted(missing)} with ["handler"], or with '
        '["handler", "receiver"] where the figure says how the receivers fared.'
    )
    assert set(declared) <= set(load_catalog())
    for name, kinds in declared.items():
        assert kinds in ([], ["handler"], ["handler", "receiver"]), name
        assert kinds or "min_people" in load_catalog()[name].params, name
        fact = load_catalog()[name].source[0]
        assert "receiver" not in kinds or fact in ("facts.fct_escalation", "facts.fct_attempt")


def test_rules_and_metrics_ask_for_as_many_people() -> None:
    entry = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert entry["minimum"] == load_settings().min_people == 5
    assert entry["why"]


def test_a_person_is_no_group_and_no_filter() -> None:
    people = {*BITS.values(), "person_bits", "actor", "actor_key", "customer_id", "receiver"}
    assert not people & {*GRAINS, *FILTERS}
    for metric in load_catalog().values():
        assert not people & {*metric.grains, *metric.filters}


def test_four_people_are_too_few_and_five_are_enough(make_warehouse: MakeWarehouse) -> None:
    rows = hops(1, 2, 3, 4, 4, team="four") + hops(1, 2, 3, 4, 62, team="five")
    result = rated(make_warehouse, rows)
    shown = result.frame.select("team", "numerator", "denominator", "metric_value", "status").rows()
    assert shown == [("five", 5, 20, 25.0, "ok"), ("four", None, None, None, "too_few_people")]
    assert result.status == "ok"


def test_a_withheld_row_keeps_no_figure_of_any_kind(make_warehouse: MakeWarehouse) -> None:
    row = rated(make_warehouse, hops(1, 1, 2, 3, 4, team="a")).frame.row(0, named=True)
    kept = {name for name, value in row.items() if value is not None}
    assert kept == {"team", "status", "has_verdict", "is_final"}
    assert row["has_verdict"] is False


def test_where_nobody_is_on_record_nothing_is_withheld(make_warehouse: MakeWarehouse) -> None:
    frame = rated(make_warehouse, hops(*[None] * 5, team="a")).frame
    assert frame.select("metric_value", "status").row(0) == (25.0, "ok")


def test_only_the_people_in_the_denominator_count(make_warehouse: MakeWarehouse) -> None:
    judged = hops(1, 2, 3, 4, team="a")
    others = hops(*range(5, 30), team="a", is_over_by_receiver=None)
    assert rated(make_warehouse, judged + others).frame["status"].to_list() == ["too_few_people"]


def test_the_size_of_a_group_without_a_record_is_withheld_as_well(
    make_warehouse: MakeWarehouse,
) -> None:
    unjudged = hops(7, team="a", is_over_by_receiver=None)
    row = rated(make_warehouse, unjudged + hops(1, 2, 3, 4, 5, team="b")).frame.row(0, named=True)
    assert (row["status"], row["cases"]) == ("not_recorded", None)


@pytest.mark.parametrize(("receivers", "status"), [(4, "too_few_people"), (5, "ok"), (0, "ok")])
def test_a_figure_about_receivers_needs_as_many_of_them(
    make_warehouse: MakeWarehouse, receivers: int, status: str
) -> None:
    rows = hops(1, 2, 3, 4, 5, receivers=receivers, team="a")
    assert rated(make_warehouse, rows, RECEIVERS).frame["status"].to_list() == [status]
    assert rated(make_warehouse, rows, HANDLERS).frame["status"].to_list() == ["ok"]


def test_few_people_under_a_figure_about_receivers_are_too_few(
    make_warehouse: MakeWarehouse,
) -> None:
    rows = hops(1, 2, 3, 4, 4, receivers=9, team="a")
    assert rated(make_warehouse, rows, RECEIVERS).frame["status"].to_list() == ["too_few_people"]


def test_a_whole_answer_without_a_figure_says_so(make_warehouse: MakeWarehouse) -> None:
    result = rated(make_warehouse, hops(1, 2, 2, 2, 2, team="a"))
    assert result.status == "too_few_people"
    assert "fewer than 5 different people" in print_result(result)
    assert "人が 5 人未満" in print_result(result, lang="ja")


def test_nothing_is_said_of_people_where_enough_are_behind(make_warehouse: MakeWarehouse) -> None:
    assert "people" not in print_result(rated(make_warehouse, hops(1, 2, 3, 4, 5, team="a")))


@pytest.mark.parametrize(("receivers", "status"), [(4, "too_few_people"), (5, "ok"), (0, "ok")])
@pytest.mark.parametrize("asked", [Asked(by=("outcome",)), Asked(by=(), outcome=("busy",))])
def test_those_tried_in_vain_are_the_receivers_of_the_whole_group(
    make_warehouse: MakeWarehouse, asked: Asked, receivers: int, status: str
) -> None:
    answered = hops(1, 2, 3, 4, 5, receivers=receivers, outcome="answered", is_failed=False)
    busy = hops(1, 2, 3, 4, 5, outcome="busy", is_failed=True)
    rows = [
        {name: row.get(name) for name in ATTEMPT} | {"attempt": place}
        for place, row in enumerate(answered + busy)
    ]
    result = measure(make_warehouse({"facts.fct_attempt": rows}), "unreachable_attempt_rate", asked)
    assert set(result.frame["status"]) == {status}


def test_the_few_who_judged_are_not_hidden_by_the_whole_group(
    make_warehouse: MakeWarehouse,
) -> None:
    judged = hops(1, 2, 3, 4, 5, receivers=4, judgement="needed")
    others = hops(1, 2, 3, 4, 5, receivers=9)
    rows = [row | {"contact_id": f"d{place}"} for place, row in enumerate(judged + others)]
    warehouse = make_warehouse({"facts.fct_escalation": rows})
    frame = measure(warehouse, RECEIVERS, Asked(by=("judgement",))).frame
    assert dict(frame.select("judgement", "status").iter_rows()) == {
        "needed": "too_few_people",
        None: "ok",
    }
