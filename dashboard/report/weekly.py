"""What the weekly report says, from the very numbers of the weekly page."""

from collections.abc import Sequence

import polars as pl

from dashboard import amounts
from dashboard.figures.course import course_of
from dashboard.frame import decided as taken
from dashboard.frame import notes
from dashboard.frame.layout import settled
from dashboard.frame.view import View
from dashboard.reading import data, journal, weeks
from dashboard.reading.trends import UNUSUAL, WeekFigures
from dashboard.report import corrections
from dashboard.report.contents import Report, Section
from dashboard.report.head import centers, day, head
from dashboard.revisit import rulebook
from dashboard.revisit.rulebook import Entry
from dashboard.weekly import groups, review, sentences
from dashboard.weekly.groups import Group
from dashboard.weekly.review import Tile
from dashboard.words import Words
from queries.errors import JournalError
from queries.flags import Revisit
from queries.revisit.settings import load_settings

GROUP_COUNT = 3
RULE_COUNT = 5


def weekly_report(view: View) -> Report:
    """The report of the chosen week; a section with nothing to say is left out."""
    week = weeks.week(view.build, review.TILES, review.SNAPSHOTS, view.chosen)
    rules = data.rules(view.build, view.chosen)
    shown = review.tiles(week, view)
    lead = review.lead(week)
    splits = groups.offered(lead)
    categories = groups.groups_of("category", view) if "category" in splits else []
    changed, _, decide = sentences.three(shown, lead, categories, rules, view)
    found = rulebook.entries(rules, view)
    sections = [
        _figures(shown, week, view),
        *(_groups(by, view) for by in splits),
        _revisit(found, view),
        _watch(found, view),
        _not_recorded(week, rules, view),
        noted(view),
        corrected(view),
        decided(view),
        _to_decide(found, decide, view),
    ]
    return Report(
        _title(view),
        head(weeks.control(view.build, view.chosen), view),
        view.words("report.conclusion", sentence=changed),
        [section for section in sections if section.rows],
        view.words("report.foot"),
        view.words.lang,
    )


def _title(view: View) -> str:
    words, week = view.words, view.chosen.week
    return words(
        "report.title",
        start=day("first_day", week.start, words),
        stop=day("last_day", week.last, words),
        centers=centers(view),
        mark=words(f"common.{settled(week)[0]}"),
    )


def _figures(shown: Sequence[Tile], week: WeekFigures, view: View) -> Section:
    """What is on record, each figure beside its usual range and the week before."""
    rows = [(tile.label, tile.value, tile.note, _details(tile, week, view.words)) for tile in shown]
    trends = [week.trends.get(tile.metric) for tile in shown]
    # A stock as of the data has no weeks behind it.
    courses = [None if trend is None else course_of(trend) for trend in trends]
    return Section(view.words("report.figures"), rows, courses)


def _details(tile: Tile, week: WeekFigures, words: Words) -> str:
    """The n and the week before; n is left out where the figure itself is the count."""
    trend = week.trends.get(tile.metric)
    if trend is None:
        return ""
    unit, before = trend.result.metric.unit, trend.previous
    said = [] if unit == "count" or not tile.size else [tile.size]
    if before is not None and before["metric_value"] is not None:
        said.append(
            words("report.before", value=amounts.shown(before["metric_value"], unit, words))
        )
    return words("report.detail_separator").join(said)


def _groups(by: str, view: View) -> Section:
    """The categories or targets that moved, then the largest; those too small to tell stay out."""
    name = groups.GROUPS[by]
    figures = weeks.this_week_by(view.build, name, by, view.chosen)
    if not figures.is_empty():
        figures = figures.filter((pl.col("status") == "ok") | pl.col("signal").is_in(UNUSUAL))
    found = groups.groups(figures, data.catalog()[name], by, view) if figures.height else []
    moved = [group for group in found if group.signal in UNUSUAL]
    picked = found[: max(GROUP_COUNT, len(moved))]
    rows = [_group_row(group) for group in picked]
    return Section(view.words(f"weekly.by_{by}"), rows, is_narrow=True)


def _group_row(group: Group) -> tuple[str, ...]:
    return (group.name, group.value, group.note)


def _revisit(found: Sequence[Entry], view: View) -> Section:
    """The rules to revisit with their evidence, or why there is none."""
    words = view.words
    key = "report.revisit_implied" if view.build.is_implied else "report.revisit"
    title = words(key, weeks=load_settings().weeks)
    if not found:
        return Section(title, [(words("rules.none"),)])
    revisit = rulebook.with_status(found, ["revisit"])
    rows = [row for entry in revisit[:RULE_COUNT] for row in _evidence(entry, words)]
    if len(revisit) > RULE_COUNT:
        rows.append((words("weekly.decide_more", count=len(revisit) - RULE_COUNT),))
    return Section(title, rows or [(words("report.no_candidate", tally=_tally(found, words)),)])


def _evidence(entry: Entry, words: Words) -> list[tuple[str, ...]]:
    """What was seen, beside like rules, and what to try; without a rate the sentence says it."""
    said = {"title": entry.title, "kind": entry.kind}
    seen = words("report.found", **said, reason=entry.reason)
    if entry.is_rate:
        seen = words(
            "report.evidence",
            **said,
            size=entry.size,
            value=entry.value,
            peer=entry.peer,
            cases=words("common.cases_link", count=amounts.many(entry.count)),
        )
    return [(seen,), (words("report.remedy", remedy=entry.remedy),)] if entry.remedy else [(seen,)]


def _tally(found: Sequence[Entry], words: Words) -> str:
    """How many verdicts there are of each status."""
    counts = rulebook.counts(found)
    items = [
        words("rules.summary", status=words(f"status.{status}"), count=amounts.many(count))
        for status, count in counts.items()
    ]
    return words("common.list_separator").join(items)


def _watch(found: Sequence[Entry], view: View) -> Section:
    """What showed signs that have not lasted yet."""
    words = view.words
    watched = rulebook.with_status(found, ["watch"])
    items = [(_watched(entry, words),) for entry in watched[:RULE_COUNT]]
    if len(watched) > RULE_COUNT:
        items.append((words("weekly.decide_more", count=len(watched) - RULE_COUNT),))
    return Section(words("report.watch", weeks=load_settings().weeks), items)


def _watched(entry: Entry, words: Words) -> str:
    if not entry.is_rate:
        return words("report.found", title=entry.title, kind=entry.kind, reason=entry.reason)
    return words(
        "report.watched",
        title=entry.title,
        kind=entry.kind,
        size=entry.size,
        value=entry.value,
    )


def _not_recorded(week: WeekFigures, rules: Revisit, view: View) -> Section:
    """What the log cannot tell, and how to start; what begins the same way is said once."""
    words = view.words
    missing = review.not_recorded(week, words)
    begun = {how for _, how in missing}
    missing += [(kind, how) for kind, how in rulebook.unrecorded(rules, view) if how not in begun]
    rows = [(name, words("report.start", how=how)) for name, how in missing]
    return Section(words("report.not_recorded"), rows)


def noted(view: View) -> Section:
    """What people wrote about the week; that it cannot be read where it cannot."""
    heading = view.words("report.notes")
    try:
        found = notes.of_week(view)
    except JournalError as error:
        return Section(heading, [(view.words("notes.failed", reason=str(error)),)])
    remarks = [note for note in found if not note.is_decision]
    rows = [(" ".join(note.text.split()), notes.said(note, view)) for note in remarks]
    return Section(heading, rows)


def decided(view: View) -> Section:
    """What was decided on the week, by which role it is done and until when."""
    heading = view.words("meeting.decided")
    try:
        found = taken.of_week(view)
    except JournalError as error:
        return Section(heading, [(view.words("notes.failed", reason=str(error)),)])
    return Section(heading, [taken.row(note, view) for note in found])


def corrected(view: View) -> Section:
    """What has moved in reports published before; that they cannot be read where they cannot."""
    heading = view.words("reports.corrections")
    try:
        published = journal.published(view.build)
    except JournalError as error:
        return Section(heading, [(view.words("reports.failed", reason=str(error)),)])
    moved = corrections.corrections(view, published)
    return Section(heading, [(corrections.said(correction, view),) for correction in moved])


def _to_decide(found: Sequence[Entry], decide: str, view: View) -> Section:
    """One line to fill in for each rule to revisit; without one, what the page proposes."""
    words = view.words
    revisit = rulebook.with_status(found, ["revisit"])[:RULE_COUNT]
    rows = [
        (words("report.decision", number=number, title=entry.title),)
        for number, entry in enumerate(revisit, start=1)
    ]
    return Section(words("report.decide"), rows or [(decide,)])
