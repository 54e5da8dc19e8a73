"""Gives every test a desk of its own."""

from pathlib import Path

import pytest

from tests.etl.mapping.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
