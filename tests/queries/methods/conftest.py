"""Published and hand-made numbers that the methods are held against."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

NUMBERS = Path(__file__).parents[2] / "golden" / "numbers.json"


@pytest.fixture(scope="session")
def numbers() -> dict[str, dict[str, Any]]:
    """All cases by their name: inputs, expected values and the tolerance of these."""
    return json.loads(NUMBERS.read_text(encoding="utf-8"))


@pytest.fixture
def known(numbers: dict[str, dict[str, Any]]) -> Callable[[str], SimpleNamespace]:
    """Give one case: `given`, `expected` and `tolerance`."""

    def fetch(name: str) -> SimpleNamespace:
        case = numbers[name]
        return SimpleNamespace(
            given=case["inputs"], expected=case["expected"], tolerance=float(case["tolerance"])
        )

    return fetch
