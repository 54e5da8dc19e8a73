"""A center's settings: `minaoshi.toml` beside the warehouse over the defaults here."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from etl.errors import EtlError
from etl.facts.dimensions import DIMENSION_SCHEMAS
from etl.hours import Hours, read_hours
from etl.masking.settings import MaskingSettings, read_masking
from etl.section import Section
from etl.slots.lexicon import read_lexicon
from etl.wording.lexicon import read_wording
from queries.catalog import load_catalog
from queries.targets import read_target

RISKS: Final = ("low", "medium", "high", "very_high")
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
_SCALE: Final = {"low": 1, "medium": 2, "high": 3}
_DEFAULTS: Final = Path(__file__).with_name("defaults.toml")


@dataclass(frozen=True)
class Settings:
    """What a center may decide; `hours` has '*' for every center without its own.

    `roles` are levels of further roles, beyond the names of the levels. Without a
    `coverage_minimum` that of the thresholds holds.
    """

    time_zone: str
    over_by_outcome_minutes: int
    coverage_minimum: float | None
    hours: dict[str, Hours]
    roles: dict[str, int]
    masking: MaskingSettings
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
        over_by_outcome_minutes=_minutes(top, "over_by_outcome_minutes", 10),
        coverage_minimum=_share(top, "coverage_minimum"),
        hours=read_hours(top),
        roles=_roles(top),
        masking=read_masking(top.section("masking")),
        dimensions={
            "dim_level": _levels(top),
            "dim_risk": _risks(top.section("risk")),
            "dim_risk_target": _risk_targets(top.section("risk_target_minutes")),
            "dim_amount_band": _amount_bands(top.section("amount")),
            "dim_risk_kind": _frame(
                "dim_risk_kind",
                [{"risk_kind": kind} for kind in dict.fromkeys(top.texts("risk_kinds"))],
            ),
            "dim_report_item": _frame(
                "dim_report_item",
                [{"slot": item} for item in dict.fromkeys(top.texts("report_items"))],
            ),
            "dim_verification_slot": _frame(
                "dim_verification_slot",
                [{"slot": slot} for slot in top.texts("verification_slots")],
            ),
            "dim_slot_pattern": read_lexicon(top),
            "dim_wording_pattern": read_wording(top),
            "dim_change_event": _change_events(top),
        },
    )
    _check_targets(top.section("target"))
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


def _share(section: Section, key: str) -> float | None:
    found = section.value(key)
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    if found is not None and not (is_number and 0 <= found <= 1):
        raise section.error(key, f"{found!r} is no share. Write a number from 0 to 1, such as 0.8.")
    return None if found is None else float(found)


def _minutes(section: Section, key: str, default: int) -> int:
    found = section.number(key, default)
    if found < 0:
        raise section.error(key, f"{found} is below zero. Write minutes, 0 or more.")
    return found


def _check_targets(section: Section) -> None:
    """Targets are read where figures are shown; what is wrong with one is said at the load."""
    for name, entry in section.items():
        if name not in load_catalog():
            raise section.error(name, f'there is no metric "{name}".', name, list(load_catalog()))
        try:
            read_target(entry)
        except ValueError as error:
            raise section.error(name, str(error)) from None


def _roles(top: Section) -> dict[str, int]:
    """Return the level of every role: the names of the levels and those given under [roles]."""
    roles: dict[str, int] = {}
    for row in _levels(top).iter_rows(named=True):
        roles |= {row[name]: row["level"] for name in ("code", "name_ja", "name_en")}
    section = top.section("roles")
    return roles | {role: section.number(role, 0) for role, _ in section.items()}


def _levels(top: Section) -> pl.DataFrame:
    rows: list[dict[str, Any]] = []
    for section in top.sections("level"):
        rows.append(
            {
                "level": _level(section, [row["level"] for row in rows]),
                "code": section.text("code"),
                "name_ja": section.text("ja"),
                "name_en": section.text("en"),
            }
        )
        section.finish()
    return _frame("dim_level", rows)


def _level(section: Section, taken: list[int]) -> int:
    if not section.has("level"):
        raise section.error("level", "is missing. Number the levels from 1, the first line.")
    level = section.number("level", 0)
    if level in taken:
        raise section.error("level", f"{level} is given twice. Keep one table per level.")
    return level


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
        minutes = _minutes(section, risk, 0) if section.has(risk) else None
        rows.append({"risk": risk, "target_seconds": None if minutes is None else minutes * 60})
    section.finish()
    return _frame("dim_risk_target", rows)


def _amount_bands(section: Section) -> pl.DataFrame:
    """Return the lower bound of every band; what is below the first bound is the band 0."""
    found = section.value("bounds") or []
    is_rising = isinstance(found, list) and all(
        type(bound) is int and bound > below
        for below, bound in zip([0, *found], found, strict=False)
    )
    if not is_rising:
        raise section.error(
            "bounds",
            f"{found!r} are no bounds. Write whole numbers above 0, each above the one before: "
            "[10000, 50000].",
        )
    section.finish()
    return _frame("dim_amount_band", [{"amount_band": bound} for bound in (0, *found)])


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
                "category": section.optional_text("category"),
                "product": section.optional_text("product"),
            }
        )
        section.finish()
    return _frame("dim_change_event", rows)
