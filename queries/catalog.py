"""The catalog of metrics, read from the headers of the SQL files; writes the pages of queries."""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from queries.asked import CLOCKS, FILTERS, GRAINS
from queries.errors import CatalogError, UnknownMetricError
from queries.nearest import nearest

FOLDER: Final[Path] = Path(__file__).parent
THEMES: Final = ("plan", "do", "check", "act")
UNITS: Final = ("percent", "count", "seconds", "minutes", "hours", "days")
DIRECTIONS: Final = ("up", "down", "none")
KEYS: Final = (
    "metric",
    "label",
    "label_ja",
    "question",
    "question_ja",
    "numerator",
    "numerator_ja",
    "denominator",
    "denominator_ja",
    "grains",
    "unit",
    "good",
    "params",
    "needs",
    "source",
    "notes",
    "notes_ja",
    "reviewed",
)

_HEADER_LINE = re.compile(r"^-- (\w+): +(\S.*)$")
_MORE_LINE = re.compile(r"^--  +(\S.*)$")
_PERCENTILES: Final = "_time_until("
_MEDIAN: Final = "median("
_PAIRS: Final = "like_case_pool("
_LINKS: Final = "route_link("
_FILTER = re.compile(r"struct_extract\(\$asked, '(\w+)'\)")


@dataclass(frozen=True)
class Metric:
    """One metric: what its header says, and its SQL.

    `needs` are the events without which the metric is not recorded; `filters` what it can be
    filtered by; `clocks` is empty unless the metric runs on either clock.
    """

    metric: str
    theme: str
    label: str
    label_ja: str
    question: str
    question_ja: str
    numerator: str
    numerator_ja: str
    denominator: str
    denominator_ja: str
    grains: tuple[str, ...]
    filters: tuple[str, ...]
    clocks: tuple[str, ...]
    unit: str
    good: str
    params: tuple[str, ...]
    needs: tuple[str, ...]
    source: tuple[str, ...]
    notes: str
    notes_ja: str
    reviewed: str
    sql: str
    cases_sql: str
    path: Path

    @property
    def is_kept(self) -> bool:
        """Whether a load keeps its weekly answer: it cannot be summed up from parts.

        Percentiles cannot, and neither can what is told of operators by pairs of their decisions.
        """
        return any(part in self.sql for part in (_PERCENTILES, _MEDIAN, _PAIRS))


class Catalog(Mapping[str, Metric]):
    """All metrics by name; an unknown name is an error that offers the nearest one."""

    def __init__(self, metrics: Mapping[str, Metric]) -> None:
        self._metrics = dict(metrics)

    def __getitem__(self, name: str) -> Metric:
        if name not in self._metrics:
            raise UnknownMetricError(
                f"metric: there is no {name!r}.{nearest(name, self._metrics)} "
                "`minaoshi metrics` lists them all."
            )
        return self._metrics[name]

    def __contains__(self, name: object) -> bool:
        return name in self._metrics

    def __iter__(self) -> Iterator[str]:
        return iter(self._metrics)

    def __len__(self) -> int:
        return len(self._metrics)


@cache
def load_catalog() -> Catalog:
    """Return the catalog of the metrics beside this file."""
    return read_catalog(FOLDER)


def read_catalog(folder: Path) -> Catalog:
    """Return the metrics under a folder's themes; raises CatalogError on the first bad file."""
    found: dict[str, Metric] = {}
    labels: dict[str, str] = {}
    for path in _metric_files(folder):
        metric = read_metric(path)
        for label in (metric.label, metric.label_ja):
            if label in labels:
                raise CatalogError(
                    f"{path}: label {label!r} is taken by {labels[label]}. Give it another."
                )
            labels[label] = metric.metric
        found[metric.metric] = metric
    return Catalog(found)


def _metric_files(folder: Path) -> list[Path]:
    files = (path for theme in THEMES for path in sorted((folder / theme).glob("*.sql")))
    # A flag query keeps its own header and its own reader.
    return [p for p in files if not p.name.endswith(".cases.sql") and _is_metric(p)]


def _is_metric(path: Path) -> bool:
    return path.read_text(encoding="utf-8").startswith("-- metric:")


def read_metric(path: Path) -> Metric:
    """Return one metric; raises CatalogError when its header is not as demanded."""
    text = path.read_text(encoding="utf-8")
    header = _read_header(path, text)
    _check_header(path, header)
    cases = path.with_suffix(".cases.sql")
    if not cases.exists():
        raise CatalogError(f"{path}: {cases.name} is missing. Say which cases a figure counts.")
    fact = _list(header["source"])[0].removeprefix("facts.")
    read = _macro_text(fact) + text + _links_text(text)
    if _PERCENTILES in text:
        read += (FOLDER / "macros" / f"{_short(fact)}_duration.sql").read_text(encoding="utf-8")
    asked = _FILTER.findall(read)
    lists = {key: _list(header.pop(key)) for key in ("grains", "params", "needs", "source")}
    return Metric(
        theme=path.parent.name,
        filters=tuple(name for name in FILTERS if name in asked),
        clocks=CLOCKS if "on_clock($asked" in read else (),
        sql=text,
        cases_sql=cases.read_text(encoding="utf-8"),
        path=path,
        **header,  # type: ignore[arg-type]
        **lists,  # type: ignore[arg-type]
    )


def _macro_text(fact: str) -> str:
    return (FOLDER / "macros" / f"asked_{_short(fact)}.sql").read_text(encoding="utf-8")


def _links_text(sql: str) -> str:
    """The macro of the links of routes, which knows filters of its own, where a metric reads it."""
    path = FOLDER / "macros" / "route_link.sql"
    return path.read_text(encoding="utf-8") if _LINKS in sql else ""


def _short(fact: str) -> str:
    return fact.removeprefix("fct_").removeprefix("agg_")


def _read_header(path: Path, text: str) -> dict[str, str]:
    header: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if found := _HEADER_LINE.match(line):
            key = found[1]
            header[key] = found[2].strip()
        elif (more := _MORE_LINE.match(line)) and key:
            header[key] += ("" if key.endswith("_ja") else " ") + more[1].strip()
        else:
            break
    if tuple(header) != KEYS:
        missing = [name for name in KEYS if name not in header]
        extra = [name for name in header if name not in KEYS]
        raise CatalogError(
            f"{path}: the header must have the keys {', '.join(KEYS)} in this order. "
            f"Missing: {missing or 'none'}; unknown: {extra or 'none'}."
        )
    return header


def _check_header(path: Path, header: Mapping[str, str]) -> None:
    if header["metric"] != path.stem:
        raise CatalogError(f"{path}: metric is {header['metric']!r}. Name it like its file.")
    for key, allowed in (("unit", UNITS), ("good", DIRECTIONS)):
        if header[key] not in allowed:
            raise CatalogError(
                f"{path}: {key} is {header[key]!r}. Write one of {', '.join(allowed)}."
            )
    for grain in _list(header["grains"]):
        if grain not in GRAINS:
            raise CatalogError(f"{path}: grain {grain!r} is unknown.{nearest(grain, GRAINS)}")


def _list(text: str) -> tuple[str, ...]:
    return () if text == "none" else tuple(part.strip() for part in text.split(","))


def render_index(catalog: Catalog) -> str:
    """Return queries/README.md: every metric with its question, unit and file."""
    lines = [
        "# Metrics",
        "",
        "Written by `python -m queries.catalog` from the headers of the SQL files; do not edit.",
        "Where each notion of escalation work is met: [NOTIONS](NOTIONS.md).",
        "",
    ]
    for theme in THEMES:
        metrics = [metric for metric in catalog.values() if metric.theme == theme]
        if not metrics:
            continue
        lines += [f"## {theme.capitalize()}", ""]
        lines += ["| metric | 日本語 | question | numerator ÷ denominator | unit |"]
        lines += ["| --- | --- | --- | --- | --- |"]
        lines += [_index_row(metric) for metric in metrics]
        lines += [""]
    return "\n".join(lines)


def _index_row(metric: Metric) -> str:
    name = f"[{metric.metric}]({metric.theme}/{metric.metric}.sql)"
    parts = (metric.numerator, *([] if metric.denominator == "none" else [metric.denominator]))
    cells = (name, metric.label_ja, metric.question, " ÷ ".join(parts), metric.unit)
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    # Notions are read against the catalog, which therefore cannot import them.
    from queries.notion_index import render_notions
    from queries.notions import load_notions

    pages = {
        "README.md": render_index(load_catalog()),
        "NOTIONS.md": render_notions(load_notions()),
    }
    for name, page in pages.items():
        (FOLDER / name).write_text(page, encoding="utf-8")
        print(f"queries/{name} written", file=sys.stderr)
