"""Find a PostgreSQL for the tests of the journal, or install Debian's; without one they skip."""

import os
import shutil
import subprocess
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """Return the folder with initdb and postgres, the newest; None where there is none."""
    found = shutil.which("initdb")
    if found and shutil.which("postgres"):
        return Path(found).parent
    folders = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    return max(folders, key=lambda path: int(path.parts[-2]), default=None)


def main() -> int:
    """Return 0 in any case: the journal is tested on SQLite always."""
    if programs():
        print("== PostgreSQL: found")
        return 0
    print("== PostgreSQL: none found, installing")
    if not _install_from_debian():
        print("No PostgreSQL could be installed; its tests will be skipped.")
    return 0


def _install_from_debian() -> bool:
    if shutil.which("apt-get") is None:
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"],
    )
    try:
        for command in commands:
            subprocess.run(prefix + command, env=environment, stdout=subprocess.DEVNULL, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return programs() is not None


if __name__ == "__main__":
    raise SystemExit(main())
