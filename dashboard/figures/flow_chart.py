"""The flow of escalations from hop to hop, whose links only ECharts can make clickable."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures.ink import FONT, Ink


@dataclass(frozen=True)
class Node:
    """A place of the flow: its column, None for the last one, its code and its name."""

    column: int | None
    code: str
    name: str


@dataclass(frozen=True)
class Edge:
    """A link between two places; the note is its tooltip."""

    source: Node
    target: Node
    count: int
    note: str


def flow(edges: Sequence[Edge], ink: Ink) -> dict[str, Any]:
    """The ECharts description of a flow; a click on a link gives its place in `edges`."""
    nodes = list(dict.fromkeys(node for edge in edges for node in (edge.source, edge.target)))
    last = 1 + max((node.column for node in nodes if node.column is not None), default=0)
    return {
        "textStyle": {"fontFamily": FONT},
        "tooltip": {"confine": True},
        "series": [
            {
                "type": "sankey",
                "left": 4,
                "right": 104,
                "top": 8,
                "bottom": 8,
                "nodeWidth": 12,
                "nodeGap": 14,
                "draggable": False,
                "selectedMode": "single",
                "emphasis": {"focus": "adjacency"},
                "lineStyle": {"color": ink.bar_quiet, "opacity": 0.55, "curveness": 0.5},
                "select": {"lineStyle": {"color": ink.bar, "opacity": 0.9}},
                "label": {
                    "color": ink.text,
                    "fontSize": 12,
                    "width": 116,
                    "overflow": "break",
                    # On a phone a name may reach the next bar: it stays readable there.
                    "textBorderColor": ink.paper,
                    "textBorderWidth": 2,
                },
                "data": [_node(node, last, ink) for node in nodes],
                "links": [_link(edge) for edge in edges],
            }
        ],
    }


def _node(node: Node, last: int, ink: Ink) -> dict[str, Any]:
    return {
        "name": node.code,
        "depth": last if node.column is None else node.column,
        "itemStyle": {"color": ink.quiet if node.column is None else ink.bar, "borderWidth": 0},
        "label": {"formatter": node.name},
        "tooltip": {"formatter": node.name},
    }


def _link(edge: Edge) -> dict[str, Any]:
    return {
        "source": edge.source.code,
        "target": edge.target.code,
        "value": edge.count,
        "tooltip": {"formatter": edge.note},
    }
