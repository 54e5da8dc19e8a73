"""A center's settings: `minaoshi.toml` beside the warehouse over the defaults here."""

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from etl.errors import EtlError
from etl.facts.dimensions import DIMENSION_SCHEMAS
from etl.section import Section

WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
RISKS: Final = ("low", "medium", "high", "very_high")
_SCALE: Final = {"low": 1, "medium": 2, "high": 3}
_SPAN: Final = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_DEFAULTS: Final = Path(__file__).with_name("defaults.toml")


@dataclass(frozen=True)
class Span:
    """Open from `start` to before `stop`, in seconds after local midnight; may pass midnight."""

    start: int
    stop: int


@dataclass(frozen=True)
class Hours:
    """When a center is open: Monday to Sunday, on holidays and on special days; None is closed."""

    weekdays: tuple[Span | None, ...]
    holiday: Span | None
    special_days: dict[dt.date, Span | None]


@dataclass(frozen=True)
class Settings:
    """What a center may decide; `hours` has '*' for every center without its own."""

    time_zone: str
    over_by_outcome_minutes: int
    hours: dict[str, Hours]
    dimensions: dict[str, pl.DataFrame]


def read_settings(path: Path | None = None) -> Settings:
    """Return the settings of a file over the defaults; raises EtlError where it cannot be read."""
    table = _read_toml(_DEFAULTS)
    name = "defaults.toml"
    if path is not None and path.exists():
        table |= _read_toml(path)
        name = path.name
    return _read(Section(table, name))


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EtlError(f"{path.name}: is not readable as TOML: {error}. Mend that line.") from error


def _read(top: Section) -> Settings:
    settings = Settings(
        time_zone=_zone(top),
        over_by_outcome_minutes=top.number("over_by_outcome_minutes", 10),
        hours=_hours(top),
        dimensions={
            "dim_level": _levels(top),
            "dim_risk": _risks(top.section("risk")),
            "dim_risk_target": _risk_targets(top.section("risk_target_minutes")),
            "dim_verification_slot": _frame(
                "dim_verification_slot",
                [{"slot": slot} for slot in top.texts("verification_slots")],
            ),
            "dim_change_event": _change_events(top),
        },
    )
    top.finish()
    return settings


def _frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=DIMENSION_SCHEMAS[name])


def _zone(top: Section) -> str:
    zone = top.text("time_zone")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise top.error("time_zone", f'"{zone}" is no time zone. Write it as "Asia/Tokyo".') from (
            None
        )
    return zone


def _hours(top: Section) -> dict[str, Hours]:
    special = _special_days(top.section("special_days"))
    hours = {"*": _center_hours(top.section("hours"), special)}
    own_hours, own_days = top.section("hours_of"), top.section("special_days_of")
    for center in {name for name, _ in (*own_hours.items(), *own_days.items())}:
        days = special | _special_days(own_days.section(center))
        base = own_hours if own_hours.has(center) else top
        key = center if own_hours.has(center) else "hours"
        hours[center] = _center_hours(base.section(key), days)
    return hours


def _center_hours(section: Section, special: dict[dt.date, Span | None]) -> Hours:
    weekdays = tuple(_span(section, day) for day in WEEKDAYS)
    hours = Hours(weekdays, _span(section, "holiday"), special)
    section.finish()
    return hours


def _special_days(section: Section) -> dict[dt.date, Span | None]:
    days = {}
    for key, _ in section.items():
        try:
            day = dt.date.fromisoformat(key)
        except ValueError:
            raise section.error(key, "is no date. Write it as 2026-12-31.") from None
        days[day] = _span(section, key)
    return days


def _span(section: Section, key: str) -> Span | None:
    text = section.text(key, "")
    if not text:
        return None
    found = _SPAN.fullmatch(text)
    if found is None:
        raise section.error(key, f'"{text}" are no hours. Write them as "09:00-18:00".')
    hour, minute, last_hour, last_minute = (int(part) for part in found.groups())
    span = Span(hour * 3600 + minute * 60, last_hour * 3600 + last_minute * 60)
    if span.stop <= span.start:
        raise section.error(key, f'"{text}" ends before it begins. Past midnight write 25:30.')
    return span


def _levels(top: Section) -> pl.DataFrame:
    rows = []
    for section in top.sections("level"):
        rows.append(
            {
                "level": section.number("level", 0),
                "code": section.text("code"),
                "name_ja": section.text("ja"),
                "name_en": section.text("en"),
            }
        )
        section.finish()
    return _frame("dim_level", rows)


def _risks(section: Section) -> pl.DataFrame:
    rows = []
    for urgency, urgency_rank in _SCALE.items():
        risks = section.texts(urgency)
        if len(risks) != len(_SCALE) or not set(risks) <= set(RISKS):
            raise section.error(
                urgency, f"give a risk for low, medium and high impact, of: {', '.join(RISKS)}."
            )
        for impact_rank, risk in enumerate(risks, start=1):
            rows.append({"impact": impact_rank, "urgency": urgency_rank, "risk": risk})
    section.finish()
    return _frame("dim_risk", rows)


def _risk_targets(section: Section) -> pl.DataFrame:
    rows = []
    for risk in RISKS:
        minutes = section.number(risk, 0) if section.has(risk) else None
        rows.append({"risk": risk, "target_seconds": None if minutes is None else minutes * 60})
    section.finish()
    return _frame("dim_risk_target", rows)


def _change_events(top: Section) -> pl.DataFrame:
    rows = []
    for section in top.sections("change_event"):
        day = section.value("changed_on")
        if not isinstance(day, dt.date):
            raise section.error("changed_on", f"{day!r} is no date. Write it as 2026-04-01.")
        rows.append(
            {
                "changed_on": day,
                "kind": section.choice("kind", CHANGE_KINDS),
                "title": section.text("title"),
                "rule_id": section.optional_text("rule_id"),
                "center": section.optional_text("center"),
            }
        )
        section.finish()
    return _frame("dim_change_event", rows)


CHANGE_KINDS: Final = (
    "product",
    "system",
    "personnel",
    "compliance",
    "reorganisation",
    "training",
    "authority",
    "faq",
    "recording",
)
