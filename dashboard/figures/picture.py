"""How a figure is taken away as a picture: a button at its corner, by mouse, touch or keyboard.

Those that ECharts draws bring a button of their own, which saves a PNG where they are drawn on a
canvas.
"""

from typing import Any

from dashboard.frame.view import View
from dashboard.words import Words

# Twice the size on screen: sharp on paper and on a projector.
SCALE = 2
# What Plotly says by itself, which it knows in English only.
_SAID = {
    "Download plot as a PNG": "chart.save_picture",
    "Preparing image - this may take a few seconds": "chart.saving_picture",
    "Image download succeeded": "chart.saved_picture",
    "Sorry, there was a problem downloading your image!": "chart.failed_picture",
}


def config(title: str, view: View) -> dict[str, Any]:
    """What a reader may do with a figure beside clicking on it: save it, and nothing else."""
    return {
        "scrollZoom": False,
        "doubleClick": False,
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {
            "format": "png",
            "scale": SCALE,
            "filename": file_name(title, view),
        },
        **_locale(view.words),
    }


def file_name(title: str, view: View) -> str:
    """The name of a saved picture without its ending: what it shows, and of which week."""
    return f"{title} {view.chosen.week.start:%Y-%m-%d}".replace("/", "／")


def _locale(words: Words) -> dict[str, Any]:
    said = {english: words(key) for english, key in _SAID.items()}
    return {"locale": words.lang, "locales": {words.lang: {"dictionary": said}}}
