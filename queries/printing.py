"""A metric's answer as text: a table to read, JSON or CSV to work with."""

import csv
import io
import json
from typing import Any, Final

import polars as pl
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from queries.catalog import THEMES, Metric, load_catalog
from queries.measure import Result
from queries.people import fewest_people
from queries.status import NOT_RECORDED, TOO_FEW_PEOPLE

# Wide enough that no figure is ever cut.
_WIDTH: Final = 500
_WORDS: Final = {
    "en": {
        "unit": "unit of metric_value: {}",
        "clock": "clock: {}",
        "note": "note: {}",
        "provisional": (
            "provisional: {} of {} rows; final once the last day and {} days of follow-up are on "
            "record"
        ),
        "build": "build: {}",
        "failed": "failed: {}",
        "not_recorded": "not recorded in this log",
        "missing": "not recorded in this log: no event {}",
        "too_few_people": "too_few_people: fewer than {} different people are behind the figure, "
        "so it is withheld. Take weeks, shifts or roles together.",
        "or": " or ",
        "and": " and ",
        "nothing": "Nothing to count {}{}. Widen the dates or clear a filter.",
        "within": " for {}",
        "whole": "in the whole log",
        "period": "from {} to before {}",
        "first": "the beginning",
        "last": "the end",
        "columns": ("theme", "metric", "label", "question", "unit"),
    },
    "ja": {
        "unit": "metric_value の単位: {}",
        "clock": "時計: {}",
        "note": "注: {}",
        "provisional": "速報: {1} 行中 {0} 行。最終日と、その後の追跡 {2} 日分の記録がそろうと確定",
        "build": "ビルド: {}",
        "failed": "計算できません: {}",
        "not_recorded": "このログには記録がありません",
        "missing": "このログには記録がありません({} の出来事がない)",
        "too_few_people": "too_few_people: 関わった人が {} 人未満のため、数字を伏せています。"
        "週・シフト・役割をまとめてご覧ください。",
        "or": " か ",
        "and": " と ",
        "nothing": "{}、対象はありません{}。期間を広げるか、絞り込みを外してください。",
        "within": "(絞り込み: {})",
        "whole": "全期間",
        "period": "{} から {} の前日まで",
        "first": "最初",
        "last": "最後",
        "columns": ("テーマ", "指標", "名称", "問い", "単位"),
    },
}


def print_result(result: Result, form: str = "table", lang: str = "en") -> str:
    """Return a metric's answer as `table`, `json` or `csv`."""
    if form == "json":
        return to_json(result)
    return to_csv(result.frame) if form == "csv" else format_table(result, lang)


def print_cases(cases: pl.DataFrame, form: str = "table") -> str:
    """Return the cases behind a figure as `table`, `json` or `csv`."""
    if form == "json":
        return json.dumps(cases.to_dicts(), ensure_ascii=False, indent=2, default=str)
    return to_csv(cases) if form == "csv" else draw_table(cases)


def format_table(result: Result, lang: str = "en") -> str:
    """Return the answer for a reader: what it is, its rows, and what to know about them."""
    metric = result.metric
    denominator = _text(metric, "denominator", lang)
    counted = [f"= {_text(metric, 'numerator', lang)}"]
    if metric.denominator != "none":
        counted.append(f"  ÷ {denominator}")
    body = _empty_line(result, lang) if result.is_empty else draw_table(result.frame)
    head = [_text(metric, "label", lang), _text(metric, "question", lang), *counted]
    return "\n".join([*head, "", body, "", *_foot(result, lang)])


def _text(metric: Metric, key: str, lang: str) -> str:
    return str(getattr(metric, f"{key}_ja" if lang == "ja" else key))


def _word(lang: str, key: str, *values: object) -> str:
    return str(_WORDS[lang][key]).format(*values)


def _empty_line(result: Result, lang: str) -> str:
    if result.failure is not None:
        return _word(lang, "failed", result.failure)
    filters = ", ".join(
        f"{name} = {_word(lang, 'or').join(str(value) for value in values)}"
        for name, values in result.asked.filters().items()
    )
    within = _word(lang, "within", filters) if filters else ""
    return _word(lang, "nothing", _period(result, lang), within)


def _period(result: Result, lang: str) -> str:
    start, stop = result.asked.start, result.asked.stop
    if start is None and stop is None:
        return _word(lang, "whole")
    return _word(lang, "period", start or _word(lang, "first"), stop or _word(lang, "last"))


def draw_table(frame: pl.DataFrame) -> str:
    """Return rows as a table in plain text; unknown is a dash."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, kind in frame.schema.items():
        table.add_column(name, justify="right" if kind.is_numeric() else "left", no_wrap=True)
    for row in frame.iter_rows(named=True):
        table.add_row(*(_cell(name, value) for name, value in row.items()))
    return _drawn(table)


def _drawn(table: Table) -> str:
    out = io.StringIO()
    Console(file=out, width=_WIDTH, color_system=None, markup=False).print(table)
    # The box leaves a blank line above and below, and a blank at the left.
    lines = [line for line in out.getvalue().splitlines() if line.strip()]
    return "\n".join(line.removeprefix(" ").rstrip() for line in lines)


def _cell(name: str, value: Any) -> str:
    if value is None:
        return "–"
    if name == "coverage":
        return f"{100 * value:.0f} %"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _foot(result: Result, lang: str) -> list[str]:
    metric = result.metric
    foot = [_word(lang, "unit", metric.unit) + "; " + _period(result, lang)]
    if metric.clocks:
        foot.append(_word(lang, "clock", result.asked.clock))
    if result.missing:
        missing = (need.replace("|", _word(lang, "or")) for need in result.missing)
        foot.append(_word(lang, "missing", _word(lang, "and").join(missing)))
    elif result.status == NOT_RECORDED:
        foot.append(_word(lang, "not_recorded"))
    if not result.is_empty and (result.frame["status"] == TOO_FEW_PEOPLE).any():
        foot.append(_word(lang, "too_few_people", fewest_people()))
    if metric.notes != "none":
        foot.append(_word(lang, "note", _text(metric, "notes", lang)))
    soft = 0 if result.failure else result.frame.filter(~pl.col("is_final")).height
    if soft:
        days = result.threshold.follow_up_days
        foot.append(_word(lang, "provisional", soft, result.frame.height, days))
    return [*foot, _word(lang, "build", result.build_id)]


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
        "follow_up_days": result.threshold.follow_up_days,
        "build_id": result.build_id,
        "rows": result.frame.to_dicts(),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2, default=str)


def to_csv(frame: pl.DataFrame) -> str:
    """Return the rows as CSV with a header; unknown is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(frame.iter_rows())
    return out.getvalue().rstrip("\n")


def list_metrics(lang: str = "en") -> str:
    """Return every metric with its label and its question, by theme."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in _WORDS[lang]["columns"]:
        table.add_column(name, no_wrap=True)
    metrics = sorted(load_catalog().values(), key=lambda m: (THEMES.index(m.theme), m.metric))
    for metric in metrics:
        words = (_text(metric, "label", lang), _text(metric, "question", lang))
        table.add_row(metric.theme, metric.metric, *words, metric.unit)
    return _drawn(table)
