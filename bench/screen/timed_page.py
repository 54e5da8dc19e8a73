"""Times a page in a real browser, by the browser's own clock."""

import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

WINDOW = {"width": 1366, "height": 768}
QUIET_MILLISECONDS = 200
# A page is there once its script has ended, nothing of the one before is left and the chart drawn.
_IS_THERE = """() => {
    const app = document.querySelector('[data-testid=stApp]')
    return app?.dataset.testScriptState === 'notRunning'
        && document.querySelector('h1') !== null
        && document.querySelector('.js-plotly-plot .main-svg') !== null
        && document.querySelector('[data-stale=true], [data-testid=stSkeleton]') === null
}"""
# Runs in every page before anything of its own. A page that is there may still change, so the first
# frame in which it is there counts once nothing more has come from the server for a while.
_STOPWATCH = f"""
window.isThere = {_IS_THERE};
window.heard = 0;
window.lastHeard = 0;
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {{
    constructor(...given) {{
        super(...given);
        this.addEventListener('message', () => {{
            window.heard += 1;
            window.lastHeard = performance.now();
        }});
    }}
}};
window.pageIsThere = () => new Promise((done) => {{
    const before = window.heard;
    let since = null;
    let heardBy = -1;
    const look = () => {{
        if (window.heard === before || !window.isThere()) since = null;
        else if (since === null || window.heard !== heardBy) since = performance.now();
        heardBy = window.heard;
        if (since !== null && performance.now() - since > {QUIET_MILLISECONDS}) done(since);
        else requestAnimationFrame(look);
    }};
    look();
}});
// Asked from the first moment: whoever asks later may find that nothing comes any more.
window.opened = window.pageIsThere();
window.addEventListener('pointerup', () => {{ window.lastPressed = performance.now(); }}, true);
"""


@contextmanager
def visitor(browser: Browser, address: str) -> Iterator[tuple[Page, float]]:
    """A visitor with an empty cache who has opened a page; and the milliseconds that it took."""
    context = new_visitor(browser)
    try:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        yield page, page.evaluate("window.opened")
    finally:
        context.close()


def new_visitor(browser: Browser) -> BrowserContext:
    """A browser context of its own: no cache, no cookies, one stopwatch."""
    context = browser.new_context(viewport=WINDOW, locale="ja-JP")
    context.set_default_timeout(120_000)
    context.add_init_script(_STOPWATCH)
    return context


def first_paints(browser: Browser, addresses: Sequence[str], runs: int) -> list[float]:
    """The median milliseconds until each page is there, in turn so that all meet the same noise."""
    taken: list[list[float]] = [[] for _ in addresses]
    for _ in range(runs):
        for place, address in enumerate(addresses):
            with visitor(browser, address) as (_, milliseconds):
                taken[place].append(milliseconds)
    return [statistics.median(times) for times in taken]


def press(page: Page, pressed: Callable[[], Any]) -> float:
    """The milliseconds from a press of the mouse until the page is there again."""
    waiting = page.evaluate_handle("() => ({ there: window.pageIsThere() })")
    pressed()
    there: float = waiting.evaluate("waiting => waiting.there")
    begun: float = page.evaluate("window.lastPressed")
    return there - begun
