"""The same log in every shape."""

import tomllib
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from etl.simulate import PlanError, Planted, SimulationPlan, simulate_events, write_simulation

PLAN = SimulationPlan(seed=3, contacts=3000, weeks=5)
ALL = ("events", "states", "cases", "excel", "counts", "parquet")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("simulated")
    write_simulation(PLAN, path, shapes=ALL)
    return path


@pytest.fixture(scope="module")
def log() -> pl.DataFrame:
    return simulate_events(PLAN)


def japanese(path: Path) -> pl.DataFrame:
    return pl.read_csv(path.read_text(encoding="cp932").encode(), infer_schema=False)


def test_the_events_file_holds_the_log_on_the_local_clock(folder: Path, log: pl.DataFrame) -> None:
    events = pl.read_csv(folder / "events.csv", infer_schema=False)
    assert events.columns[:6] == [
        "contact_id",
        "occurred_at",
        "seq",
        "escalation_id",
        "event",
        "center",
    ]
    assert "time_basis" not in events.columns
    local = log["occurred_at"].dt.convert_time_zone("Asia/Tokyo").dt.strftime("%Y-%m-%d %H:%M:%S")
    assert events["occurred_at"].to_list() == local.to_list()
    assert events["event"].to_list() == log["event"].to_list()


def test_the_parquet_file_holds_the_canonical_log(folder: Path, log: pl.DataFrame) -> None:
    parquet = pl.read_parquet(folder / "events.parquet")
    assert parquet.drop("source_file").equals(log.drop("source_file"))


def test_records_count_their_take_overs_and_reopenings(folder: Path, log: pl.DataFrame) -> None:
    states = pl.read_csv(folder / "states.csv", infer_schema=False)
    last = states.unique("number", keep="last").with_columns(
        pl.col("reassignment_count", "reopen_count").cast(pl.Int32)
    )
    taken = log.filter((pl.col("event") == "escalated") & (pl.col("mode") == "takeover"))
    assert last["reassignment_count"].sum() == taken.height
    assert last["reopen_count"].sum() == log.filter(pl.col("event") == "reopened").height


def test_the_group_name_tells_the_level(folder: Path) -> None:
    groups = pl.read_csv(folder / "states.csv", infer_schema=False)["assignment_group"]
    assert groups.str.contains(r"^L[1-5] ").all()
    assert "L3 SV Sapporo" in groups.to_list()


def test_the_list_of_escalations_has_one_row_per_hop(folder: Path, log: pl.DataFrame) -> None:
    cases = pl.read_csv(folder / "cases.csv", infer_schema=False)
    raised = log.filter(pl.col("event") == "escalated")
    assert cases["escalation_no"].to_list() == raised["escalation_id"].to_list()
    assert set(cases["emergency"]) == {"yes", "no"}


def test_the_japanese_list_is_cp932_with_its_own_characters(folder: Path) -> None:
    raw = (folder / "contacts_cp932.csv").read_bytes()
    text = raw.decode("cp932")
    assert b"\r\n" in raw
    assert all(character in text for character in "㈱①髙")
    rows = japanese(folder / "contacts_cp932.csv")
    assert rows.height == 3000
    assert rows["受付日"][0] == "2026年4月6日"
    assert set(rows["エスカレ"]) == {"あり", "なし"}


def test_the_daily_counts_add_up(folder: Path) -> None:
    counts = pl.read_csv(folder / "counts.csv")
    assert counts.columns == ["day", "desk", "category", "number"]
    assert counts["number"].sum() == 3000


def test_the_poor_profile_has_six_columns_and_nothing_else(tmp_path: Path) -> None:
    files = write_simulation(PLAN, tmp_path, profile="poor")
    assert files[0].name == "contacts_poor.csv"
    rows = japanese(files[0])
    assert rows.columns == ["受付番号", "受付日時", "大分類", "エスカレ先", "結果", "備考"]
    assert 150 < rows["エスカレ先"].is_not_null().sum() < 350
    assert set(rows["結果"]) == {"完了", "対応中", "再対応", "差戻し", "お客様放棄"}


def test_an_unknown_shape_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="shape 'xml' is unknown; use one of events, states"):
        write_simulation(PLAN, tmp_path, shapes=("xml",))


def test_the_files_are_the_same_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    for path in write_simulation(PLAN, tmp_path, shapes=ALL):
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_a_planted_conflict_is_a_second_rule_with_another_level(tmp_path: Path) -> None:
    plan = SimulationPlan(seed=3, contacts=100, weeks=5, planted=[Planted("conflict", "R004")])
    write_simulation(plan, tmp_path)
    books = sorted(tmp_path.glob("rules_*.xlsx"))
    rules = pl.read_excel(books[0], sheet_name="ルール")
    twins = rules.filter(pl.col("中分類") == "日時変更")
    assert twins["ルール番号"].to_list() == ["R004", "R901"]
    assert twins["エスカレ先(役割)"].to_list() == ["リーダー", "マネージャー"]


def test_the_settings_give_the_opening_hours(tmp_path: Path) -> None:
    plan = SimulationPlan(seed=3, contacts=100, weeks=2, start_date=date(2026, 12, 28))
    write_simulation(plan, tmp_path)
    settings = tomllib.loads((tmp_path / "minaoshi.toml").read_text(encoding="utf-8"))
    assert settings["hours_of"]["tokyo"]["saturday"] == "09:00-20:00"
    assert settings["hours_of"]["sapporo"]["saturday"] == ""
    assert list(settings["special_days"]) == [
        "2026-12-31",
        "2027-01-01",
        "2027-01-02",
        "2027-01-03",
    ]
