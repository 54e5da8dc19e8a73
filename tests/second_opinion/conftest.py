"""What holds for every comparison with the second opinion."""

import pytest


@pytest.fixture(autouse=True)
def _no_figure_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small random logs have few people; what is withheld of them is tested in tests/walk."""
    monkeypatch.setattr("queries.people.fewest_people", lambda: 1)
