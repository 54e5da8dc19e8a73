"""No page keeps anybody out: axe finds nothing serious against WCAG 2.2 AA."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dashboard.screenshots import THEMES, VIEWS, settle
from dashboard.words import LANGUAGES

from .browsing import needs_chromium

pytestmark = needs_chromium
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module", params=THEMES)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, color_scheme=request.param, locale="ja-JP"
    )
    yield context.new_page()
    context.close()


def serious(page: Page) -> list[str]:
    """What axe finds serious or critical, each with the element and what is wrong with it."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARD}}).response
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_serious_stands_in_anybodys_way(
    page: Page, served: str, view: str, lang: str
) -> None:
    page.goto(f"{served}/{VIEWS[view]}lang={lang}")
    settle(page)
    assert serious(page) == []


def test_what_is_too_faint_is_found(page: Page, served: str) -> None:
    page.goto(f"{served}/definitions?lang=en")
    settle(page)
    page.add_style_tag(content="p { color: #888 !important; background: #999 !important }")
    assert any(found.startswith("color-contrast") for found in serious(page))
