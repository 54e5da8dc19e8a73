"""Locking a usual range: the command, and what the weekly page makes of it."""

import datetime as dt
from pathlib import Path

import pytest

import minaoshi
from dashboard.frame.chosen import Chosen
from dashboard.reading import data, weeks
from etl.pipeline import load
from etl.simulate import SimulationPlan, write_simulation
from queries.asked import Asked
from queries.journal.baselines import Baseline

from .conftest import Opened

NOON = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)
CHANGE = ["escalation_rate", "--from", "2026-04-15", "--reason", "new call flow"]


@pytest.fixture(autouse=True)
def _journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINAOSHI_JOURNAL", f"sqlite:///{tmp_path / 'journal.sqlite'}")


def run(capsys: pytest.CaptureFixture[str], warehouse: Path, *words: str) -> tuple[int, str]:
    status = minaoshi.main(["baseline", *words, "--warehouse", str(warehouse)])
    said = capsys.readouterr()
    return status, (said.out or said.err).strip()


def test_the_command_locks_lists_and_takes_back(
    capsys: pytest.CaptureFixture[str], full: Path
) -> None:
    assert run(capsys, full)[1].startswith("No usual range is locked.")
    assert run(capsys, full, "lock", *CHANGE, "--role", "quality") == (
        0,
        "escalation_rate: usual range locked on its first weeks from 2026-04-13.",
    )
    assert run(capsys, full) == (0, "escalation_rate  from 2026-04-13  new call flow")
    assert run(capsys, full, "unlock", *CHANGE)[0] == 0
    assert run(capsys, full, "unlock", *CHANGE) == (
        2,
        "minaoshi: escalation_rate, week of 2026-04-13: has no lock. Weeks that have one: none.",
    )


def test_a_lock_wants_twelve_weeks_behind_it(
    capsys: pytest.CaptureFixture[str], full: Path
) -> None:
    late = ["escalation_rate", "--from", "2026-07-06", "--reason", "late"]
    status, said = run(capsys, full, "lock", *late)
    assert status == 2
    assert "week of 2026-07-06: weeks with a value on record from there: 1, needed: 12." in said


def test_a_lock_wants_a_reason(capsys: pytest.CaptureFixture[str], full: Path) -> None:
    status, said = run(capsys, full, "lock", *CHANGE[:-1], " ")
    assert status == 2
    assert "needs a cause that is known" in said


def test_the_page_takes_its_range_from_the_lock_and_says_so(
    capsys: pytest.CaptureFixture[str], opened: Opened, full: Path
) -> None:
    app = opened(full, "weekly", lang="en")
    assert any("stays until somebody locks another" in str(c.value) for c in app.caption)
    run(capsys, full, "lock", *CHANGE)
    app = opened(full, "weekly", lang="en")
    said = "The range is locked on the first weeks from 2026/04/13: new call flow"
    assert any(said in str(caption.value) for caption in app.caption)
    on_show = data.build(str(full))
    week = data.choices(on_show).week("2026-07-06")
    assert week is not None
    trend = weeks.week(on_show, ["escalation_rate"], [], Chosen("en", week)).trends[
        "escalation_rate"
    ]
    centers = {row["week_start"]: row["center"] for row in trend.rows.iter_rows(named=True)}
    after = centers[dt.date(2026, 4, 13)]
    base = trend.result.frame.filter(trend.result.frame["week_start"] >= dt.date(2026, 4, 13))
    first = base.head(20)
    assert after == pytest.approx(100 * first["numerator"].sum() / first["denominator"].sum())


def test_a_journal_out_of_reach_is_said_and_is_not_one_without_locks(
    opened: Opened, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("MINAOSHI_JOURNAL", f"sqlite:///{broken}")
    captions = [str(caption.value) for caption in opened(full, "weekly", lang="en").caption]
    assert any("Whether somebody has locked the range cannot be read" in said for said in captions)
    assert not any("until somebody locks another" in said for said in captions)


def test_a_range_comes_from_the_last_lock_before_the_weeks_shown_or_from_the_first_weeks() -> None:
    lock = Baseline("escalation_rate", dt.date(2026, 6, 29), "new flow", NOON)
    shown = Asked(start=dt.date(2026, 4, 6), stop=dt.date(2026, 10, 5))
    # Weeks before the lock are shown, too, and keep the range of the first weeks on record.
    assert weeks.reaching_back(shown, (lock,)) == Asked(stop=shown.stop)
    # A year later the lock alone matters, however far back it lies.
    later = Asked(start=dt.date(2027, 4, 5), stop=dt.date(2027, 10, 4))
    assert weeks.reaching_back(later, (lock,)).start == dt.date(2026, 6, 29)
    assert weeks.reaching_back(shown, ()) == Asked(stop=shown.stop)


def test_a_range_that_nobody_locked_stays_where_it_was_as_weeks_go_by(tmp_path: Path) -> None:
    write_simulation(SimulationPlan(seed=5, contacts=4_000, weeks=32), tmp_path)
    long = tmp_path / "w.duckdb"
    load([tmp_path / "events.csv"], "canonical", long, NOON)
    on_show = data.build(str(long))
    on_record = data.choices(on_show).weeks
    centers = {}
    # The newest week comes first; 26 weeks are shown, and 32 are on record.
    for week in (on_record[0], on_record[6]):
        figures = weeks.week(on_show, ["escalation_rate"], [], Chosen("en", week))
        centers[week] = figures.trends["escalation_rate"].rows["center"].drop_nulls().unique()
    first = data.metric(on_show, "escalation_rate", Asked(by=("week_start",))).frame.head(20)
    usual = 100 * first["numerator"].sum() / first["denominator"].sum()
    for center in centers.values():
        assert center.to_list() == pytest.approx([usual])
