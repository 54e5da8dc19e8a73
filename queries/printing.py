"""A metric's answer as text: a table to read, JSON or CSV to work with."""

import csv
import io
import json
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from queries.catalog import THEMES, load_catalog
from queries.measure import Result
from queries.status import NOT_RECORDED

FORMATS: Final = ("table", "json", "csv")
# Wide enough that no figure is ever cut.
_WIDTH: Final = 400


def format_result(result: Result, form: str) -> str:
    """Return the answer in one of FORMATS, ending in a line feed."""
    return {"table": format_table, "json": to_json, "csv": to_csv}[form](result)


def format_table(result: Result) -> str:
    """Return the answer for a reader: what it is, its rows, and what to know about them."""
    metric = result.metric
    lines = [f"{metric.label} / {metric.label_ja} ({metric.unit})", metric.question]
    lines += [f"= {metric.numerator}"]
    if metric.denominator != "none":
        lines += [f"  ÷ {metric.denominator}"]
    body = _empty_line(result) if result.is_empty else _table(result)
    return "\n".join(lines) + "\n\n" + body + "\n" + _foot(result)


def _empty_line(result: Result) -> str:
    if result.failure is not None:
        return f"failed: {result.failure}\n"
    filters = ", ".join(
        f"{name} {' or '.join(str(value) for value in values)}"
        for name, values in result.asked.filters().items()
    )
    within = f" for {filters}" if filters else ""
    return f"Nothing to count {_period(result)}{within}. Widen the dates or clear a filter.\n"


def _period(result: Result) -> str:
    start, stop = result.asked.start, result.asked.stop
    if start is None and stop is None:
        return "in the whole log"
    return f"from {start or 'the beginning'} to before {stop or 'the end'}"


def _table(result: Result) -> str:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, kind in result.frame.schema.items():
        table.add_column(name, justify="right" if kind.is_numeric() else "left", no_wrap=True)
    for row in result.frame.iter_rows(named=True):
        table.add_row(*(_cell(name, value) for name, value in row.items()))
    return _drawn(table)


def _drawn(table: Table) -> str:
    out = io.StringIO()
    Console(file=out, width=_WIDTH, color_system=None).print(table)
    # The box leaves a blank line above and below, and a blank at the left.
    lines = out.getvalue().strip("\n").splitlines()
    return "\n".join(line.removeprefix(" ").rstrip() for line in lines if line.strip()) + "\n"


def _cell(name: str, value: Any) -> str:
    if value is None:
        return "–"
    if name == "coverage":
        return f"{100 * value:.0f} %"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _foot(result: Result) -> str:
    notes = [f"unit of metric_value: {result.metric.unit}; {_period(result)}"]
    if result.metric.clocks:
        notes += [f"clock: {result.asked.clock}"]
    if result.status == NOT_RECORDED:
        missing = " and ".join(need.replace("|", " or ") for need in result.missing)
        notes += [f"not recorded in this log{f': no event {missing}' if missing else ''}"]
    if result.metric.notes != "none":
        notes += [f"note: {result.metric.notes}"]
    notes += [f"build: {result.build_id}"]
    return "\n".join(notes) + "\n"


def to_json(result: Result) -> str:
    """Return the answer as one JSON object: metric, what was asked, rows."""
    metric = result.metric
    answer = {
        "metric": metric.metric,
        "label": metric.label,
        "label_ja": metric.label_ja,
        "unit": metric.unit,
        "clock": result.asked.clock if metric.clocks else None,
        "start": result.asked.start,
        "stop": result.asked.stop,
        "filters": result.asked.filters(),
        "by": result.asked.by,
        "status": result.status,
        "missing": result.missing,
        "failure": result.failure,
        "build_id": result.build_id,
        "rows": result.frame.to_dicts(),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2, default=str) + "\n"


def to_csv(result: Result) -> str:
    """Return the rows as CSV with a header; unknown is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.frame.columns)
    writer.writerows(result.frame.iter_rows())
    return out.getvalue()


def list_metrics() -> str:
    """Return every metric with its Japanese label and its question, by theme."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("theme", "metric", "日本語", "question", "unit"):
        table.add_column(name, no_wrap=True)
    metrics = sorted(load_catalog().values(), key=lambda m: (THEMES.index(m.theme), m.metric))
    for metric in metrics:
        table.add_row(metric.theme, metric.metric, metric.label_ja, metric.question, metric.unit)
    return _drawn(table)
