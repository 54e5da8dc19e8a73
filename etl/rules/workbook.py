"""Read the two sheets ルール and 経路: every row, or a list of what is wrong and where."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import polars as pl

from etl.errors import EtlError
from etl.rules.cells import Cells, Problems
from etl.rules.words import header_names, plain, role_levels, sheet_names

_ITEMS = (1, 2, 3)
_SCALED = ("impact", "urgency")


@dataclass(frozen=True)
class RouteStep:
    """One step of a rule's route: whom to try, how, how long and when."""

    step: int
    target: str
    target_level: int | None
    means: str | None
    wait_seconds: int | None
    weekdays: str | None
    hour_from: str | None
    hour_to: str | None


@dataclass(frozen=True)
class Condition:
    """One machine-readable condition of a rule."""

    item: str
    comparison: str
    value: str


@dataclass(frozen=True)
class Rule:
    """A rule as the workbook has it; `valid_from` and `change_reason` may be left to be asked."""

    rule_id: str
    title: str
    category: str | None
    subcategory: str | None
    channel: str | None
    condition_words: str | None
    conditions: tuple[Condition, ...]
    impact: int | None
    urgency: int | None
    target: str | None
    level: int | None
    mode: str | None
    limit_seconds: int | None
    limit_clock: str | None
    allows_emergency_skip: bool | None
    required_items: str | None
    owner: str | None
    review_by: str | None
    manual_page: str | None
    valid_from: str | None
    change_reason: str | None
    route: tuple[RouteStep, ...]


def read_workbook(path: Path) -> list[Rule]:
    """Return the rules of an XLSX file, or of a folder with ルール.csv and 経路.csv.

    Raises EtlError that lists every cell which cannot be used: sheet, row, column, value.
    """
    problems = Problems(path.name)
    routes: dict[str, list[RouteStep]] = {}
    for cells in _rows(path, "route", problems):
        rule_id = cells.text("rule_id", required=True)
        routes.setdefault(rule_id or "", []).append(_step(cells))
    rules = [_rule(cells, routes) for cells in _rows(path, "rule", problems)]
    known = [rule.rule_id for rule in rules]
    for rule_id in sorted({name for name in known if known.count(name) > 1}):
        problems.add(f"rule {rule_id} stands in more than one row. Keep one row per rule.")
    for rule_id in sorted(set(routes) - set(known) - {""}):
        problems.add(f"the route of rule {rule_id} belongs to no rule. Add the rule or remove it.")
    problems.raise_any()
    return rules


def _rows(path: Path, sheet: str, problems: Problems) -> list[Cells]:
    names = sheet_names(f"{sheet}s")
    frame = _read_folder(path, names) if path.is_dir() else _read_sheet(path, names)
    if frame is None:
        if sheet == "route":
            return []
        raise EtlError(f"{path.name}: has no sheet {names[0]}. Add it, one row per rule.")
    wanted = {plain(word): key for key, words in header_names(sheet).items() for word in words}
    columns = {header: wanted[plain(header)] for header in frame.columns if plain(header) in wanted}
    if "rule_id" not in columns.values():
        raise EtlError(
            f"{path.name}: sheet {names[0]}: no column {header_names(sheet)['rule_id'][0]}. "
            f"Found: {', '.join(frame.columns)}."
        )
    rows = frame.select(pl.col(header).alias(key) for header, key in columns.items())
    return [
        Cells(row, names[0], number, problems)
        for number, row in enumerate(rows.iter_rows(named=True), start=2)
        if any(row.values())
    ]


def _read_sheet(path: Path, names: list[str]) -> pl.DataFrame | None:
    try:
        book = fastexcel.read_excel(path)
    except (fastexcel.FastExcelError, FileNotFoundError) as error:
        raise EtlError(f"{path.name}: cannot be read as a workbook: {error}.") from error
    for name in book.sheet_names:
        if plain(name) in {plain(word) for word in names}:
            return book.load_sheet(name, dtypes="string").to_polars()
    return None


def _read_folder(path: Path, names: list[str]) -> pl.DataFrame | None:
    file = path / f"{names[0]}.csv"
    if not file.exists():
        return None
    raw = file.read_bytes()
    decode: Callable[[str], str] = raw.decode
    try:
        text = decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decode("cp932")
    return pl.read_csv(text.encode(), infer_schema=False)


def _rule(cells: Cells, routes: dict[str, list[RouteStep]]) -> Rule:
    rule_id = cells.text("rule_id", required=True) or ""
    target = cells.text("target")
    minutes = cells.number("limit_minutes")
    items = cells.codes("required_items", "report_item")
    return Rule(
        rule_id=rule_id,
        title=cells.text("title", required=True) or "",
        category=cells.text("category"),
        subcategory=cells.text("subcategory"),
        channel=cells.text("channel"),
        condition_words=cells.text("condition_words"),
        conditions=_conditions(cells),
        impact=cells.scale("impact"),
        urgency=cells.scale("urgency"),
        target=target,
        level=_level(target),
        mode=cells.code("mode", "mode"),
        limit_seconds=None if minutes is None else round(minutes * 60),
        limit_clock=cells.code("limit_clock", "clock"),
        allows_emergency_skip=cells.flag("allows_emergency_skip"),
        required_items=",".join(items) or None,
        owner=cells.text("owner"),
        review_by=cells.day("review_by"),
        manual_page=cells.text("manual_page"),
        valid_from=cells.day("valid_from"),
        change_reason=cells.text("change_reason"),
        route=tuple(sorted(routes.get(rule_id, []), key=lambda step: step.step)),
    )


def _conditions(cells: Cells) -> tuple[Condition, ...]:
    found = [
        Condition(item, "is", value)
        for item in ("category", "subcategory", "channel")
        if (value := cells.text(item)) is not None
    ]
    for number in _ITEMS:
        item = cells.code(f"item_{number}", "item")
        if item is None:
            continue
        comparison = cells.code(f"comparison_{number}", "comparison", required=True)
        value = cells.text(f"value_{number}", required=True)
        if item in _SCALED and value is not None:
            scale = cells.scale(f"value_{number}")
            value = None if scale is None else str(scale)
        if comparison is not None and value is not None:
            found.append(Condition(item, comparison, value))
    return tuple(found)


def _step(cells: Cells) -> RouteStep:
    target = cells.text("target", required=True) or ""
    minutes = cells.number("wait_minutes")
    hour_from, hour_to = cells.span("hours")
    return RouteStep(
        step=round(cells.number("step", required=True) or 0),
        target=target,
        target_level=_level(target),
        means=cells.code("means", "means"),
        wait_seconds=None if minutes is None else round(minutes * 60),
        weekdays=cells.weekdays("weekdays"),
        hour_from=hour_from,
        hour_to=hour_to,
    )


def _level(role: str | None) -> int | None:
    return None if role is None else role_levels().get(plain(role))
