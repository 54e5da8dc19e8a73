"""Draws the tables: cases, one contact's way, rules, loads, what is recorded, definitions."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboard import naming
from dashboard.about import definitions
from dashboard.export import tables
from dashboard.frame import address
from dashboard.frame.view import View
from dashboard.parts import caselist
from dashboard.parts.caselist import Listed, Timeline
from dashboard.reading import data
from dashboard.revisit.rulebook import Entry
from dashboard.weekly import review
from queries.catalog import Metric
from queries.people import fewest_people

column = st.column_config


def metric_picker(view: View, label: str) -> str:
    """The figure that is looked at; kept in the URL."""
    names = list(dict.fromkeys([*review.TILES, *data.catalog()]))
    address.follow_url("metric", names, names[0])
    picked = st.selectbox(
        view.words(label),
        names,
        format_func=lambda name: naming.label(data.catalog()[name], view.words),
        key="metric",
        width=400,
    )
    address.keep_in_url("metric", picked)
    return picked


def page_number() -> int:
    """The page of the list; the URL keeps it."""
    text = st.query_params.get("page", "1")
    return max(int(text), 1) if text.isdecimal() else 1


def cases(listed: Listed, view: View) -> str | None:
    """The list of cases; the contact whose row was chosen."""
    words = view.words
    label = naming.label(listed.result.metric, words)
    if listed.is_withheld:
        heading = words("cases.count_withheld", label=label)
        note = words("cases.count_withheld_help", minimum=fewest_people())
    else:
        heading = words("cases.count", label=label, count=f"{listed.count:,}")
        note = words("cases.count_help")
    st.subheader(heading, anchor=False, help=note)
    if listed.found is not None:
        st.caption(words("cases.found", count=f"{listed.found:,}"))
    shown = caselist.readable(listed, view)
    tables.offer(label, lambda: caselist.everything(listed, view), listed.result.metric)
    state = st.dataframe(
        shown,
        hide_index=True,
        height="content" if shown.height < 12 else 400,
        column_config={name: column.Column(words(f"cases.{name}")) for name in shown.columns},
        on_select="rerun",
        selection_mode="single-row",
        key="case_rows",
        alt=words("cases.alt"),
        lazy=False,
    )
    _turn_pages(listed, view)
    rows = state["selection"]["rows"]
    if not rows:
        st.caption(words("cases.choose"))
        return None
    return str(listed.rows["contact_id"][rows[0]])


def _turn_pages(listed: Listed, view: View) -> None:
    if listed.pages < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        number = st.pagination(listed.pages, default=listed.page, key="case_page")
        st.caption(
            view.words(
                "cases.page",
                first=f"{listed.first:,}",
                last=f"{listed.last:,}",
                count=f"{listed.count if listed.found is None else listed.found:,}",
            )
        )
    if number != listed.page:
        st.query_params["page"] = str(number)
        st.rerun()


def timeline(shown: Timeline, view: View) -> None:
    """How one contact went: facts, no person."""
    words, contact = view.words, shown.contact
    if contact is None:
        return
    st.subheader(words("cases.timeline", contact=contact["contact_id"]), anchor=False)
    ended = contact["resolved_at"]
    st.caption(
        "　".join(
            [
                words("cases.opened", at=contact["opened_at"] or "–"),
                words("cases.closed", at=ended) if ended else words("cases.still_open"),
                words("cases.timeline_caption"),
            ]
        )
    )
    if shown.hops.is_empty():
        st.caption(words("cases.no_hops"))
        return
    st.dataframe(
        shown.hops.drop("hop"),
        hide_index=True,
        column_config={
            name: column.Column(words(f"cases.{name}")) for name in shown.hops.columns[1:]
        },
        alt=words("cases.hops_alt"),
    )


def rules(entries: Sequence[Entry], view: View) -> None:
    """All remaining rules, a row each; a click on a row's button opens its cases."""
    if not entries:
        return
    words = view.words
    heading = words("rules.category" if view.build.is_implied else "rules.rule")
    rows = pl.DataFrame(
        {
            "status": [words(f"status.{entry.status}") for entry in entries],
            "rule": [entry.title for entry in entries],
            "kind": [entry.kind for entry in entries],
            "value": [entry.value for entry in entries],
            "interval": [entry.interval for entry in entries],
            "n": [entry.size for entry in entries],
            "cases": [words("rules.open_cases") if entry.count else None for entry in entries],
            "reason": [entry.reason for entry in entries],
        }
    )
    labels = {name: column.Column(words(f"rules.{name}")) for name in rows.columns}
    headers = {name: words(f"rules.{name}") for name in rows.columns if name != "cases"}
    tables.offer(words("rules.others"), lambda: rows.select(*headers).rename(headers))
    st.dataframe(
        rows,
        hide_index=True,
        height="content" if rows.height < 16 else 500,
        column_config={
            **labels,
            "rule": column.Column(heading, pinned=True),
            "reason": column.Column(words("rules.reason"), width="large"),
            "cases": column.ButtonColumn(words("rules.cases"), type="tertiary", key="rule_cases"),
        },
        key="rule_rows",
        alt=words("rules.alt"),
    )
    clicked = st.session_state.get("rule_cases")
    if clicked:
        st.switch_page("app_pages/cases.py", query_params=entries[clicked["row"]].link)


def facts(pairs: Sequence[tuple[str, str]]) -> None:
    """Labels and values side by side."""
    with st.container(horizontal=True, gap="large"):
        for label, value in pairs:
            st.markdown(f":small[:gray[{label}]]  \n**{value}**", width="content")


def loads(rows: pl.DataFrame, view: View) -> None:
    """Row counts of every loaded file and whether they add up."""
    words = view.words
    if rows.is_empty():
        st.caption(words("health.no_loads"))
        return
    if rows["is_balanced"].all():
        st.caption(f":material/check: {words('health.balanced')}")
    else:
        st.error(words("health.unbalanced"), icon=":material/error:")
    names = {
        "file": "file",
        "mapping": "mapping",
        "rows_read": "read",
        "rows_accepted": "accepted",
        "rows_quarantined": "quarantined",
        "rows_ignored": "ignored",
    }
    labels = {
        name: column.NumberColumn(words(f"health.{text}"), format="localized")
        if name.startswith("rows")
        else column.Column(words(f"health.{text}"))
        for name, text in names.items()
    }
    headers = {name: words(f"health.{text}") for name, text in names.items()}
    tables.offer(words("health.loads"), lambda: rows.select(*headers).rename(headers))
    st.dataframe(
        rows.select(list(names)),
        hide_index=True,
        column_config=labels,
        alt=words("health.loads_alt"),
    )


def coverage(rows: pl.DataFrame, view: View) -> None:
    """The share of cases on record for each metric, or that there is none."""
    words = view.words
    headers = {name: words(f"health.{name}") for name in ("item", "coverage", "remark")}
    tables.offer(
        words("health.recorded"),
        lambda: rows.rename({"share": "coverage"}).select(*headers).rename(headers),
    )
    st.dataframe(
        rows,
        hide_index=True,
        height="content",
        column_config={
            "item": column.Column(words("health.item")),
            "share": column.ProgressColumn(
                words("health.coverage"), format="%.0f%%", min_value=0, max_value=100
            ),
            "remark": column.Column(words("health.remark")),
        },
        alt=words("health.recorded_alt"),
    )


def record_kinds(rows: pl.DataFrame, view: View) -> None:
    """Kinds of event on record."""
    words = view.words
    headers = {name: words(f"health.{name}") for name in rows.columns}
    tables.offer(words("health.source"), lambda: rows.rename(headers))
    st.dataframe(
        rows,
        hide_index=True,
        height="content",
        column_config={
            "event": column.Column(words("health.event")),
            "event_count": column.NumberColumn(words("health.event_count"), format="localized"),
            "first_at": column.Column(words("health.first_at")),
            "last_at": column.Column(words("health.last_at")),
        },
        alt=words("health.source_alt"),
    )


def definition_picker(view: View) -> Metric:
    """The metric whose definition is shown; kept in the URL."""
    return data.catalog()[metric_picker(view, "definitions.pick")]


def definition(metric: Metric, view: View) -> None:
    """What the header of a metric says."""
    st.markdown(f"**{definitions.question(metric, view)}**")
    for label, content in definitions.described(metric, view):
        left, right = st.columns([1, 3])
        left.caption(label)
        right.markdown(content)


def formulas(metric: Metric, view: View) -> None:
    """The SQL that computes a metric, and the SQL that lists its cases."""
    st.caption(view.words("definitions.sql"))
    # Uncoloured: the colours of keywords are too faint on a light page, and cannot be set.
    st.code(definitions.formula(metric.sql), language=None, wrap_lines=True)
    with st.expander(view.words("definitions.cases_sql")):
        st.code(definitions.formula(metric.cases_sql), language=None, wrap_lines=True)
