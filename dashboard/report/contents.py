"""What a report holds, whatever it is set in."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.course import Course


@dataclass(frozen=True)
class Section:
    """A heading with rows under it; each row is its cells, the first of which names it.

    `courses` has one entry per row, or is empty where no row has weeks behind it. A narrow section
    shares the width of a paper with the next one.
    """

    title: str
    rows: Sequence[tuple[str, ...]]
    courses: Sequence[Course | None] = ()
    is_narrow: bool = False


@dataclass(frozen=True)
class Report:
    """A page: its title, what stands above and below, and the sections between."""

    title: str
    head: Sequence[str]
    conclusion: str
    sections: Sequence[Section]
    foot: str
    lang: str = "ja"
