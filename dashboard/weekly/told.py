"""What a weekly review tells, worked out once for all who read the same view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.frame.chosen import Chosen
from dashboard.frame.view import View
from dashboard.reading import data, weeks
from dashboard.reading.data import Build
from dashboard.reading.trends import Trend
from dashboard.reading.weeks import Locks, Settings
from dashboard.revisit import rulebook
from dashboard.revisit.rulebook import Entry
from dashboard.weekly import groups, review, sentences
from dashboard.weekly.groups import Group
from dashboard.weekly.review import SNAPSHOTS, TILES, Tile
from queries.catalog import Metric


@dataclass(frozen=True)
class Told:
    """The page in words and finished numbers: what stands above, the tiles, the rest."""

    control: Sequence[str]
    sentences: Sequence[str]
    tiles: Sequence[Tile]
    lead: Trend
    groups: Mapping[str, Sequence[Group]]
    rules: Sequence[Entry]
    missing: Sequence[tuple[str, str]]
    metrics: Sequence[Metric]


def told(view: View) -> Told:
    """The weekly review of a view; what people lock or set counts at once."""
    build = view.build
    return _told(build, view.chosen, weeks.locks(build), weeks.settings(build), view)


@data.remembered
def _told(build: Build, chosen: Chosen, locks: Locks, settings: Settings, _view: View) -> Told:
    """As `told`; the view is no part of what is asked beyond what stands before it."""
    week = weeks.week(build, TILES, SNAPSHOTS, chosen)
    rules = data.rules(build, chosen)
    tiles = review.tiles(week, _view)
    lead = review.lead(week)
    found = {by: groups.groups_of(by, _view) for by in groups.offered(lead)}
    return Told(
        control=review.control_notes(weeks.control(build, chosen), _view),
        sentences=sentences.three(tiles, lead, found.get("category", []), rules, _view),
        tiles=tiles,
        lead=lead,
        groups=found,
        rules=rulebook.entries(rules, _view),
        missing=review.not_recorded(week, _view.words),
        metrics=week.metrics(),
    )
