"""A whole weekly review in a real browser: every number, every filter, by keyboard, every state."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from dashboard.screenshots import settle
from dashboard.serve import running
from dashboard.words import in_language

from .browsing import needs_chromium

pytestmark = needs_chromium
MOST_TABS = 120


def opened(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)


def tiles(page: Page) -> list[tuple[str, str]]:
    """The case count that each tile of a page names, and where its link leads."""
    links = page.locator("[class*='st-key-tile_'] a")
    return [
        (links.nth(place).inner_text(), links.nth(place).get_attribute("href") or "")
        for place in range(links.count())
    ]


@pytest.mark.parametrize("view", ["", "summary"])
def test_behind_every_tile_are_as_many_cases_as_it_says(page: Page, served: str, view: str) -> None:
    opened(page, f"{served}/{view}?lang=en&week=2026-07-06")
    found = tiles(page)
    assert len(found) >= 8
    for label, href in found:
        named = re.search(r"([\d,]+) (?:of|cases)", label)
        assert named is not None, label
        opened(page, urljoin(f"{served}/", href))
        heading = page.get_by_role("heading", name=re.compile(f": {named[1]} cases$"))
        expect(heading).to_be_visible()


def test_all_tiles_of_the_week_are_seen_without_scrolling(page: Page, served: str) -> None:
    for lang in ("ja", "en"):
        opened(page, f"{served}/?lang={lang}")
        boxes = page.locator("[class*='st-key-tile_']")
        assert boxes.count() == 8
        last = boxes.nth(7).bounding_box()
        assert last is not None
        assert last["y"] + last["height"] <= 768


def test_every_filter_survives_a_reload_and_a_change_of_language(page: Page, served: str) -> None:
    link = "lang=en&week=2026-06-29&center=tokyo&channel=phone&channel=email&category=苦情"
    opened(page, f"{served}/?{link}")
    shown = "Showing: tokyo, Phone, Email, 苦情."
    expect(page.get_by_text(shown)).to_be_visible()
    page.reload()
    settle(page)
    expect(page.get_by_text(shown)).to_be_visible()
    page.get_by_text("日本語", exact=True).click()
    expect(page.get_by_text("対象: tokyo、電話、メール、苦情")).to_be_visible()
    expect(page).to_have_url(re.compile("week=2026-06-29"))
    page.get_by_role("link", name="失敗パターン").click()
    expect(page.get_by_role("heading", name="失敗パターン")).to_be_visible()
    for part in ("center=tokyo", "channel=phone", "channel=email", "week=2026-06-29"):
        expect(page).to_have_url(re.compile(part))


def tab_to(page: Page, is_there: str) -> None:
    """Press Tab until the focus is where `is_there`, of the element `e`, holds."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const e = document.activeElement; return {is_there} }})()"):
            return
    raise AssertionError(f"{MOST_TABS} tabs do not reach it: {is_there}")


def test_a_review_by_keyboard_alone(page: Page, served: str) -> None:
    """Another week, a tile's cases, one case, the rules, an answer to a flag, a note."""
    opened(page, f"{served}/?lang=en&week=2026-07-06")
    tab_to(page, "e.getAttribute('aria-label')?.includes('Week')")
    page.keyboard.type("2026-06-29")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("week=2026-06-29"))
    settle(page)
    tab_to(page, "e.closest('.st-key-tile_unreachable_attempt_rate') && e.tagName === 'A'")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("metric=unreachable_attempt_rate"))
    settle(page)
    tab_to(page, "e.tagName === 'A' && e.innerText.includes('Rules to revisit')")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Rules to revisit", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("week=2026-06-29"))
    settle(page)
    tab_to(page, "e.tagName === 'BUTTON' && e.innerText.includes('Notes')")
    page.keyboard.press("Enter")
    tab_to(page, "e.tagName === 'TEXTAREA'")
    page.keyboard.type("Checked in the review")
    tab_to(page, "e.tagName === 'BUTTON' && e.innerText.includes('Keep note')")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Notes 1")).to_be_visible()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_kind_of_nothing_has_its_own_page(
    page: Page, request: pytest.FixtureRequest, tmp_path: Path, lang: str
) -> None:
    words = in_language(lang)
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"this is no warehouse" * 1000)
    states = {
        request.getfixturevalue("empty"): words("state.empty_title"),
        broken: words("state.unreadable_title"),
        tmp_path / "missing.duckdb": words("state.missing_title"),
    }
    for warehouse, said in states.items():
        with running(warehouse) as address:
            opened(page, f"{address}/?lang={lang}")
            expect(page.get_by_text(said).first).to_be_visible()
            assert page.locator("[class*='st-key-tile_']").count() == 0
    with running(request.getfixturevalue("without_questions")) as address:
        opened(page, f"{address}/?lang={lang}")
        expect(page.get_by_text(words("weekly.not_recorded"))).to_be_visible()
        assert page.locator(".st-key-tile_repeat_question_rate").count() == 0
