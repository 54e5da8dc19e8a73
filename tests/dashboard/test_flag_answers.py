"""A flag is answered on the page: the answer is kept, shown and counted."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.frame.chosen import Chosen
from dashboard.reading import data
from queries.flags import Revisit
from queries.journal.answers import answer_history
from queries.journal.store import Journal

from .conftest import Opened

BUTTON = "answer {} over_escalation named R012"


@pytest.fixture(autouse=True)
def _flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    """One flag in every week, of a log too small to raise one by itself."""
    judged = data.rules

    def flagged(on_show: data.Build, chosen: Chosen) -> Revisit:
        found = judged(on_show, chosen)
        is_flag = (pl.col("rule_id") == "R012") & (pl.col("kind") == "over_escalation")
        status = pl.when(is_flag).then(pl.lit("revisit")).otherwise(pl.lit("ok"))
        return replace(found, frame=found.frame.with_columns(status.alias("status")))

    monkeypatch.setattr(data, "rules", flagged)


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    address = f"sqlite:///{tmp_path / 'journal.sqlite'}"
    monkeypatch.setenv("MINAOSHI_JOURNAL", address)
    return Journal(address)


def captions(app: AppTest) -> str:
    return "\n".join(str(caption.value) for caption in app.caption)


def test_an_answer_is_kept_shown_and_counted(opened: Opened, full: Path, journal: Journal) -> None:
    app = opened(full, "rules", lang="ja", week="2026-07-06")
    assert "見直し候補の的中: まだ回答がありません" in captions(app)
    app.button(key=BUTTON.format("wrong")).click().run()
    app.button(key=BUTTON.format("right")).click().run()
    assert not app.exception
    assert "回答済み: 妥当" in captions(app)
    assert "回答1件のうち1件が妥当(100%、95%区間 20.7–100.0%)" in captions(app)
    first, last = answer_history(journal)
    assert (first.answer, last.answer) == ("wrong", "right")
    assert (last.rule_id, last.kind, last.status) == ("R012", "over_escalation", "revisit")
    assert last.review_week == dt.date(2026, 7, 6)
    assert last.answered_by is None


def test_another_week_is_another_review(opened: Opened, full: Path, journal: Journal) -> None:
    opened(full, "rules", lang="en", week="2026-07-06").button(
        key=BUTTON.format("unclear")
    ).click().run()
    app = opened(full, "rules", lang="en", week="2026-06-29")
    assert "Answered: " not in captions(app)
    assert "no answer decides yet (cannot say: 1)" in captions(app)


def test_only_flags_to_revisit_are_asked_about(
    opened: Opened, full: Path, journal: Journal
) -> None:
    app = opened(full, "rules", lang="en", week="2026-07-06")
    keys = [button.key for button in app.button if str(button.key).startswith("answer ")]
    assert keys == [BUTTON.format(answer) for answer in ("right", "wrong", "unclear")]


def test_a_journal_that_cannot_be_read_is_no_empty_one(
    opened: Opened, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.sqlite").write_bytes(b"something else entirely" * 100)
    monkeypatch.setenv("MINAOSHI_JOURNAL", f"sqlite:///{tmp_path / 'broken.sqlite'}")
    app = opened(full, "rules", lang="en", week="2026-07-06")
    assert not app.exception
    said = [warning.value for warning in app.warning]
    assert any("Answers cannot be read or kept" in text for text in said)
    assert "not yet answered" not in captions(app)
    app.button(key=BUTTON.format("right")).click().run()
    assert not app.exception
    assert "cannot be used" in app.warning[0].value
