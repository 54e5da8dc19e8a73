"""Publishes a weekly report: frozen with its figures, so that what moves later can be told."""

import datetime as dt
from dataclasses import replace

from dashboard.frame.view import View
from dashboard.reading import journal
from dashboard.report.corrections import figures
from dashboard.report.html import as_html
from dashboard.report.text import as_text
from dashboard.report.weekly import weekly_report
from queries.journal.published import Published


def publish(view: View, role: str | None, now: dt.datetime) -> Published:
    """Freeze the report of the chosen week over the whole log; raises JournalError."""
    whole = replace(view, chosen=view.chosen.unfiltered())
    report = weekly_report(whole)
    given = Published(
        week=view.chosen.week.start,
        lang=view.lang,
        figures=figures(whole, view.chosen.week.start),
        text=as_text(report),
        html=as_html(report),
        build_id=view.build.build_id,
        as_of=view.build.as_of,
        published_at=now,
        published_by=role,
    )
    journal.keep_published(given, view.build.path)
    return given
