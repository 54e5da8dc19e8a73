"""A whole meeting in a real browser, by keyboard alone."""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Page, expect

from dashboard.screenshots import settle
from dashboard.serve import running

from .browsing import needs_chromium
from .test_browser_review import opened, tab_to

pytestmark = needs_chromium
DECISION = "Review the intake steps"
# Each item after the first: its title, and how the address names it.
NEXT = (
    ("Time to escalate (median)", "item=time_to_escalate"),
    ("その他", "item=rule.none"),
    ("Corrections to earlier reports", "item=corrections"),
    ("Decisions and minutes", "item=decisions"),
)


def shown(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible()
    settle(page)


def decide(page: Page, text: str) -> None:
    """Write a decision on the item on show, give it a role, and keep it."""
    tab_to(page, "e.tagName === 'TEXTAREA'")
    page.keyboard.type(text)
    tab_to(page, "e.getAttribute('aria-label')?.includes('Done by')")
    page.keyboard.type("Quality")
    page.keyboard.press("Enter")
    tab_to(page, "e.tagName === 'BUTTON' && e.innerText.includes('Keep decision')")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Quality team, date open")).to_be_visible()


def test_a_meeting_by_keyboard_alone(page: Page, full: Path, tmp_path: Path) -> None:
    """Into the meeting, from item to item and back, a decision on the way, the minutes, out."""
    own = Path(shutil.copy(full, tmp_path / "w.duckdb"))
    with running(own) as address:
        opened(page, f"{address}/?lang=en&week=2026-07-06&center=tokyo")
        tab_to(page, "e.tagName === 'BUTTON' && e.innerText.includes('Meeting')")
        page.keyboard.press("Enter")
        tab_to(page, "e.tagName === 'BUTTON' && e.innerText.includes('Start meeting')")
        page.keyboard.press("Enter")
        shown(page, "Conclusion of the week")
        expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
        for title, part in NEXT:
            page.keyboard.press("Alt+ArrowRight")
            shown(page, title)
            expect(page).to_have_url(re.compile(re.escape(part)))
            if part == "item=time_to_escalate":
                decide(page, DECISION)
        assert DECISION in page.get_by_test_id("stCode").inner_text()
        page.reload()
        shown(page, "Decisions and minutes")
        page.keyboard.press("Alt+ArrowLeft")
        shown(page, "Corrections to earlier reports")
        tab_to(page, "e.tagName === 'BUTTON' && e.innerText.includes('End meeting')")
        page.keyboard.press("Enter")
        shown(page, "Weekly review")
        expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")
        expect(page).not_to_have_url(re.compile("mode="))
        expect(page).to_have_url(re.compile("center=tokyo"))
