"""Write the rules in force as the two sheets, so that people can go on keeping them."""

import datetime as dt
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from etl.rules.book import Book, Version
from etl.rules.conditions import COLUMN_ITEMS, KINDS, column_condition
from etl.rules.rule import Condition, RouteStep
from etl.rules.words import codes, header_names, sheet_names, word_of

_WORDS: Final = {
    "impact": "scale",
    "urgency": "scale",
    "mode": "mode",
    "limit_clock": "clock",
    "means": "means",
}
_WEEKDAYS: Final = "月火水木金土日"
_DAYS: Final = ("valid_from", "review_by")


def write_workbook(book: Book, path: Path) -> None:
    """Write the versions in force; importing the file again changes nothing."""
    versions = book.in_force().values()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as file:
        # A fixed date keeps the file the same for the same rules.
        newest = max((version.valid_from for version in versions), default=dt.date(2000, 1, 1))
        file.set_properties({"created": dt.datetime.combine(newest, dt.time(), dt.UTC)})
        add_sheets(file, book)


def add_sheets(file: xlsxwriter.Workbook, book: Book) -> None:
    """Add the two sheets to a workbook, with the versions in force."""
    versions = list(book.in_force().values())
    steps = [
        _step_row(version.rule.rule_id, step) for version in versions for step in version.rule.route
    ]
    _write_sheet(file, "rule", [_rule_row(version) for version in versions])
    _write_sheet(file, "route", steps)


def _write_sheet(file: xlsxwriter.Workbook, sheet: str, rows: list[dict[str, Any]]) -> None:
    headers = header_names(sheet)
    page = file.add_worksheet(sheet_names(f"{sheet}s")[0])
    page.write_row(0, 0, [words[0] for words in headers.values()], file.add_format({"bold": True}))
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, max(1, len(rows)), len(headers) - 1)
    day_format = file.add_format({"num_format": "yyyy/m/d"})
    for number, row in enumerate(rows, start=1):
        for column, key in enumerate(headers):
            value = row.get(key, "")
            if isinstance(value, dt.date):
                page.write_datetime(number, column, value, day_format)
            elif value != "":
                page.write(number, column, value)


def _rule_row(version: Version) -> dict[str, Any]:
    rule = version.rule
    row = {key: _cell(key, getattr(rule, key, None)) for key in header_names("rule")}
    row |= {item: _own_cell(item, getattr(rule, item)) for item in COLUMN_ITEMS}
    in_columns = [column_condition(item, getattr(rule, item)) for item in COLUMN_ITEMS]
    others = [part for part in rule.conditions if part not in in_columns]
    for number, part in enumerate(others, start=1):
        row[f"item_{number}"] = word_of("item", part.item)
        row[f"comparison_{number}"] = word_of("comparison", part.comparison)
        row[f"value_{number}"] = _condition_value(part)
    row["limit_minutes"] = "" if rule.limit_seconds is None else _minutes(rule.limit_seconds)
    skip = rule.allows_emergency_skip
    row["allows_emergency_skip"] = "" if skip is None else word_of("flag", str(skip).lower())
    items = (rule.required_items or "").split(",")
    row["required_items"] = "、".join(_word_or_own("report_item", item) for item in items)
    row["review_by"] = dt.date.fromisoformat(rule.review_by) if rule.review_by else ""
    row["valid_from"] = version.valid_from
    row["change_reason"] = version.change_reason
    return row


def _own_cell(item: str, value: str | None) -> str:
    if value is None or item not in KINDS:
        return value or ""
    return "、".join(word_of(KINDS[item], code) for code in value.split(","))


def _condition_value(part: Condition) -> str:
    if part.item not in KINDS:
        return "、".join(part.value.split(",")) if part.comparison == "in" else part.value
    return "、".join(word_of(KINDS[part.item], code) for code in part.value.split(","))


def _word_or_own(kind: str, item: str) -> str:
    return word_of(kind, item) if item in codes(kind).values() else item


def _step_row(rule_id: str, step: RouteStep) -> dict[str, Any]:
    days = (step.weekdays or "").split(",")
    return {
        "rule_id": rule_id,
        "step": step.step,
        "target": step.target,
        "means": _cell("means", step.means),
        "wait_minutes": "" if step.wait_seconds is None else _minutes(step.wait_seconds),
        "weekdays": "".join(_WEEKDAYS[int(day) - 1] for day in days if day),
        "hours": f"{step.hour_from}-{step.hour_to}" if step.hour_from else "",
    }


def _cell(key: str, value: Any) -> Any:
    if value is None:
        return ""
    return word_of(_WORDS[key], str(value)) if key in _WORDS else value


def _minutes(seconds: int) -> float | int:
    return seconds // 60 if seconds % 60 == 0 else seconds / 60
