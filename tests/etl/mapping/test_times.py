"""Stamps become UTC instants, and say how exact they are."""

import polars as pl
import pytest

from etl.grammar import Column
from etl.times import clock_times, parse_stamps, to_utc


def _column(*formats: str, zone: str = "Asia/Tokyo") -> Column:
    return Column("at", "at", kind="time", formats=formats, zone=zone)


def _local(*stamps: str) -> pl.Series:
    return pl.Series(stamps).str.strptime(pl.Datetime("us"), "%Y-%m-%d %H:%M")


def _texts(stamps: pl.Series) -> list[str | None]:
    return stamps.dt.strftime("%Y-%m-%d %H:%M").to_list()


def test_several_formats_are_tried_in_their_order() -> None:
    column = _column("%d/%m/%Y %H:%M", "%d-%m-%Y %H:%M", "%Y年%m月%d日")
    text = pl.Series(["5/2/2012 13:32", "29-03-2012 12:36", "2012年3月1日", "soon", None])
    stamps, basis = parse_stamps(text, column)
    assert isinstance(basis, pl.Series)
    assert _texts(stamps) == [
        "2012-02-05 04:32",
        "2012-03-29 03:36",
        "2012-02-29 15:00",
        None,
        None,
    ]
    assert basis.to_list() == ["exact", "exact", "date_only", None, None]


def test_a_stamp_with_its_own_zone_keeps_it() -> None:
    column = _column("%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%SZ")
    stamps, _ = parse_stamps(
        pl.Series(["2026-04-01T09:00:00+0900", "2026-04-01T09:00:00Z"]), column
    )
    assert _texts(stamps) == ["2026-04-01 00:00", "2026-04-01 09:00"]


def test_summer_time_is_kept_apart() -> None:
    local = _local(
        "2026-03-01 12:00",  # winter: UTC+1
        "2026-03-29 02:30",  # this hour is left out
        "2026-07-01 12:00",  # summer: UTC+2
        "2026-10-25 02:30",  # this hour comes twice: the first
    )
    assert _texts(to_utc(local, "Europe/Berlin")) == [
        "2026-03-01 11:00",
        None,
        "2026-07-01 10:00",
        "2026-10-25 00:30",
    ]


def test_one_offset_over_the_span_gives_the_same_as_the_zone() -> None:
    local = _local("2026-01-05 09:00", "2026-02-05 09:00")
    for zone in ("Asia/Tokyo", "Europe/Berlin"):
        slow = local.dt.replace_time_zone(zone).dt.convert_time_zone("UTC")
        assert to_utc(local, zone).to_list() == slow.to_list()


@pytest.mark.parametrize(
    ("before", "clock", "expected"),
    [
        ("2026-04-01 09:00", "09:20", "2026-04-01 09:20"),
        ("2026-04-01 09:00", "08:50", "2026-04-01 08:50"),  # a little backward stays that day
        ("2026-04-01 23:50", "00:10", "2026-04-02 00:10"),  # past midnight
        ("2026-04-01 20:00", "08:00", "2026-04-01 08:00"),  # exactly 12 hours: not yet
        ("2026-04-01 20:00", "07:59", "2026-04-02 07:59"),
    ],
)
def test_a_clock_time_rolls_over_midnight(before: str, clock: str, expected: str) -> None:
    column = _column("%Y-%m-%d %H:%M")
    day, _ = parse_stamps(pl.Series([before]), column)
    rolled = clock_times(pl.Series([clock]), _column("%H:%M"), day)
    want, _ = parse_stamps(pl.Series([expected]), column)
    assert rolled.to_list() == want.to_list()
