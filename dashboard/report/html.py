"""A report as one HTML file that needs nothing else, to be printed on one A4 or sent as it is."""

import re
from functools import cache

from jinja2 import Template
from markupsafe import Markup, escape

from dashboard.figures.course import as_svg
from dashboard.figures.ink import FONT, LIGHT
from dashboard.report.contents import Report
from dashboard.templates import templates

_STRONG = re.compile(r"\*\*(.+?)\*\*")


def as_html(report: Report) -> str:
    """The report as a page of its own: no script, no font and no picture from elsewhere."""
    return _template().render(report=report, ink=LIGHT, font=FONT)


@cache
def _template() -> Template:
    environment = templates()
    environment.filters["strong"] = _strong
    environment.filters["svg"] = as_svg
    return environment.get_template("report/page.html.j2")


def _strong(text: str) -> Markup:
    """Text with **words** set strongly; all else in it stays text."""
    return Markup(_STRONG.sub(r"<strong>\1</strong>", str(escape(text))))
