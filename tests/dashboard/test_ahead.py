"""What is worked out ahead is what the pages then ask, and of one build alone."""

import threading
from pathlib import Path

import pytest

from dashboard import ahead
from dashboard.frame.chosen import Choices
from dashboard.reading import data
from queries.warehouse import Warehouse

from .conftest import Opened


def test_a_page_asks_nothing_that_was_worked_out_ahead(
    full: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINAOSHI_WAREHOUSE", str(full))
    ahead.work(data.build(), threading.Event())
    asked: list[str] = []
    plain = Warehouse.query

    def listening(self: Warehouse, sql: str, *given: object, **named: object) -> object:
        asked.append(sql.partition("\n")[0])
        return plain(self, sql, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Warehouse, "query", listening)
    app = opened(full, "weekly", lang="en")
    assert len(app.metric) == 8
    # The marks of changes are few and read when the page is drawn.
    assert [sql for sql in asked if sql.startswith("-- metric:")] == []
    app = opened(full, "weekly", lang="en", center="tokyo")
    assert len(app.metric) == 8
    assert [sql for sql in asked if sql.startswith("-- metric:")] == []


def test_the_views_are_the_whole_and_each_choice_by_itself(full: Path) -> None:
    choices = data.choices(data.build(str(full)))
    found = list(ahead.views(choices))
    single = sum(len(getattr(choices, name)) for name in ("center", "team", "channel", "category"))
    assert len(found) == 1 + single
    assert not found[0].is_filtered
    assert all(chosen.week == choices.default_week() for chosen in found)
    assert list(ahead.views(Choices(weeks=()))) == []


def test_work_ahead_ends_when_the_server_does(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINAOSHI_WAREHOUSE", str(full))
    worked: list[object] = []
    monkeypatch.setattr(ahead, "_one", lambda build, choices, chosen: worked.append(chosen))
    is_over = threading.Event()
    is_over.set()
    ahead.work(data.build(), is_over)
    # In a thread of its own: it steps back behind whatever else runs.
    beside = threading.Thread(target=ahead.keep_ahead, args=(is_over,))
    beside.start()
    beside.join()
    assert worked == []
