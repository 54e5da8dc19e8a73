"""Pictures of every page: `python -m dashboard.screenshots OUT --address http://localhost:8501`.

Needs a running dashboard and Playwright, which comes with the development tools.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

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
    "weekly": "",
    "rules": "rules?",
    "patterns_rate": "patterns?view=rate&",
    "patterns_pareto": "patterns?view=pareto&",
    "patterns_unreachable": "patterns?view=unreachable&",
    "cases": "cases?metric=escalation_rate&",
    "health": "health?",
    "definitions": "definitions?metric=escalation_rate&",
}
SIZES = {"desktop": (1366, 768), "phone": (390, 844)}
THEMES = ("light", "dark")
SETTLE_MILLISECONDS = 1500


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
                        page.goto(f"{address}/{path or '?'}lang={lang}")
                        page.wait_for_selector("h1")
                        page.wait_for_timeout(SETTLE_MILLISECONDS)
                        if is_whole:
                            _show_all(page, width)
                        file = folder / f"{name}-{size}-{theme}-{lang}.png"
                        page.screenshot(path=file)
                        yield file
                context.close()
        chromium.close()


def _show_all(page, width: int) -> None:  # type: ignore[no-untyped-def]
    """Make the window as tall as the page."""
    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": tall})
    page.wait_for_timeout(SETTLE_MILLISECONDS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures and print their paths."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--address", default="http://localhost:8501")
    parser.add_argument("--whole", action="store_true", help="the whole page, not one window")
    given = parser.parse_args(arguments)
    for file in take(given.address.rstrip("/"), given.folder, given.whole):
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
