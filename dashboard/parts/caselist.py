"""The cases behind one figure, a page of them at a time, and how one case went."""

import unicodedata
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from dashboard import amounts, naming
from dashboard.frame import address
from dashboard.frame.view import View
from dashboard.paths import places
from dashboard.reading import data
from queries.asked import Asked
from queries.measure import Result

PAGE_ROWS = 200
MOST_COUNTED = 100_000
PERIOD = "period"
TIME_UNITS = ("seconds", "minutes", "hours", "days")
SHOWN = (
    "contact_id",
    "happened_at",
    "center",
    "channel",
    "category",
    "level",
    "target",
    "rule_id",
    "slot",
    "step",
)


@dataclass(frozen=True)
class Listed:
    """A page of cases: as many in all as the figure's numerator says.

    `found` is how many of them hold the words searched for; None without a search.
    """

    result: Result
    rows: pl.DataFrame
    count: int
    first: int
    last: int
    pages: int
    page: int
    found: int | None = None
    sought: str = ""

    @property
    def is_withheld(self) -> bool:
        """Whether too few people are behind the figure; its cases, which name nobody, are shown."""
        return self.result.status == "too_few_people"

    @property
    def state(self) -> str:
        """ok, or why there is no list."""
        if self.result.status in ("failed", "not_recorded"):
            return self.result.status
        return "ok" if self.count else "no_rows"


@dataclass(frozen=True)
class Timeline:
    """What happened in one contact: when it came and ended, and its escalations in order."""

    contact: dict[str, Any] | None
    hops: pl.DataFrame


def question(view: View, name: str) -> Asked:
    """What the URL asks of a figure, without the conditions that the figure knows nothing of."""
    asked = view.chosen.drilled(address.url())
    return replace(asked, **dict.fromkeys(_unknown(asked, name), ()))


def left_out(view: View, name: str) -> str:
    """Says which conditions of the link were left out; empty when none was."""
    unknown = _unknown(view.chosen.drilled(address.url()), name)
    if not unknown:
        return ""
    words = view.words
    names = words("common.list_separator").join(words(f"cases.{one}") for one in unknown)
    return words("cases.left_out", names=names)


def _unknown(asked: Asked, name: str) -> list[str]:
    known = data.catalog()[name].filters
    return [condition for condition in asked.filters() if condition not in known]


def listed(view: View, name: str, asked: Asked, page: int, sought: str = "") -> Listed:
    """One page of the cases behind a figure; of those that hold all words of `sought`."""
    result = data.metric(view.build, name, asked)
    if result.status in ("failed", "not_recorded") or result.is_empty:
        return Listed(result, pl.DataFrame(), 0, 0, 0, 0, 1)
    count = _count(view, result, asked)
    if sought.strip():
        return _found(view, Listed(result, pl.DataFrame(), count, 0, 0, 1, page), sought)
    pages = max(-(-count // PAGE_ROWS), 1)
    page = min(page, pages)
    offset = PAGE_ROWS * (page - 1)
    rows = data.case_rows(view.build, name, asked, PAGE_ROWS, offset)
    return Listed(result, rows, count, offset + 1, offset + rows.height, pages, page)


def _found(view: View, whole: Listed, sought: str) -> Listed:
    """The page of a list that a search leaves, looked for in what the page shows."""
    result = whole.result
    rows = data.every_case(view.build, result.metric.metric, result.asked, MOST_COUNTED)
    shown = readable(replace(whole, rows=rows), view)
    rows = rows.filter(holding(shown, sought))
    pages = max(-(-rows.height // PAGE_ROWS), 1)
    page = min(whole.page, pages)
    part = rows.slice(PAGE_ROWS * (page - 1), PAGE_ROWS)
    first = PAGE_ROWS * (page - 1) + 1 if part.height else 0
    last = first + part.height - 1 if part.height else 0
    return Listed(result, part, whole.count, first, last, pages, page, rows.height, sought)


def holding(shown: pl.DataFrame, sought: str) -> pl.Series:
    """Whether each row holds all the words, whatever their width and case (NFKC)."""
    text = pl.concat_str(pl.all().cast(pl.String), separator=" ", ignore_nulls=True)
    plain = text.str.normalize("NFKC").str.to_lowercase()
    words = unicodedata.normalize("NFKC", sought).lower().split()
    holds = [plain.str.contains(word, literal=True) for word in words]
    return shown.select(pl.all_horizontal(holds)).to_series()


def _count(view: View, result: Result, asked: Asked) -> int:
    """How many cases there are: the numerator, unless that is a sum or has several rows."""
    name, frame = result.metric.metric, result.frame
    is_sum = result.metric.unit in TIME_UNITS and "aj_p50" not in frame.columns
    is_withheld = result.status == "too_few_people"
    if frame.height > 1 or is_sum or is_withheld:
        return data.case_rows(view.build, name, asked, MOST_COUNTED, 0).height
    return frame["numerator"][0] or 0


def everything(listed: Listed, view: View) -> pl.DataFrame:
    """All cases of the list, or those that a search left, with headers as on the page."""
    result = listed.result
    rows = data.every_case(view.build, result.metric.metric, result.asked, MOST_COUNTED)
    shown = readable(replace(listed, rows=rows), view)
    if listed.sought:
        shown = shown.filter(holding(shown, listed.sought))
    return shown.rename({name: view.words(f"cases.{name}") for name in shown.columns})


def readable(listed: Listed, view: View) -> pl.DataFrame:
    """The columns worth showing, with words for codes; empty columns are left out."""
    rows = listed.rows
    kept = [
        name for name in SHOWN if name in rows.columns and rows[name].null_count() < rows.height
    ]
    shown = rows.select(kept)
    for name in (name for name in ("channel", "slot") if name in kept):
        group = naming.group_of_words(name, listed.result.metric)
        words = [view.words.named(group, code) for code in shown[name]]
        shown = shown.with_columns(pl.Series(name, words, dtype=pl.String))
    if "level" in kept:
        names = data.levels(view.build, view.lang)
        shown = shown.with_columns(pl.col("level").replace_strict(names, default=None))
    if "happened_at" in kept:
        zone = view.build.time_zone
        moment = pl.col("happened_at").dt.convert_time_zone(zone).dt.strftime("%Y/%m/%d %H:%M")
        shown = shown.with_columns(moment)
    return shown.with_columns(pl.col(pl.String).fill_null("–"))


def conditions(asked: Asked, view: View, name_of_metric: str) -> dict[str, str]:
    """The conditions that narrow the list beyond the week, in words, by what is narrowed."""
    words = view.words
    found = {}
    if (asked.start, asked.stop) != (view.chosen.week.start, view.chosen.week.stop):
        found[PERIOD] = _period(asked, view)
    for name, values in asked.filters().items():
        if values != getattr(view.chosen, name, ()):
            group = naming.group_of_words(name, data.catalog()[name_of_metric])
            shown = words("common.list_separator").join(_value(group, v, view) for v in values)
            found[name] = f"{words(f'cases.{name}')}: {shown}"
    return found


def _period(asked: Asked, view: View) -> str:
    last = asked.stop and asked.stop.fromordinal(asked.stop.toordinal() - 1)
    start, stop = (f"{day:%Y/%m/%d}" if day else "…" for day in (asked.start, last))
    return view.words("common.week_span", start=start, stop=stop)


def _value(name: str, value: Any, view: View) -> str:
    if name == "hour" and value is not None:
        return view.words("hour.label", hour=value)
    if name in places.COLUMNS:
        return places.named(value, view)
    return view.words.named(name, None if value is None else str(value))


def timeline(view: View, contact_id: str) -> Timeline:
    """One contact's facts; nothing about who handled it."""
    contact = data.read(view.build, "contact", contact_id=contact_id)
    hops = data.read(view.build, "contact_hops", contact_id=contact_id)
    row = contact.row(0, named=True) if contact.height else None
    return Timeline(row, _readable_hops(hops, view))


def _readable_hops(hops: pl.DataFrame, view: View) -> pl.DataFrame:
    words = view.words
    rows = [
        {
            "hop": row["hop"],
            "raised_at": row["raised_at"],
            "target": words.named("target", row["target"]),
            "mode": words.named("mode", row["mode"]),
            "means": words.named("means", row["means"]),
            "rule_version": _rule(row, view),
            "waited": amounts.duration(row["accept_seconds"], words),
            "resolved": amounts.duration(row["resolve_seconds"], words),
            "judgement": words.named("judgement", row["judgement"]) if row["judgement"] else "–",
        }
        for row in hops.iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def _rule(row: dict[str, Any], view: View) -> str:
    name = row["rule_version_id"] or row["rule_id"]
    if name is None:
        return view.words("cases.no_version")
    return f"{name} {row['rule_title'] or ''}".strip()
