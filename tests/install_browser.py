"""Find a Chromium for the browser tests, or install one: Debian's, else Playwright's own."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Return 0 once a browser is there, 1 with advice when none could be had."""
    if any(shutil.which(name) for name in NAMES):
        print("== browser: found")
        return 0
    print("== browser: none found, installing")
    if _install_from_debian() or _install_from_playwright():
        return 0
    print(
        "No Chromium could be installed. Install `chromium` and a Japanese font by hand, "
        "then run make test again.",
        file=sys.stderr,
    )
    return 1


def _install_from_debian() -> bool:
    if shutil.which("apt-get") is None:
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"],
    )
    for command in commands:
        done = subprocess.run(prefix + command, env=environment, stdout=subprocess.DEVNULL)
        if done.returncode != 0:
            return False
    return True


def _install_from_playwright() -> bool:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(command).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
