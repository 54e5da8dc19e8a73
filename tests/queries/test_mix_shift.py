"""Why a rate moved, asked of a warehouse."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest

from queries.asked import Asked
from queries.errors import QueryError
from queries.mix_printing import print_mix_shift
from queries.mix_shift import explain_change
from queries.warehouse import Warehouse

MakeWarehouse = Callable[..., Warehouse]
MAY, JUNE, JULY = dt.date(2026, 5, 1), dt.date(2026, 6, 1), dt.date(2026, 7, 1)
BEFORE = Asked(start=MAY, stop=JUNE, by=("category",))
NOW = Asked(start=JUNE, stop=JULY, by=("category",))


def hops(day: dt.date, category: str | None, returned: int, size: int) -> list[dict[str, Any]]:
    shared = {"day": day, "category": category}
    return [
        {"contact_id": f"{day}{category}{n}", "is_returned": n < returned, **shared}
        for n in range(size)
    ]


@pytest.fixture
def warehouse(make_warehouse: MakeWarehouse) -> Warehouse:
    rows = [
        *hops(MAY, "billing", 10, 100),
        *hops(MAY, None, 40, 100),
        *hops(JUNE, "billing", 12, 60),
        *hops(JUNE, None, 56, 140),
    ]
    return make_warehouse({"facts.fct_escalation": rows})


def test_the_parts_of_each_group_and_of_the_whole(warehouse: Warehouse) -> None:
    shift = explain_change(warehouse, "return_rate", NOW, BEFORE)
    whole = (shift.before_value, shift.metric_value, shift.change)
    assert whole == pytest.approx((25.0, 34.0, 9.0))
    assert (shift.mix_part, shift.within_part) == pytest.approx((5.0, 4.0))
    billing, unknown = shift.frame.to_dicts()
    assert (billing.pop("category"), unknown.pop("category")) == ("billing", None)
    assert billing == pytest.approx(
        {
            "before_numerator": 10,
            "before_denominator": 100,
            "before_value": 10.0,
            "numerator": 12,
            "denominator": 60,
            "metric_value": 20.0,
            "change_part": 6.9,
            "mix_part": 2.9,
            "within_part": 4.0,
        }
    )
    assert (unknown["mix_part"], unknown["within_part"]) == pytest.approx((2.1, 0.0))


def test_a_group_of_one_period_has_no_rate_in_the_other(make_warehouse: MakeWarehouse) -> None:
    rows = [*hops(MAY, "old", 5, 10), *hops(JUNE, "new", 2, 10)]
    warehouse = make_warehouse({"facts.fct_escalation": rows})
    shift = explain_change(warehouse, "return_rate", NOW, BEFORE)
    found = {row["category"]: row for row in shift.frame.to_dicts()}
    assert (found["old"]["before_value"], found["old"]["metric_value"]) == (50.0, None)
    assert (found["new"]["before_value"], found["new"]["metric_value"]) == (None, 20.0)
    assert (shift.mix_part, shift.within_part) == pytest.approx((-30.0, 0.0))


def test_a_period_without_cases_is_said_and_not_a_zero(make_warehouse: MakeWarehouse) -> None:
    warehouse = make_warehouse({"facts.fct_escalation": hops(JUNE, "billing", 5, 10)})
    shift = explain_change(warehouse, "return_rate", NOW, BEFORE)
    assert (shift.change, shift.mix_part, shift.frame["mix_part"].to_list()) == (None, None, [None])
    assert "has no cases to compare" in print_mix_shift(shift)
    assert "比べられません" in print_mix_shift(shift, lang="ja")


def test_what_is_not_recorded_is_said(make_warehouse: MakeWarehouse) -> None:
    given = {"facts.fct_escalation": hops(MAY, "x", 5, 10) + hops(JUNE, "x", 5, 10)}
    warehouse = make_warehouse(given, recorded=["escalated"])
    shift = explain_change(warehouse, "return_rate", NOW, BEFORE)
    assert (shift.missing, shift.change) == (("returned",), None)
    assert "no event returned" in print_mix_shift(shift)


def test_the_table_says_how_much_is_mix_in_both_languages(warehouse: Warehouse) -> None:
    shift = explain_change(warehouse, "return_rate", NOW, BEFORE)
    lines = print_mix_shift(shift).splitlines()
    assert lines[:4] == [
        "Returned escalations: where the change comes from, by category",
        "before: 2026-05-01 to before 2026-06-01",
        "now:    2026-06-01 to before 2026-07-01",
        "25.00 → 34.00 (+9.00 points): +4.00 within the groups, +5.00 by their mix",
    ]
    assert (
        "25.00 → 34.00(+9.00 ポイント): 区分の中の変化 +4.00、構成の変化 +5.00"
        in print_mix_shift(shift, lang="ja")
    )


def test_json_and_csv_have_every_part(warehouse: Warehouse) -> None:
    shift = explain_change(warehouse, "return_rate", NOW, BEFORE)
    answer = json.loads(print_mix_shift(shift, "json"))
    assert (answer["change"], answer["mix_part"]) == pytest.approx((9.0, 5.0))
    assert [row["category"] for row in answer["rows"]] == ["billing", None]
    header, first, *_ = print_mix_shift(shift, "csv").splitlines()
    assert header.endswith("change_part,mix_part,within_part")
    assert first.startswith("billing,10,100,")


@pytest.mark.parametrize(
    ("name", "by", "message"),
    [
        ("contact_volume", ("category",), "is a count, so its change has no mix"),
        ("time_to_accept", ("category",), "is not a ratio of sums"),
        ("return_rate", (), "say by which groups to split the change"),
        ("return_rate", ("slot",), "cannot be grouped by 'slot'"),
    ],
)
def test_what_has_no_mix_is_refused(
    warehouse: Warehouse, name: str, by: tuple[str, ...], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        explain_change(warehouse, name, Asked(by=by), Asked(by=by))


def test_a_metric_of_several_rows_a_group_is_refused(make_warehouse: MakeWarehouse) -> None:
    rows = [{"contact_id": "c1", "day": JUNE, "category": "x", "is_exact": True}]
    warehouse = make_warehouse({"facts.fct_escalation": rows})
    with pytest.raises(QueryError, match="has several rows a group"):
        explain_change(warehouse, "recorded_share", NOW, NOW)


@pytest.mark.parametrize(("day", "is_final"), [(6, False), (7, True)])
def test_a_change_is_final_when_both_periods_are(
    make_warehouse: MakeWarehouse, day: int, is_final: bool
) -> None:
    # Seven days of follow-up after the thirtieth of June.
    built = {
        "build_id": "b1",
        "as_of": dt.datetime(2026, 7, day, tzinfo=dt.UTC),
        "time_zone": "UTC",
    }
    rows = hops(MAY, "billing", 10, 100) + hops(JUNE, "billing", 12, 60)
    warehouse = make_warehouse({"meta.build": [built], "facts.fct_escalation": rows})
    shift = explain_change(warehouse, "return_rate", NOW, BEFORE)
    assert shift.is_final is is_final
    assert ("provisional: " in print_mix_shift(shift)) is not is_final
    assert ("速報" in print_mix_shift(shift, lang="ja")) is not is_final
    assert json.loads(print_mix_shift(shift, "json"))["is_final"] is is_final
