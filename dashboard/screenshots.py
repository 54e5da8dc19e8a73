"""Pictures of every page: `python -m dashboard.screenshots OUT --warehouse FILE`.

Starts a dashboard of its own, or with --address takes the pictures of a running one. Needs
Playwright, which comes with the development tools.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from dashboard.patterns.offer import VIEWS as PATTERNS
from dashboard.serve import running
from dashboard.words import LANGUAGES

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEWS = {
    "weekly": "?",
    "meeting": "?mode=meet&",
    "meeting_end": "?mode=meet&item=decisions&",
    "rules": "rules?",
    "register": "register?",
    "register_rule": "register?rule=R012&",
    **{f"patterns_{view}": f"patterns?view={view}&" for view in PATTERNS},
    "paths": "paths?",
    "recording": "recording?",
    "audit": "audit?",
    "cases": "cases?metric=escalation_rate&",
    "summary": "summary?",
    "reports": "reports?",
    "rulebook_import": "rulebook_import?",
    "health": "health?",
    "definitions": "definitions?metric=escalation_rate&",
    "help": "help?",
}
SIZES = {"desktop": (1366, 768), "wide": (1920, 1080), "phone": (390, 844)}
THEMES = ("light", "dark")
# Charts draw themselves once the page is there; nothing tells when the last of them is done.
DRAWN_MILLISECONDS = 1200


def take(address: str, folder: Path, is_whole: bool = False) -> Iterator[Path]:
    """Take a picture of every page in every size, theme and language; yield each file."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        for size, (width, height) in SIZES.items():
            for theme in THEMES:
                context = chromium.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=theme,
                    locale="ja-JP",
                )
                page = context.new_page()
                for lang in LANGUAGES:
                    for name, path in VIEWS.items():
                        page.set_viewport_size({"width": width, "height": height})
                        page.goto(f"{address}/{path}lang={lang}")
                        settle(page)
                        page.wait_for_timeout(DRAWN_MILLISECONDS)
                        if is_whole:
                            _show_all(page, width)
                        file = folder / f"{name}-{size}-{theme}-{lang}.png"
                        page.screenshot(path=file)
                        yield file
                context.close()
        chromium.close()


def settle(page) -> None:  # type: ignore[no-untyped-def]
    """Wait until the page is computed and none of it is left over from before."""
    page.wait_for_selector("h1")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_function("!document.querySelector('[data-stale=true], [data-testid=stSkeleton]')")


def _show_all(page, width: int) -> None:  # type: ignore[no-untyped-def]
    """Make the window as tall as the page."""
    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": tall})
    page.wait_for_timeout(DRAWN_MILLISECONDS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures and print their paths."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--address", help="of a running dashboard")
    parser.add_argument("--warehouse", type=Path, default=Path("minaoshi.duckdb"))
    parser.add_argument("--whole", action="store_true", help="the whole page, not one window")
    given = parser.parse_args(arguments)
    with nullcontext(given.address) if given.address else running(given.warehouse) as address:
        for file in take(address.rstrip("/"), given.folder, given.whole):
            print(file, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
