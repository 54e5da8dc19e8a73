"""What is printed for a metric, and what the exit code says."""

import argparse
import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from queries.asked import Asked
from queries.command import add_arguments, as_asked, run, run_list
from queries.errors import QueryError
from queries.warehouse import Warehouse

MakeWarehouse = Callable[..., Warehouse]
MONDAY = dt.date(2026, 1, 5)


def parsed(*words: str, warehouse: Path | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    args = parser.parse_args(words)
    args.warehouse = warehouse
    return args


@pytest.fixture
def returned(make_warehouse: MakeWarehouse) -> Path:
    rows = [
        {"contact_id": f"c{n}", "day": MONDAY, "center": "tokyo", "is_returned": n < 5}
        for n in range(20)
    ]
    return make_warehouse({"facts.fct_escalation": rows}).path


def test_arguments_become_a_question() -> None:
    words = "return_rate --from 2026-01-01 --to 2026-02-01 --by week,center --filter level=1,-"
    args = parsed(*words.split(), "--filter", "rule=R1", "--clock", "business")
    assert as_asked(args) == Asked(
        start=dt.date(2026, 1, 1),
        stop=dt.date(2026, 2, 1),
        by=("week_start", "center"),
        level=(1, None),
        rule_id=("R1",),
        clock="business",
    )


def test_all_asks_for_one_total() -> None:
    assert as_asked(parsed("return_rate", "--by", "all")).by == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("centre=tokyo", "'centre' is no filter. Did you mean 'center'?"),
        ("center", "Write NAME=VALUE"),
        ("level=one", "write a number, such as level=1"),
    ],
)
def test_a_wrong_filter_says_what_to_write(text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        as_asked(parsed("return_rate", "--filter", text))
    assert message in str(caught.value)


def test_a_table_has_figures_and_what_they_mean(
    returned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(parsed("return_rate", warehouse=returned)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Returned escalations / 差し戻し率 (percent)"
    row = next(line for line in lines if line.startswith("2026-01-05"))
    assert " ".join(row.split()) == "2026-01-05 5 20 25.00 20 20 100 % ok yes"
    assert lines[-1] == "build: empty"


def test_json_has_what_was_asked_and_the_rows(
    returned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = parsed("return_rate", "--format", "json", "--by", "center", warehouse=returned)
    assert run(args) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["metric"], answer["unit"], answer["by"]) == (
        "return_rate",
        "percent",
        ["center"],
    )
    assert [row["metric_value"] for row in answer["rows"]] == [25.0]


def test_csv_has_a_header_and_rows(returned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(parsed("return_rate", "--format", "csv", warehouse=returned)) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["week_start"], row["numerator"]) for row in rows] == [("2026-01-05", "5")]


def test_an_empty_answer_says_what_to_change(
    returned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("return_rate", "--to", "2026-01-05", "--filter", "center=osaka")
    assert run(parsed(*words, warehouse=returned)) == 0
    out = capsys.readouterr().out
    assert "Nothing to count from the beginning to before 2026-01-05 for center osaka." in out


def test_not_recorded_is_said_and_ends_with_1(
    make_warehouse: MakeWarehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"contact_id": "c1", "day": MONDAY, "is_returned": False}]
    path = make_warehouse({"facts.fct_escalation": rows}, recorded=["escalated"]).path
    assert run(parsed("return_rate", warehouse=path)) == 1
    assert "not recorded in this log: no event returned" in capsys.readouterr().out


def test_wrong_use_goes_to_stderr_and_ends_with_2(
    returned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(parsed("return_rat", warehouse=returned)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Did you mean 'return_rate'?" in captured.err


def test_all_metrics_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_list() == 0
    out = capsys.readouterr().out
    assert "escalation_rate" in out
    assert "エスカレ率" in out
