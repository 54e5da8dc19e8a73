"""Draws the rate of missed escalations, what it stands on, and the cases that needed one."""

import polars as pl
import streamlit as st

from dashboard import amounts
from dashboard.audit.book import Book
from dashboard.export import tables
from dashboard.frame.view import View
from dashboard.parts import grids
from queries.audit.rate import AuditRate, rate_of


def draw(kept: Book, view: View) -> None:
    """The rate over every week drawn: a figure, too few, or not recorded."""
    found = rate_of(kept.draws, kept.judgements)
    words = view.words
    st.markdown(f"**{sentence(found, view)}**")
    if found.status == "not_recorded":
        st.caption(words("audit.how_to_start"))
        return
    count = words("common.count_unit", count=amounts.many(found.judged))
    grids.facts(
        [
            (words("audit.judged"), count),
            (words("audit.needed"), words("common.count_unit", count=found.needed)),
            (words("audit.unclear"), words("common.count_unit", count=found.unclear)),
            (words("audit.not_judged"), words("common.count_unit", count=found.not_judged)),
            (words("audit.weeks"), str(found.weeks)),
            (words("audit.covered"), _covered(found)),
        ]
    )
    st.caption(words("audit.rate_caption", population=amounts.many(found.population)))


def sentence(found: AuditRate, view: View) -> str:
    """The rate with its interval, or why there is none."""
    words = view.words
    if found.status != "ok":
        return words(f"audit.rate_{found.status}", judged=found.judged, fewest=found.min_judged)
    return words(
        "audit.rate_ok",
        rate=amounts.shown(found.value, "percent", words),
        span=amounts.span(found.low, found.high, "percent", words),
    )


def _covered(found: AuditRate) -> str:
    return "–" if found.covered is None else amounts.percent(found.covered)


def by_week(kept: Book, view: View) -> None:
    """A row a week: from how many were drawn how many, and what was said of them."""
    if not kept.draws:
        return
    words = view.words
    rows = []
    for week in sorted(kept.draws, key=lambda draw: draw.week, reverse=True):
        found = rate_of([week], kept.judgements)
        rows.append(
            {
                "week": f"{week.week:%Y/%m/%d}",
                "population": amounts.many(week.population),
                "drawn": str(len(week.cases)),
                "judged": str(found.judged),
                "needed": str(found.needed) if found.judged else "–",
                "unclear": str(found.unclear),
                "not_judged": str(found.not_judged),
            }
        )
    headers = {name: words(f"audit.column_{name}") for name in rows[0]}
    shown = pl.DataFrame(rows).rename(headers)
    with st.expander(words("audit.by_week"), icon=":material/calendar_view_week:"):
        tables.offer(words("audit.by_week"), lambda: shown)
        st.dataframe(shown, hide_index=True, height="content", alt=words("audit.by_week_alt"))
