"""A browser for the tests that need a real one."""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM = os.environ.get("MINAOSHI_CHROMIUM") or shutil.which("chromium")
PATIENCE = 30_000
needs_chromium = pytest.mark.skipif(
    not CHROMIUM or not Path(CHROMIUM).exists(), reason="needs Chromium: run `make browser`"
)
