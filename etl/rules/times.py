"""Dates, hours and weekdays as people write them into a sheet."""

import datetime as dt
import re
import unicodedata
from typing import Final

_DAY: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+0?0:00(?::00)?(?:\.0+)?)?"
)
_ERA_DAY: Final = re.compile(r"(?:令和|R)(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_REIWA: Final = 2018
# Days as numbers of the spreadsheet, from 2000 to 2100.
_SERIAL: Final = re.compile(r"(\d{5})(?:\.0+)?")
_SERIAL_FIRST, _SERIAL_LAST = 36526, 73050
_SERIAL_EPOCH: Final = dt.date(1899, 12, 30)
_HOURS: Final = re.compile(r"(\d{1,2})(?::(\d{2})|時)?[-~](\d{1,2})(?::(\d{2})|時)?")
_DASHES: Final = str.maketrans({"〜": "-", "~": "-", "ー": "-", "–": "-", "−": "-", "―": "-"})
_ALL_DAY: Final = ("終日", "24時間", "allday", "24h")
_WEEKDAYS: Final = "月火水木金土日"
_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_GROUPS: Final = {
    "毎日": range(1, 8),
    "全日": range(1, 8),
    "everyday": range(1, 8),
    "平日": range(1, 6),
    "weekdays": range(1, 6),
    "土日": range(6, 8),
    "週末": range(6, 8),
    "weekend": range(6, 8),
}


def read_day(text: str) -> dt.date | None:
    """Return a date: 2026/4/1, 2026年4月1日, 令和8年4月1日, R8.4.1 or the spreadsheet's number."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _SERIAL.fullmatch(plain):
        days = int(found[1])
        is_near = _SERIAL_FIRST <= days <= _SERIAL_LAST
        return _SERIAL_EPOCH + dt.timedelta(days=days) if is_near else None
    if found := _ERA_DAY.fullmatch(plain):
        year = _REIWA + (1 if found[1] == "元" else int(found[1]))
    elif found := _DAY.fullmatch(plain):
        year = int(found[1])
    else:
        return None
    try:
        return dt.date(year, int(found[2]), int(found[3]))
    except ValueError:
        return None


def read_hours(text: str) -> tuple[str, str] | None:
    """Return from and to as 09:00 and 18:00; past midnight as 25:30."""
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split()).lower()
    if plain in _ALL_DAY:
        return "00:00", "24:00"
    found = _HOURS.fullmatch(plain.replace("から", "-").removesuffix("まで"))
    if found is None:
        return None
    hour, minute, last_hour, last_minute = (int(part or 0) for part in found.groups())
    is_clock = max(minute, last_minute) < 60 and hour < 24 and last_hour <= 48
    if not is_clock or (hour, minute) >= (last_hour, last_minute):
        return None
    return f"{hour:02}:{minute:02}", f"{last_hour:02}:{last_minute:02}"


def read_weekdays(text: str) -> str | None:
    """Return weekdays as numbers, Monday is 1: '1,2,3' of 月火水, 月-水 or Mon-Wed."""
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split()).lower()
    days: set[int] = set()
    for part in re.split(r"[、,;・/]+", plain):
        found = _days_of(part)
        if found is None:
            return None
        days |= found
    return ",".join(str(day) for day in sorted(days)) or None


def _days_of(part: str) -> set[int] | None:
    part = re.sub(r"曜日?", "", part)
    if part in _GROUPS:
        return set(_GROUPS[part])
    if "-" in part:
        first, _, last = part.partition("-")
        begin, end = _day_number(first), _day_number(last)
        return set(range(begin, end + 1)) if 0 < begin <= end else None
    if _day_number(part):
        return {_day_number(part)}
    if part and all(sign in _WEEKDAYS for sign in part):
        return {_WEEKDAYS.index(sign) + 1 for sign in part}
    return set() if not part else None


def _day_number(name: str) -> int:
    """Return 1 for Monday to 7, or 0 for what is no weekday."""
    if len(name) == 1 and name in _WEEKDAYS:
        return _WEEKDAYS.index(name) + 1
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for number, (short, long) in enumerate(zip(_ENGLISH, full, strict=True), start=1):
        if len(name) >= len(short) and long.startswith(name):
            return number
    return 0
