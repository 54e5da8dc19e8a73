"""The weekly review over ten million contacts in a real browser, against a bare page."""

import shutil
import statistics
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.big_warehouse import big_warehouse
from bench.screen.measures import (
    at_once,
    bare_changes,
    bytes_received,
    filter_changes,
    first_asked_changes,
)
from bench.screen.servers import BARE, PAGES, Served, served
from bench.screen.sessions import first_paint_among
from bench.screen.timed_page import first_paints, visitor
from dashboard.screenshots import ARGUMENTS

RUNS = 20
VISITORS = 10
# What is asked for the first time takes seconds, so fewer of it are enough to tell.
FIRST_ASKED = 5
MEGABYTE = 1_000_000


def main(work: Path, contacts: int = 10_000_000) -> None:
    """Print each figure with the bound that it is held against."""
    warehouse = big_warehouse(work, contacts)
    with (
        served(BARE, warehouse, work / "bare.jsonl") as bare,
        served(PAGES, warehouse, work / "pages.jsonl") as pages,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        print(f"worked out ahead in {pages.wait_until_ahead():.1f} s")
        _measure(browser, bare, pages)
        browser.close()


def _measure(browser: Browser, bare: Served, pages: Served) -> None:
    review = f"{pages.address}?lang=en"
    with visitor(browser, review) as (page, _):
        tiles = page.locator("[class*='st-key-tile_']").count()
    plain, ours = first_paints(browser, [bare.address, review], RUNS)
    print(
        f"first paint    {ours:6.0f} ms, bare {plain:6.0f} ms: {ours / plain:.2f} x (at most 1.5)"
    )
    rerun, change = bare_changes(browser, bare, RUNS), filter_changes(browser, pages, RUNS)
    print(
        f"filter change  {change:6.0f} ms, bare {rerun:6.0f} ms: {change / rerun:.2f} x (at most 3)"
    )
    _print_first_asked(browser, pages)
    size = bytes_received(browser, review)
    print(f"messages       {size / MEGABYTE:.2f} MB for {tiles} tiles (at most 3)")
    _print_at_once(browser, bare, review, {"one": ours, "bare": plain}, tiles)


def _print_at_once(
    browser: Browser, bare: Served, review: str, alone: dict[str, float], tiles: int
) -> None:
    """Ten browsers on this machine, beside ten on the bare page; then one among ten sessions.

    The bound is held against the browsers. On two cores they wait for one another, which the bare
    page shows; how long the server makes a colleague wait is in the last line.
    """
    ours = statistics.median(at_once(browser, review, VISITORS)) / alone["one"]
    plain = statistics.median(at_once(browser, bare.address, VISITORS)) / alone["bare"]
    print(f"ten browsers   {ours:.2f} x one (at most 5); of the bare page {plain:.2f} x")
    among = statistics.median(
        first_paint_among(browser, review, VISITORS - 1, tiles) for _ in range(RUNS)
    )
    print(
        f"ten sessions   {among:6.0f} ms for one browser among them: {among / alone['one']:.2f} x"
    )


def _print_first_asked(browser: Browser, pages: Served) -> None:
    *runs, seen = first_asked_changes(browser, pages, FIRST_ASKED)
    taken = statistics.median(run["seconds"] for run in runs)
    queries = statistics.median(run["querying"] for run in runs)
    ratio = statistics.median(run["seconds"] / run["querying"] for run in runs)
    print(
        f"first asked    {seen['milliseconds']:6.0f} ms; the server {taken:.2f} s, "
        f"its queries {queries:.2f} s: {ratio:.2f} x (at most 1.5)"
    )
