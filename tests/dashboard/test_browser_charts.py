"""In a real browser: what a bar says is how many cases a click on it opens."""

import re

import pytest
from playwright.sync_api import Page, expect

from .browsing import needs_chromium
from .test_browser import address

pytestmark = needs_chromium
# Each view of the failure patterns that is drawn in bars, and the key of its figure.
CHARTS = {
    "view=three": "three_failures",
    "view=strata&failure=repeat_question_rate&layer=category": "strata",
    "view=strata&failure=unreachable_escalation_rate&layer=center": "strata",
    "view=rate&by=category": "bars_rate",
    "view=rate&by=hour": "bars_rate",
    "view=over": "bars_over",
    "view=pareto": "pareto",
    "view=target": "target",
    "view=repeat": "bars_repeat",
    "view=missing": "missing",
}


def first_bar(page: Page, key: str) -> tuple[str, float, float]:
    """What stands beside the topmost bar, and where that bar is on the screen."""
    bars = page.locator(f".st-key-{key} .barlayer .point path")
    expect(bars.last).to_be_visible()
    bars.last.scroll_into_view_if_needed()
    beside = page.locator(f".st-key-{key} .annotation").last.text_content() or ""
    box = bars.last.bounding_box()
    assert box is not None
    return beside, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("view", CHARTS)
def test_behind_a_bar_are_as_many_cases_as_stand_beside_it(
    page: Page, served: str, view: str
) -> None:
    page.goto(f"{served}/patterns?lang=en&{view}")
    beside, x, y = first_bar(page, CHARTS[view])
    # Beside a rate stands "count/of", beside a count the count alone.
    count = re.search(r"([\d,]+)/[\d,]+", beside) or re.match(r"\s*([\d,]+)", beside)
    assert count is not None, beside
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    expect(page.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile(rf": {count[1]} cases?$"))).to_be_visible()
    assert "at.start" in address(page)
