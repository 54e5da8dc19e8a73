"""Business hours: exact to the second, holidays and a center's own days included."""

import datetime as dt
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import polars as pl
import pytest

from etl.calendar import build_calendar
from etl.canonical import EVENT_SCHEMA
from etl.errors import EtlError
from etl.facts import FactInput, build_facts
from etl.settings import read_settings

HOURS = """
[hours]
monday = "09:00-18:00"
tuesday = "09:00-18:00"
wednesday = "09:00-18:00"
thursday = "09:00-18:00"
friday = "09:00-18:00"
saturday = "10:00-15:00"
"""


def seconds_open(tmp_path, settings_text: str, start: str, stop: str, center: str = "*") -> int:
    """Return the business seconds between two local stamps, as the facts reckon them."""
    path = tmp_path / "minaoshi.toml"
    path.write_text(settings_text, encoding="utf-8")
    settings = read_settings(path)
    zone = ZoneInfo(settings.time_zone)
    stamps = [dt.datetime.fromisoformat(text).replace(tzinfo=zone) for text in (start, stop)]
    events = pl.DataFrame(
        {
            "contact_id": "c1",
            "event": ["opened", "resolved"],
            "occurred_at": [stamp.astimezone(dt.UTC) for stamp in stamps],
            "time_basis": "exact",
            "seq": [0, 100],
            "center": None if center == "*" else center,
        }
    )
    missing = [name for name in EVENT_SCHEMA if name not in events.columns]
    log = tmp_path / "events.parquet"
    events.with_columns(pl.lit(None).alias(name) for name in missing).select(
        pl.col(name).cast(kind) for name, kind in EVENT_SCHEMA.items()
    ).write_parquet(log)
    calendar = build_calendar(settings, stamps[0].date(), stamps[1].date())
    connection = duckdb.connect()
    connection.execute(f"set timezone = '{settings.time_zone}'")
    connection.execute("attach ':memory:' as warehouse; use warehouse")
    build_facts(connection, FactInput([log], dimensions={"dim_calendar": calendar}))
    row = connection.execute(
        "from facts.fct_contact select escalate_business_seconds, escalate_seconds"
    ).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("start", "stop", "minutes"),
    [
        # 2026-11-23 is Labor Thanksgiving Day.
        ("2026-11-20T17:50", "2026-11-24T09:10", 320),
        ("2026-11-20T17:50", "2026-11-21T10:15", 25),
        ("2026-11-21T14:30", "2026-11-24T09:30", 60),
        ("2026-11-19T10:00", "2026-11-19T10:45", 45),
        ("2026-11-19T19:00", "2026-11-19T23:00", 0),
        ("2026-11-22T12:00", "2026-11-23T12:00", 0),
        ("2026-11-18T08:00", "2026-11-19T20:00", 1080),
        ("2026-11-16T09:00", "2026-11-27T18:00", 5160),
    ],
)
def test_business_minutes_worked_out_by_hand(tmp_path, start, stop, minutes):
    assert seconds_open(tmp_path, HOURS, start, stop) == minutes * 60


def test_hours_that_begin_inside_a_quarter_are_exact(tmp_path):
    hours = '[hours]\nmonday = "09:05-17:50"\n'
    assert seconds_open(tmp_path, hours, "2026-11-16T09:02:30", "2026-11-16T09:07:45") == 165
    assert seconds_open(tmp_path, hours, "2026-11-16T17:47:00", "2026-11-16T17:59:00") == 180


def test_hours_may_pass_midnight(tmp_path):
    hours = '[hours]\nmonday = "22:00-26:00"\n'
    assert seconds_open(tmp_path, hours, "2026-11-16T23:30:00", "2026-11-17T05:00:00") == 9000


def test_the_night_before_the_first_day_counts(tmp_path):
    hours = '[hours]\nmonday = "22:00-26:00"\n'
    assert seconds_open(tmp_path, hours, "2026-11-17T01:00:00", "2026-11-17T05:00:00") == 3600


def test_nights_that_overlap_count_once(tmp_path):
    hours = '[hours]\nmonday = "22:00-30:10"\ntuesday = "05:00-07:00"\n'
    assert seconds_open(tmp_path, hours, "2026-11-16T00:00", "2026-11-17T12:00") == 9 * 3600


def test_closed_over_lunch(tmp_path):
    hours = '[hours]\nmonday = "09:00-12:00 13:00-18:00"\n'
    assert seconds_open(tmp_path, hours, "2026-11-16T11:59:50", "2026-11-16T13:00:20") == 30


def test_a_holiday_may_have_hours_of_its_own(tmp_path):
    hours = '[hours]\nmonday = "09:00-18:00"\nholiday = "10:00-12:00"\n'
    assert seconds_open(tmp_path, hours, "2026-11-23T00:00", "2026-11-23T23:00") == 7200


def test_a_center_has_hours_and_days_of_its_own(tmp_path):
    text = HOURS + (
        '[hours_of.tokyo]\nmonday = "09:00-21:00"\n'
        '[special_days]\n"2026-11-16" = "10:00-12:00"\n'
        '[special_days_of.tokyo]\n"2026-11-16" = ""\n'
    )
    day = ("2026-11-16T00:00", "2026-11-16T23:59")
    assert seconds_open(tmp_path, text, *day) == 7200
    assert seconds_open(tmp_path, text, *day, center="tokyo") == 0
    assert seconds_open(tmp_path, text, *day, center="sapporo") == 7200


def test_golden_business_minutes(tmp_path):
    path = Path(__file__).parents[2].parent / "shared" / "golden" / "04_time_to_escalate.json"
    if not path.exists():
        pytest.skip("the golden cases are not on this machine")
    cases = {case["id"]: case for case in json.loads(path.read_text(encoding="utf-8"))["cases"]}
    golden = cases["business_clock_own"]
    reckoned = [
        seconds_open(tmp_path, HOURS, start, stop) / 60 for start, stop in golden["inputs"]["cases"]
    ]
    assert reckoned == golden["expected"]["minutes"]
    clocks_back = cases["dst_fall_back"]
    start, stop = (
        dt.datetime.fromisoformat(clocks_back["inputs"][key]).replace(tzinfo=None)
        for key in ("start", "end")
    )
    always = 'time_zone = "America/New_York"\n[hours]\nsunday = "00:00-24:00"\n'
    minutes = seconds_open(tmp_path, always, str(start), str(stop)) / 60
    assert minutes == clocks_back["expected"]["elapsed_minutes_utc"]


def test_an_hour_that_comes_twice_counts_twice(tmp_path):
    """New York sets its clocks back on 2026-11-01: midnight to four is five hours long."""
    text = 'time_zone = "America/New_York"\n[hours]\nsunday = "00:00-04:00"\n'
    assert seconds_open(tmp_path, text, "2026-11-01T00:00", "2026-11-01T12:00") == 5 * 3600


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'time_zome = "Asia/Tokyo"',
            'time_zome: is not a key of this table. Did you mean "time_zone"',
        ),
        ('time_zone = "Asia/Tokio"', 'time_zone: "Asia/Tokio" is no time zone'),
        ('[hours]\nmonday = "nine to five"', 'hours: monday: "nine to five" are no hours'),
        ('[hours]\nmonday = "18:00-09:00"', "ends before it begins"),
        ('[special_days]\n"31.12." = ""', "is no date"),
        ('[risk]\nhigh = ["medium"]', "give a risk for low, medium and high impact"),
        ("time_zone = ", "is not readable as TOML"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, text, message):
    path = tmp_path / "minaoshi.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EtlError) as error:
        read_settings(path)
    assert message in str(error.value)


def test_the_defaults_have_the_published_matrix():
    risk = read_settings().dimensions["dim_risk"]
    cells = {(row["urgency"], row["impact"]): row["risk"] for row in risk.iter_rows(named=True)}
    assert cells[(3, 3)] == "very_high"
    assert [cells[(urgency, 1)] for urgency in (3, 2, 1)] == ["medium", "low", "low"]
    assert [cells[(urgency, 2)] for urgency in (3, 2, 1)] == ["high", "medium", "low"]
    assert [cells[(urgency, 3)] for urgency in (3, 2, 1)] == ["very_high", "high", "medium"]
