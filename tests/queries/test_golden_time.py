"""Times against published survival figures, and against our own worked by hand."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from queries.asked import Asked
from queries.measure import measure
from queries.warehouse import Warehouse

GOLDEN = Path(__file__).parents[3] / "shared" / "golden" / "04_time_to_escalate.json"
MakeWarehouse = Callable[..., Warehouse]

# Freireich 1963, 6-mercaptopurine: weeks in remission; 1 relapse, 0 still in remission.
FREIREICH_WEEKS = (6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35)
FREIREICH_RELAPSE = (1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)
FREIREICH_SURVIVAL = {
    6: 0.8571428571,
    7: 0.8067226891,
    10: 0.7529411765,
    13: 0.6901960784,
    16: 0.6274509804,
    22: 0.5378151261,
    23: 0.4481792717,
}


def rows(times: Sequence[float], ends: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "contact_id": f"c{number}",
            "day": dt.date(2026, 1, 5),
            "escalate_seconds": int(time),
            "escalate_end_kind": end,
        }
        for number, (time, end) in enumerate(zip(times, ends, strict=True))
    ]


def total(
    make_warehouse: MakeWarehouse, times: Sequence[float], ends: Sequence[str], by: str = ""
) -> dict[str, Any]:
    warehouse = make_warehouse({"facts.fct_contact": rows(times, ends)})
    asked = Asked(by=(by,) if by else ())
    return measure(warehouse, "time_to_escalate", asked).frame.row(0, named=True)


def curve(
    make_warehouse: MakeWarehouse, times: Sequence[float], ends: Sequence[str], wanted: str
) -> dict[int, float]:
    """Return the share of cases with the wanted end by each second that has one."""
    warehouse = make_warehouse({"facts.fct_contact": rows(times, ends)})
    sql = (Path(__file__).parent / "censored_curve.sql").read_text(encoding="utf-8")
    frame = warehouse.query(sql, Asked(by=()).params() | {"wanted": wanted})
    return {row["seconds"]: row["weight_so_far"] / len(times) for row in frame.to_dicts()}


def test_kaplan_meier_of_freireich(make_warehouse: MakeWarehouse) -> None:
    ends = ["escalated" if relapse else "open" for relapse in FREIREICH_RELAPSE]
    found = curve(make_warehouse, FREIREICH_WEEKS, ends, "escalated")
    survival = {week: 1 - share for week, share in found.items()}
    assert survival == pytest.approx(FREIREICH_SURVIVAL, abs=1e-9)


@pytest.mark.parametrize("by", ["", "week_start", "hour"])
def test_open_cases_are_censored_whatever_the_groups(
    make_warehouse: MakeWarehouse, by: str
) -> None:
    ends = ["escalated" if relapse else "open" for relapse in FREIREICH_RELAPSE]
    found = total(make_warehouse, FREIREICH_WEEKS, ends, by)
    assert found["final_cif"] == pytest.approx(100 - 44.81792717, abs=1e-6)
    assert found["naive_mean"] == pytest.approx(12.11111111, abs=1e-8)
    assert found["naive_p50"] == 10.0


def test_without_open_cases_a_quantile_is_an_observed_time(make_warehouse: MakeWarehouse) -> None:
    found = total(make_warehouse, range(1, 11), ["escalated"] * 10)
    assert (found["aj_p50"], found["aj_p90"]) == (5, 9)
    assert (found["naive_p50"], found["naive_p90"]) == (5.5, pytest.approx(9.1, abs=1e-9))


def test_percentiles_are_pooled_and_not_averaged(make_warehouse: MakeWarehouse) -> None:
    days = ([2, 3, 3, 4, 120], [1, 2, 2, 3, 3, 3, 4, 4, 5, 6], [10, 12, 15, 30, 60, 90])
    times = [time for day in days for time in day]
    assert total(make_warehouse, times, ["escalated"] * len(times))["naive_p90"] == 60.0


def golden(case_id: str) -> dict[str, Any]:
    if not GOLDEN.exists():
        pytest.skip(f"{GOLDEN.name} is not here")
    cases = json.loads(GOLDEN.read_text(encoding="utf-8"))["cases"]
    return next(case for case in cases if case["id"] == case_id)


def test_golden_kaplan_meier_with_ties(make_warehouse: MakeWarehouse) -> None:
    case = golden("km_r_survival")
    ends = ["escalated" if event else "open" for event in case["inputs"]["event"]]
    found = curve(make_warehouse, case["inputs"]["time"], ends, "escalated")
    expected = dict(zip(case["expected"]["t"], case["expected"]["S"], strict=True))
    survival = {second: 1 - share for second, share in found.items()}
    assert survival == pytest.approx(expected, abs=case["tolerance"])


@pytest.mark.parametrize("cause", [1, 2, 3])
def test_golden_aalen_johansen_with_ties(make_warehouse: MakeWarehouse, cause: int) -> None:
    case = golden("aj_stata_r_ties")
    ends = ["open" if number == 0 else str(number) for number in case["inputs"]["cause"]]
    found = curve(make_warehouse, case["inputs"]["time"], ends, str(cause))
    expected = dict(zip(case["expected"]["t"], case["expected"]["cif"][str(cause)], strict=True))
    assert found == pytest.approx({t: expected[t] for t in found}, abs=case["tolerance"])
    assert max(found.values()) == pytest.approx(
        case["expected"]["cif"][str(cause)][-1], abs=case["tolerance"]
    )


def test_golden_times_to_escalate(make_warehouse: MakeWarehouse) -> None:
    case = golden("aj_escalation_own")
    kinds = {0: "open", 1: "escalated", 2: "resolved"}
    ends = [kinds[number] for number in case["inputs"]["cause"]]
    minutes = case["inputs"]["minutes"]
    expected = dict(zip(case["expected"]["t"], case["expected"]["cif_escalated"], strict=True))
    found = curve(make_warehouse, minutes, ends, "escalated")
    assert found == pytest.approx({t: expected[t] for t in found}, abs=case["tolerance"])
    whole = total(make_warehouse, [minute * 60 for minute in minutes], ends)
    share = case["expected"]["share_escalated_within_15"]
    assert whole["cif_15min"] == pytest.approx(100 * share, abs=case["tolerance"])
    assert whole["p20_of_all"] == 60 * 18
    naive = case["expected"]["naive_mean_minutes_escalated"]
    assert whole["naive_mean"] == pytest.approx(60 * naive, abs=1e-6)
