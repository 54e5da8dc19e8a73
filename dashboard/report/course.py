"""The weeks of a figure as a small line over its usual range, in the coordinates of an SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.report.contents import Course

WIDTH, HEIGHT, MARGIN = 132, 26, 4

Point = tuple[float, float]


@dataclass(frozen=True)
class Drawing:
    """What the template draws: stretches of weeks without a gap, as `x,y x,y` each."""

    band: Sequence[str]
    lines: Sequence[str]
    dots: Sequence[Point]
    last: Point | None
    is_unusual: bool
    width: int = WIDTH
    height: int = HEIGHT


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
        is_unusual=course.is_unusual,
    )


def _runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Stretches of weeks that have a value, each week with its place."""
    for is_known, run in groupby(enumerate(values), key=lambda pair: pair[1] is not None):
        if is_known:
            yield [(week, value) for week, value in run if value is not None]


def _text(points: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
