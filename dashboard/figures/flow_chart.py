"""The figure of a flow. Like charts.py: finished numbers in, a picture out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from dashboard.figures.ink import Ink, template

_ROW = 44


@dataclass(frozen=True)
class Link:
    """So many went from one place to another; `end` says how it ended, empty on the way."""

    source: str
    target: str
    count: int
    end: str = ""


def with_others(links: Sequence[Link], most: int, others: str) -> list[Link]:
    """The links with all but the `most` frequent middle places as one, called `others`."""
    sizes: dict[str, int] = {}
    for link in links:
        if not link.end:
            sizes[link.target] = sizes.get(link.target, 0) + link.count
    rare = set(sorted(sizes, key=lambda name: -sizes[name])[most:])
    return [
        replace(
            link,
            source=others if link.end and link.source in rare else link.source,
            target=others if not link.end and link.target in rare else link.target,
        )
        for link in links
    ]


def flow(links: Sequence[Link], ink: Ink) -> go.Figure:
    """Places from left to right, links as wide as their counts.

    What ends differently has a column, a place and a word of its own, and its colour besides.
    """
    columns = _columns(links)
    names = [name for column in columns for name in column]
    place = {name: number for number, name in enumerate(names)}
    joined = _joined(links)
    # Names stand on the links: these stay pale, so that a name is dark on light or light on dark.
    colors = {"": ink.grid, "answered": ink.band, "nobody": ink.concern, "unknown": ink.grid}
    figure = go.Figure(
        layout={
            "template": template(ink),
            "height": 130 + _ROW * max(len(column) for column in columns),
            "margin": {"l": 8, "r": 8, "t": 36, "b": 16},
        }
    )
    figure.add_trace(
        go.Sankey(
            arrangement="snap",
            textfont={"color": ink.text, "size": 12},
            node={
                "label": [label for label, _ in names],
                "color": ink.quiet,
                "pad": 18,
                "thickness": 12,
                "line": {"width": 0},
                "hovertemplate": "%{label}  %{value:,}<extra></extra>",
            },
            link={
                "source": [place[source] for source, _, _ in joined],
                "target": [place[target] for _, target, _ in joined],
                "value": list(joined.values()),
                "color": [colors[end] for _, _, end in joined],
                "hovertemplate": ("%{source.label} → %{target.label}  %{value:,}<extra></extra>"),
            },
        )
    )
    return figure


Place = tuple[str, int]


def _ends(link: Link) -> tuple[Place, Place]:
    """Both places of a link with their columns: the same word may stand in two columns."""
    first = 1 if link.end else 0
    return (link.source, first), (link.target, first + 1)


def _columns(links: Sequence[Link]) -> list[list[Place]]:
    places = list(dict.fromkeys(place for link in links for place in _ends(link)))
    return [[place for place in places if place[1] == column] for column in range(3)]


def _joined(links: Sequence[Link]) -> dict[tuple[Place, Place, str], int]:
    """The counts by place, place and end: ways that share a stretch are one stretch there."""
    found: dict[tuple[Place, Place, str], int] = {}
    for link in links:
        key = (*_ends(link), link.end)
        found[key] = found.get(key, 0) + link.count
    return found
