"""What is measured of the weekly review: first paints, changes of a filter, bytes, visitors."""

import itertools
import statistics
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page

from bench.screen.servers import Served
from bench.screen.timed_page import new_visitor, press, visitor

_CATEGORY = "[class*='st-key-category']"
# A list draws only the options that are in sight, about a dozen.
_IN_SIGHT = 10


def bare_changes(browser: Browser, bare: Served, runs: int) -> float:
    """The median milliseconds of a bare page's own rerun after a choice."""
    with visitor(browser, bare.address) as (page, _):
        return statistics.median(
            _choose(page, "[data-testid=stSelectbox] input", name)
            for name in itertools.islice(itertools.cycle("BA"), runs)
        )


def filter_changes(browser: Browser, pages: Served, runs: int) -> float:
    """The median milliseconds of a choice of one category, another one than the last each time."""
    return statistics.median(_category_changes(browser, f"{pages.address}?lang=en", runs))


def first_asked_changes(browser: Browser, pages: Served, runs: int) -> list[dict[str, float]]:
    """What the server takes for choices within a channel, which nothing is worked out ahead for."""
    before = len(pages.runs())
    taken = list(_category_changes(browser, f"{pages.address}?lang=en&channel=chat", runs))
    # The first run opens the page; of each choice the first run is the one that asks.
    changes = [run for run in pages.runs()[before:] if run["querying"] > 0]
    return [*changes[1:], {"milliseconds": statistics.median(taken)}]


def _category_changes(browser: Browser, address: str, runs: int) -> Iterator[float]:
    with visitor(browser, address) as (page, _):
        for place in range(runs):
            # The first of what is offered chooses all.
            yield _choose(page, f"{_CATEGORY} input", place % _IN_SIGHT + 1)
            press(page, lambda: page.keyboard.press("Backspace"))


def _choose(page: Page, box: str, which: str | int) -> float:
    page.locator(box).click()
    options = page.get_by_role("option")
    option = options.nth(which) if isinstance(which, int) else options.get_by_text(which)
    option.wait_for()
    return press(page, option.click)


def bytes_received(browser: Browser, address: str) -> int:
    """The bytes that the server sends until the page is there, messages alone."""
    context = new_visitor(browser)
    page = context.new_page()
    sizes: list[int] = []

    def listen(socket: Any) -> None:
        socket.on("framereceived", lambda frame: sizes.append(len(frame)))

    page.on("websocket", listen)
    page.goto(address)
    page.evaluate("window.opened")
    context.close()
    return sum(sizes)


def at_once(browser: Browser, address: str, visitors: int) -> list[float]:
    """The milliseconds until the page is there for so many browsers that come at once.

    Raises AssertionError where one of them sees an error.
    """
    contexts = [new_visitor(browser) for _ in range(visitors)]
    opened = [context.new_page() for context in contexts]
    for page in opened:
        page.goto(address, wait_until="commit")
    taken = [page.evaluate("window.opened") for page in opened]
    for page in opened:
        assert page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0
    for context in contexts:
        context.close()
    return taken
