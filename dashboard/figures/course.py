"""The weeks of a figure as a small line over its usual range, in the coordinates of an SVG."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from dashboard.figures.ink import Ink
from dashboard.reading.trends import Trend
from dashboard.templates import templates

WIDTH, HEIGHT, MARGIN = 104, 26, 4
WEEKS = 26

Point = tuple[float, float]


@dataclass(frozen=True)
class Course:
    """A figure's weeks, oldest first, with the usual range of each; None where there is none.

    `changed` are the places of weeks in which something around the figure changed.
    """

    values: Sequence[float | None]
    lows: Sequence[float | None]
    highs: Sequence[float | None]
    signal: str = "usual"
    changed: Sequence[int] = ()


def course_of(trend: Trend, changed: Collection[dt.date] = ()) -> Course | None:
    """The last weeks of a figure; none when only one of them has a value.

    `changed` are the Mondays of weeks with a change.
    """
    if trend.weeks_known < 2:
        return None
    rows = trend.known.tail(WEEKS)
    return Course(
        rows["metric_value"].to_list(),
        rows["low"].to_list(),
        rows["high"].to_list(),
        signal=rows["signal"][-1],
        changed=[place for place, week in enumerate(rows["week_start"]) if week in changed],
    )


@dataclass(frozen=True)
class Drawing:
    """What the template draws: stretches of weeks without a gap, as `x,y x,y` each."""

    band: Sequence[str]
    lines: Sequence[str]
    dots: Sequence[Point]
    last: Point | None
    signal: str
    changes: Sequence[float]
    width: int = WIDTH
    height: int = HEIGHT


def as_svg(course: Course, ink: Ink) -> Markup:
    """The picture of a course within a page; what it says has to stand beside it in words."""
    return Markup(_rendered(course, ink, is_file=False))


def as_image(course: Course, ink: Ink) -> str:
    """The same as a file of its own, which has to name its language."""
    return _rendered(course, ink, is_file=True)


def _rendered(course: Course, ink: Ink, is_file: bool) -> str:
    template = templates().get_template("figures/course.svg.j2")
    return template.render(drawn=draw(course), ink=ink, is_file=is_file)


def draw(course: Course) -> Drawing:
    """Place the weeks; a week without a value is a gap, and one between two gaps a dot."""
    known = [v for row in (course.values, course.lows, course.highs) for v in row if v is not None]
    least, most = min(known), max(known)

    def place(week: int, value: float) -> Point:
        share = (value - least) / (most - least) if most > least else 0.5
        right = (WIDTH - 2 * MARGIN) * week / max(len(course.values) - 1, 1)
        return round(MARGIN + right, 1), round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * share, 1)

    lines = [[place(week, value) for week, value in run] for run in _runs(course.values)]
    last = course.values[-1]
    return Drawing(
        band=[
            _text([place(w, v) for w, v in low] + [place(w, v) for w, v in reversed(high)])
            for low, high in zip(_runs(course.lows), _runs(course.highs), strict=True)
        ],
        lines=[_text(line) for line in lines if len(line) > 1],
        dots=[line[0] for line in lines if len(line) == 1],
        last=None if last is None else place(len(course.values) - 1, last),
        signal=course.signal,
        changes=[place(week, least)[0] for week in course.changed],
    )


def _runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Stretches of weeks that have a value, each week with its place."""
    for is_known, run in groupby(enumerate(values), key=lambda pair: pair[1] is not None):
        if is_known:
            yield [(week, value) for week, value in run if value is not None]


def _text(points: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
