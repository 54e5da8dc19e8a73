"""Fonts and colours of every figure, light and dark, by what they mean."""

from dataclasses import dataclass
from functools import cache

import plotly.graph_objects as go

FONT = "Noto Sans JP, Noto Sans CJK JP, Hiragino Sans, Yu Gothic UI, Meiryo, sans-serif"


@dataclass(frozen=True)
class Ink:
    """Colours by what they mean (Okabe and Ito's set); each meaning also has a shape or a word."""

    text: str
    quiet: str
    grid: str
    paper: str
    line: str
    band: str
    concern: str
    improvement: str
    bar: str
    bar_quiet: str


LIGHT = Ink(
    text="#1d2733",
    quiet="#5b6673",
    grid="#e6eaef",
    paper="#ffffff",
    line="#0072b2",
    band="rgba(0,114,178,0.10)",
    concern="#d55e00",
    improvement="#009e73",
    bar="#0072b2",
    bar_quiet="#9db4c6",
)
DARK = Ink(
    text="#e6eaee",
    quiet="#9aa5b1",
    grid="#2b343e",
    paper="#14191f",
    line="#56b4e9",
    band="rgba(86,180,233,0.14)",
    concern="#f0954a",
    improvement="#3fc49a",
    bar="#56b4e9",
    bar_quiet="#4a6478",
)


def ink_for(theme: str | None) -> Ink:
    """The colours for a light or a dark page."""
    return DARK if theme == "dark" else LIGHT


@cache
def template(ink: Ink) -> go.layout.Template:
    """Fonts, margins, axes and colours of every figure."""
    axis = {
        "gridcolor": ink.grid,
        "linecolor": ink.grid,
        "zeroline": False,
        "tickfont": {"color": ink.quiet, "size": 12},
        "title": {"font": {"color": ink.quiet, "size": 12}, "standoff": 8},
        "automargin": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": ink.text},
            # A saved picture has no page behind it.
            "paper_bgcolor": ink.paper,
            "plot_bgcolor": ink.paper,
            # Above the figure is room for the button that saves it.
            "margin": {"l": 8, "r": 12, "t": 28, "b": 8},
            "modebar": {
                "bgcolor": ink.paper,
                "color": ink.quiet,
                "activecolor": ink.text,
            },
            "xaxis": axis,
            "yaxis": axis,
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {"bgcolor": ink.paper, "font": {"color": ink.text, "family": FONT}},
            "legend": {"orientation": "h", "y": 1.02, "x": 0, "yanchor": "bottom"},
        }
    )
