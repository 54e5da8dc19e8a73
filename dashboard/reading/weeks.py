"""The weeks of a figure beside its usual range, as pages show them.

Usual ranges come from weeks that may lie before those shown, and from where people locked them.
Locks and the center's settings are part of what is asked: a change of them is a new question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from dashboard.frame.chosen import TREND_WEEKS, Chosen
from dashboard.reading.data import Build, choices, metric, metrics, read, remembered
from dashboard.reading.inference import beside_own_range, ranges
from dashboard.reading.trends import Control, Trend, WeekFigures, every_week
from queries.asked import Asked
from queries.errors import JournalError
from queries.journal.baselines import Baseline, locked_baselines
from queries.journal.store import journal_of
from queries.measure import Result
from queries.targets import Target, targets_of
from queries.thresholds import coverage_minimum


@dataclass(frozen=True)
class Locks:
    """Where people locked usual ranges; `is_unread` where that cannot be read at the moment."""

    given: Mapping[str, tuple[Baseline, ...]]
    is_unread: bool = False

    def of(self, metric: str) -> tuple[Baseline, ...]:
        """The locks of a metric, the oldest week first."""
        return self.given.get(metric, ())


@dataclass(frozen=True)
class Settings:
    """What the center has set for its figures, as its file says now."""

    coverage_minimum: float
    targets: Mapping[str, Target]


def settings(on_show: Build) -> Settings:
    """The center's settings. Not cached: somebody may write to the file at any moment."""
    path = Path(on_show.path)
    return Settings(coverage_minimum(path), targets_of(path))


def locks(on_show: Build) -> Locks:
    """Where people locked usual ranges. Not cached: somebody may lock one at any moment."""
    try:
        return Locks(locked_baselines(journal_of(Path(on_show.path))))
    except JournalError:
        return Locks({}, is_unread=True)


def week(
    on_show: Build, names: Sequence[str], snapshots: Sequence[str], chosen: Chosen
) -> WeekFigures:
    """The metrics by week beside their usual range, and the stocks as of the data."""
    asked = tuple(names), tuple(snapshots), _plain(chosen)
    return _week(on_show, *asked, locks(on_show), settings(on_show))


@remembered
def _week(
    on_show: Build,
    names: tuple[str, ...],
    snapshots: tuple[str, ...],
    chosen: Chosen,
    locked: Locks,
    settings: Settings,
) -> WeekFigures:
    asked = reaching_back(chosen.asked(TREND_WEEKS, ("week_start",)), ())
    flows = [name for name in names if name not in snapshots]
    plain = metrics(on_show, [name for name in flows if name not in locked.given], asked)
    to_date = replace(chosen.asked(), start=None)
    shown = chosen.asked(TREND_WEEKS, ("week_start",))
    return WeekFigures(
        {
            name: _trend(on_show, plain.get(name), name, shown, chosen, locked, settings)
            for name in flows
        },
        metrics(on_show, snapshots, to_date),
    )


def rule_trend(on_show: Build, name: str, rule_id: str, chosen: Chosen) -> Trend:
    """A metric's weeks of one rule. Locks are of the whole center and no usual range of a rule."""
    shown = replace(chosen.asked(TREND_WEEKS, ("week_start",)), rule_id=(rule_id,))
    return _rule_trend(on_show, name, shown, _plain(chosen), settings(on_show))


@remembered
def _rule_trend(
    on_show: Build, name: str, shown: Asked, chosen: Chosen, settings: Settings
) -> Trend:
    trend = _trend(on_show, None, name, shown, chosen, Locks({}), settings)
    return replace(trend, target=None)


def _trend(
    on_show: Build,
    result: Result | None,
    name: str,
    shown: Asked,
    chosen: Chosen,
    locks: Locks,
    settings: Settings,
) -> Trend:
    """A metric's weeks up to the chosen one, from the first on record, with their usual range."""
    oldest = choices(on_show).weeks[-1].start
    locked = locks.of(name)
    # A range comes from weeks that may lie before those shown.
    result = result or metric(on_show, name, reaching_back(shown, locked))
    found = ranges(result, [lock.first_week for lock in locked])
    first = max(shown.start or oldest, oldest)
    if not result.is_empty:
        result = replace(result, frame=result.frame.filter(pl.col("week_start") >= first))
    rows = every_week(result, chosen, first, found)
    return Trend(
        replace(result, asked=shown),
        rows,
        settings.coverage_minimum,
        locked,
        locks.is_unread,
        settings.targets.get(name),
    )


def reaching_back(asked: Asked, locked: Sequence[Baseline]) -> Asked:
    """The question with the weeks that the ranges shown are based on.

    They are the first ones since somebody locked the range, else the first on record: a range that
    moved along with the weeks would take what is wrong for usual in time.
    """
    before = [lock.first_week for lock in locked if asked.start and lock.first_week <= asked.start]
    return replace(asked, start=max(before, default=None))


def this_week_by(on_show: Build, name: str, by: str, chosen: Chosen) -> pl.DataFrame:
    """The chosen week's value of each group beside the group's own usual range."""
    return _this_week_by(on_show, name, by, _plain(chosen), locks(on_show).of(name))


@remembered
def _this_week_by(
    on_show: Build, name: str, by: str, chosen: Chosen, locked: tuple[Baseline, ...]
) -> pl.DataFrame:
    asked = reaching_back(chosen.asked(TREND_WEEKS, ("week_start", by)), locked)
    return beside_own_range(
        metric(on_show, name, asked), by, chosen.week.start, [lock.first_week for lock in locked]
    )


def control(on_show: Build, chosen: Chosen) -> Control:
    """The volumes of the chosen week, the control total and the share of targets on record."""
    return _control(on_show, _plain(chosen))


@remembered
def _control(on_show: Build, chosen: Chosen) -> Control:
    names = ("contact_volume", "escalation_volume", "recorded_share")
    found = metrics(on_show, names, chosen.asked())
    start, stop = chosen.week.start.isoformat(), chosen.week.stop.isoformat()
    counted = read(on_show, "control_total", start=start, stop=stop).row(0, named=True)
    return Control(
        contacts=found["contact_volume"],
        escalations=found["escalation_volume"],
        recorded=found["recorded_share"],
        counted=counted["counted_contacts"],
        logged=counted["logged_contacts"],
    )


def _plain(chosen: Chosen) -> Chosen:
    """What is chosen without the language, which no figure depends on."""
    return replace(chosen, lang="")
