"""The minutes of a meeting: the conclusion, what was on the table, and what was decided."""

from collections.abc import Sequence

from dashboard.frame.filters import sentence
from dashboard.frame.layout import settled
from dashboard.frame.view import View
from dashboard.meeting.agenda import Item
from dashboard.reading import data, journal, weeks
from dashboard.report import weekly
from dashboard.report.contents import Report, Section
from dashboard.report.head import day, head
from dashboard.weekly.told import Told


def minutes(found: Sequence[Item], week: Told, view: View) -> Report:
    """The minutes as they stand now; a section with nothing to say is left out."""
    words = view.words
    changed, usual, _ = week.sentences
    sections = [
        Section(words("meeting.unusual"), _figures(found)),
        Section(words("meeting.rules"), _rules(found, view)),
        weekly.corrected(view),
        weekly.noted(view),
        weekly.decided(view),
    ]
    return Report(
        _title(view),
        # The figures are those of the filters on show, unlike the report's.
        [sentence(view.chosen, words), *head(weeks.control(view.build, view.chosen), view)],
        words("meeting.conclusion", changed=changed, usual=usual),
        [section for section in sections if section.rows],
        words("app.not_for_appraisal"),
        words.lang,
    )


def _title(view: View) -> str:
    words, week = view.words, view.chosen.week
    return words(
        "meeting.minutes_title",
        start=day("first_day", week.start, words),
        stop=day("last_day", week.last, words),
        mark=words(f"common.{settled(week)[0]}"),
    )


def _figures(found: Sequence[Item]) -> list[tuple[str, ...]]:
    tiles = [item.tile for item in found if item.tile is not None]
    return [(tile.label, tile.value, tile.note, tile.size) for tile in tiles]


def _rules(found: Sequence[Item], view: View) -> list[tuple[str, ...]]:
    """Each rule with what was seen of it, and whether the meeting found that right."""
    words, answers = view.words, journal.answers(view.build, data.rules(view.build, view.chosen))
    given = {answer.flag: answer.answer for answer in answers.given}
    rows = []
    for entry in (entry for item in found for entry in item.entries):
        rows.append(
            (words("report.found", title=entry.title, kind=entry.kind, reason=entry.reason),)
        )
        answer = given.get((entry.rule_id, entry.kind_code, answers.review_week))
        if answer:
            said = words("rules.answered", answer=words(f"rules.answer_{answer}"))
            rows.append((words("report.remedy", remedy=said),))
    if rows and view.chosen.is_filtered:
        rows.append((words("rules.unfiltered"),))
    return rows
