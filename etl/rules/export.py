"""Write the rules in force as the two sheets, so that people can go on keeping them."""

from pathlib import Path
from typing import Any

import xlsxwriter

from etl.rules.book import Book, Version
from etl.rules.words import header_names, sheet_names, word_of
from etl.rules.workbook import RouteStep

_KINDS = {
    "impact": "scale",
    "urgency": "scale",
    "mode": "mode",
    "limit_clock": "clock",
    "means": "means",
}
_WEEKDAYS = "月火水木金土日"
_FROM_COLUMNS = ("category", "subcategory", "channel")


def write_workbook(book: Book, path: Path) -> None:
    """Write the versions in force; importing the file again changes nothing."""
    versions = list(book.in_force().values())
    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False}
    ) as file:
        _write_sheet(file, "rule", [_rule_row(version) for version in versions])
        _write_sheet(
            file,
            "route",
            [
                _step_row(version.rule.rule_id, step)
                for version in versions
                for step in version.rule.route
            ],
        )


def _write_sheet(file: xlsxwriter.Workbook, sheet: str, rows: list[dict[str, Any]]) -> None:
    headers = header_names(sheet)
    page = file.add_worksheet(sheet_names(f"{sheet}s")[0])
    page.write_row(0, 0, [words[0] for words in headers.values()], file.add_format({"bold": True}))
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, max(1, len(rows)), len(headers) - 1)
    for number, row in enumerate(rows, start=1):
        page.write_row(number, 0, [row.get(key, "") for key in headers])


def _rule_row(version: Version) -> dict[str, Any]:
    rule = version.rule
    row = {key: _cell(key, getattr(rule, key, None)) for key in header_names("rule")}
    others = [part for part in rule.conditions if part.item not in _FROM_COLUMNS]
    for number, part in enumerate(others, start=1):
        row[f"item_{number}"] = word_of("item", part.item)
        row[f"comparison_{number}"] = word_of("comparison", part.comparison)
        is_scaled = part.item in ("impact", "urgency")
        row[f"value_{number}"] = word_of("scale", part.value) if is_scaled else part.value
    row["limit_minutes"] = "" if rule.limit_seconds is None else _minutes(rule.limit_seconds)
    skip = rule.allows_emergency_skip
    row["allows_emergency_skip"] = "" if skip is None else word_of("flag", str(skip).lower())
    items = (rule.required_items or "").split(",")
    row["required_items"] = "、".join(word_of("report_item", item) for item in items if item)
    row["valid_from"] = str(version.valid_from)
    row["change_reason"] = version.change_reason
    return row


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
    return word_of(_KINDS[key], str(value)) if key in _KINDS else value


def _minutes(seconds: int) -> float | int:
    return seconds // 60 if seconds % 60 == 0 else seconds / 60
