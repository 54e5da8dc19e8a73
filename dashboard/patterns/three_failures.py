"""The three failures of escalation, most frequent first: judgement, destination, information.

One case may fail in several ways, and what is counted differs (escalations, contacts, attempts,
items), so there is no cumulative share: it would add up what does not add up.
"""

from collections.abc import Sequence
from typing import Any

import polars as pl
import streamlit as st

from dashboard import amounts, naming
from dashboard.audit import book, rate
from dashboard.export import tables
from dashboard.figures import bar_charts, plots
from dashboard.frame import links
from dashboard.frame.links import AUDIT_PAGE, CASES_PAGE, PATTERNS_PAGE
from dashboard.frame.view import View
from dashboard.patterns.views import WEEKS
from dashboard.reading import data
from queries.audit.rate import rate_of
from queries.catalog import Metric
from queries.measure import Result
from queries.methods.intervals import interval

FAILURES = {
    "judgement": (
        "over_escalation_by_receiver_rate",
        "under_escalation_suspected_count",
        "raised_late_rate",
    ),
    "destination": ("wrong_target_rate", "unreachable_escalation_rate", "bounce_rate"),
    "information": ("repeat_question_rate", "incomplete_report_rate"),
}
VIEW = "three"


def metrics() -> list[Metric]:
    """What is counted, failure by failure."""
    return [data.catalog()[name] for names in FAILURES.values() for name in names]


def answers(view: View) -> dict[str, Result]:
    """The failures over the weeks of the page, as totals."""
    names = [metric.metric for metric in metrics()]
    return data.metrics(view.build, names, view.chosen.asked(WEEKS))


def is_offered(view: View) -> bool:
    """Whether more than one failure is on record: one alone has nothing to stand beside."""
    return sum(answer.status == "ok" for answer in answers(view).values()) > 1


def missing(view: View) -> list[tuple[str, str]]:
    """The failures that this log cannot carry, and how to start recording them."""
    return [
        (naming.label(answer.metric, view.words), naming.how_to_record(name, view.words))
        for name, answer in answers(view).items()
        if answer.status == "not_recorded"
    ]


def rows(view: View) -> pl.DataFrame:
    """A row per failure on record: code, name, count, shown and the columns of the table."""
    found = answers(view)
    told = [
        _row(family, found[name], view)
        for family, names in FAILURES.items()
        for name in names
        if found[name].status == "ok"
    ]
    return pl.DataFrame(told).sort("count", descending=True)


def _row(family: str, answer: Result, view: View) -> dict[str, Any]:
    words, metric = view.words, answer.metric
    row = answer.frame.row(0, named=True)
    count, size = row["numerator"], row["denominator"]
    name = naming.short(metric, words)
    share = amounts.shown(row["metric_value"], "percent", words) if size else ""
    span = amounts.span(*interval(count, size), "percent", words) if size else ""
    beside = f"<b>{amounts.many(count)}</b>  {share}"
    return {
        "code": metric.metric,
        "name": f'<span style="font-size:10px">{words(f"three.{family}")}</span><br>{name}',
        "spoken": words("three.name", family=words(f"three.{family}"), name=name),
        "count": count,
        "shown": beside,
        "note": f"{name}<br>{beside}<br>{naming.formula(metric, words)}",
        "family": words(f"three.{family}"),
        "failure": name,
        "of": amounts.many(size) if size else "–",
        "rate": share or "–",
        "interval": span or "–",
        "coverage": amounts.percent(row["coverage"]) if row["coverage"] is not None else "–",
    }


def draw(view: View) -> None:
    """The failures as bars and, in words, as a table; a bar leads to its cases."""
    words, found = view.words, rows(view)
    title = words("three.title")
    st.subheader(title, anchor=False)
    top = found.row(0, named=True)
    alt = words(
        "chart.bars_alt",
        label=title,
        top=top["spoken"],
        value=amounts.many(top["count"]),
        count=found.height,
    )
    names = {"value": title, "axis": words("three.axis")}
    picked = plots.draw(
        bar_charts.count_bars(found, names, view.ink), "three_failures", alt, title, view
    )
    st.caption(words("three.caption"))
    _table(found, title, view)
    _missed(view)
    links.onward(PATTERNS_PAGE, words("strata.onward"), view.chosen.params(view="strata"))
    if picked:
        answer = answers(view)[picked]
        st.switch_page(CASES_PAGE, query_params=view.chosen.cases(picked, answer.asked))


def _missed(view: View) -> None:
    """What an audit says of missed escalations: the log alone can only suspect them."""
    kept = book.read(view)
    if not kept.problem:
        st.caption(rate.sentence(rate_of(kept.draws, kept.judgements), view))
    links.onward(AUDIT_PAGE, view.words("audit.onward"), view.chosen.params())


def _table(found: pl.DataFrame, title: str, view: View) -> None:
    words = view.words
    shown: Sequence[str] = ("family", "failure", "count", "of", "rate", "interval", "coverage")
    headers = {name: words(f"three.column_{name}") for name in shown}
    told = found.select(pl.col(name).alias(header) for name, header in headers.items())
    tables.offer(title, lambda: told, *metrics())
    st.dataframe(
        told,
        hide_index=True,
        height="content",
        column_config={headers["count"]: st.column_config.NumberColumn(format="localized")},
        alt=words("three.alt"),
    )
