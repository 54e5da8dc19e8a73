"""Read the two sheets ルール and 経路: every row, or a list of what is wrong and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.rules.cells import Cells
from etl.rules.conditions import COLUMN_ITEMS, column_condition, column_value, read_condition
from etl.rules.expression import ExpressionError, read_expression
from etl.rules.problems import Problems
from etl.rules.rule import Condition, RouteStep, Rule
from etl.rules.sheets import Sheet, read_sheet
from etl.rules.words import codes, plain, role_levels, sheet_names

_CONDITIONS = (1, 2, 3)
_Rows = list[tuple[int, RouteStep]]


@dataclass(frozen=True)
class Workbook:
    """The rules of a workbook, and what its keeper should know though nothing is wrong."""

    rules: tuple[Rule, ...]
    notes: tuple[str, ...]


def read_workbook(path: Path, roles: Mapping[str, int] | None = None) -> list[Rule]:
    """Return the rules of a workbook; see `read_rules`."""
    return list(read_rules(path, roles).rules)


def read_rules(path: Path, roles: Mapping[str, int] | None = None, lang: str = "en") -> Workbook:
    """Return the rules of an XLSX file, or of ルール.csv and 経路.csv in one folder.

    `roles` are levels of roles beyond the usual names. Raises EtlError that lists every cell which
    cannot be used: sheet, row, column, value.
    """
    problems = Problems(path.name, lang)
    levels = role_levels() | {plain(role): level for role, level in (roles or {}).items()}
    rule_sheet = read_sheet(path, "rule", problems)
    route_sheet = read_sheet(path, "route", problems)
    routes = _read_routes(route_sheet, levels, problems) if route_sheet else {}
    rules: dict[str, Rule] = {}
    rows: dict[str, list[int]] = {}
    for cells in _cells(rule_sheet, problems) if rule_sheet else ():
        rule = _rule(cells, routes, levels)
        rules[rule.rule_id] = rule
        rows.setdefault(rule.rule_id, []).append(cells.number_of_row)
    _check(rule_sheet, route_sheet, rows, routes, problems)
    problems.raise_any()
    return Workbook(tuple(rules.values()), problems.notes)


def _cells(sheet: Sheet, problems: Problems) -> list[Cells]:
    return [Cells(row, sheet.name, sheet.headers, number, problems) for number, row in sheet.rows]


def _check(
    rule_sheet: Sheet | None,
    route_sheet: Sheet | None,
    rows: Mapping[str, list[int]],
    routes: Mapping[str, _Rows],
    problems: Problems,
) -> None:
    name = rule_sheet.name if rule_sheet else sheet_names("rules")[0]
    if not rows:
        problems.add("no_rows", file=name, sheet=name)
    for rule_id, numbers in rows.items():
        if rule_id and len(numbers) > 1:
            there = ", ".join(str(number) for number in numbers)
            problems.add("rule_twice", sheet=name, rule=rule_id, rows=there)
    for rule_id in routes:
        if rule_id and rule_id not in rows and route_sheet:
            problems.add("route_without_rule", sheet=route_sheet.name, rule=rule_id)


def _read_routes(sheet: Sheet, levels: Mapping[str, int], problems: Problems) -> dict[str, _Rows]:
    routes: dict[str, _Rows] = {}
    for cells in _cells(sheet, problems):
        rule_id = cells.text("rule_id", required=True) or ""
        step = _step(cells, levels)
        times = (step.step, step.weekdays, step.hour_from, step.hour_to)
        steps = routes.setdefault(rule_id, [])
        if times in [(s.step, s.weekdays, s.hour_from, s.hour_to) for _, s in steps]:
            problems.add(
                "step_twice",
                sheet=sheet.name,
                row=cells.number_of_row,
                rule=rule_id,
                step=step.step,
            )
        steps.append((cells.number_of_row, step))
    return routes


def _rule(cells: Cells, routes: Mapping[str, _Rows], levels: Mapping[str, int]) -> Rule:
    rule_id = cells.text("rule_id", required=True) or ""
    own = {item: column_value(cells, item) for item in COLUMN_ITEMS}
    limit = cells.minutes("limit_minutes")
    clock = cells.code("limit_clock", "clock")
    steps = sorted(routes.get(rule_id, []), key=lambda entry: (entry[1].step, entry[0]))
    return Rule(
        rule_id=rule_id,
        title=cells.text("title", required=True) or "",
        category=own["category"],
        subcategory=own["subcategory"],
        channel=own["channel"],
        condition_words=cells.text("condition_words"),
        conditions=_conditions(cells, own),
        impact=cells.scale("impact"),
        urgency=cells.scale("urgency"),
        target=cells.text("target"),
        level=_level(cells, levels),
        mode=cells.code("mode", "mode"),
        limit_seconds=limit,
        # A customer waits in real time: that is meant where nothing else is said.
        limit_clock=clock if clock or limit is None else "wall",
        allows_emergency_skip=cells.flag("allows_emergency_skip"),
        required_items=_required_items(cells),
        owner=cells.text("owner"),
        review_by=cells.day("review_by"),
        manual_page=cells.text("manual_page"),
        valid_from=cells.day("valid_from"),
        change_reason=cells.text("change_reason"),
        route=tuple(step for _, step in steps),
        expression=_expression(cells),
    )


def _expression(cells: Cells) -> str | None:
    text = cells.text("expression")
    if text is not None:
        try:
            read_expression(text)
        except ExpressionError as error:
            cells.wrong("expression", error.key, **error.values)
    return text


def _conditions(cells: Cells, own: Mapping[str, str | None]) -> tuple[Condition, ...]:
    """Return the conditions of the rule's own columns and then the three others, each once."""
    found = [column_condition(item, value) for item, value in own.items()]
    found += [read_condition(cells, number) for number in _CONDITIONS]
    return tuple(dict.fromkeys(condition for condition in found if condition is not None))


def _required_items(cells: Cells) -> str | None:
    """Return the items of the report template; others, such as a field, as they are written."""
    items = []
    for part in cells.parts("required_items"):
        code = codes("report_item").get(plain(part))
        if code is None:
            cells.note("own_item", value=part)
        items.append(code or part)
    return ",".join(dict.fromkeys(items)) or None


def _step(cells: Cells, levels: Mapping[str, int]) -> RouteStep:
    hour_from, hour_to = cells.hours("hours")
    return RouteStep(
        step=cells.order("step"),
        target=cells.text("target", required=True) or "",
        target_level=_level(cells, levels),
        means=cells.code("means", "means"),
        wait_seconds=cells.minutes("wait_minutes"),
        weekdays=cells.weekdays("weekdays"),
        hour_from=hour_from,
        hour_to=hour_to,
    )


def _level(cells: Cells, levels: Mapping[str, int]) -> int | None:
    role = cells.text("target")
    level = None if role is None else levels.get(plain(role))
    if role is not None and level is None:
        cells.note("unknown_role", role=role)
    return level
