"""Saved views and notes from the page: kept, offered again, printed; a broken journal says so."""

import shutil
from pathlib import Path

import pytest

import minaoshi

from .conftest import Opened
from .test_pages import texts


@pytest.fixture
def own(full: Path, tmp_path: Path) -> Path:
    """A warehouse with a journal of its own."""
    shutil.copy(full, tmp_path / "w.duckdb")
    shutil.copy(full.parent / "minaoshi.toml", tmp_path / "minaoshi.toml")
    return tmp_path / "w.duckdb"


def press(app, label: str):  # type: ignore[no-untyped-def]
    return next(button for button in app.button if button.label == label).click().run()


def test_a_view_is_saved_with_its_conditions_and_without_its_week(
    opened: Opened, own: Path
) -> None:
    app = opened(own, "patterns", lang="en", week="2026-06-29", channel="phone", view="target")
    app.text_input(key="view_name").set_value("Phones: whom")
    press(app, "Save view")
    later = opened(own, "weekly", lang="ja", week="2026-07-06")
    link = next(found for found in later.get("page_link") if found.proto.label == "Phones: whom")
    assert link.proto.page.endswith("patterns")
    assert "channel=phone" in link.proto.query_string
    assert "view=target" in link.proto.query_string
    assert "week=2026-07-06" in link.proto.query_string
    assert "lang=ja" in link.proto.query_string
    press(later, "削除")
    assert "保存したビューはまだありません。" in texts(later)


def test_a_view_without_a_name_is_not_saved_and_says_so(opened: Opened, own: Path) -> None:
    app = opened(own, "weekly", lang="en")
    press(app, "Save view")
    assert "Give it a name." in [found.value for found in app.warning]
    assert "No view is saved yet." in texts(app)


def test_a_note_is_of_its_week_and_stands_in_the_report(
    opened: Opened, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = opened(own, "weekly", lang="en", week="2026-06-29", channel="phone")
    app.text_area(key="note_text_week").set_value("システム障害で保留が増えた")
    app.selectbox(key="note_role_week").set_value("leader")
    # The chart has a form of its own.
    (keep,) = (button for button in app.button if "write_note_week" in str(button.key))
    keep.click().run()
    assert "システム障害で保留が増えた" in [found.value for found in app.text]
    assert "Team leader · Weekly review · Phone" in texts(app)
    other = opened(own, "weekly", lang="en", week="2026-07-06")
    assert "システム障害で保留が増えた" not in [found.value for found in other.text]
    for week, count in (("2026-06-29", 1), ("2026-07-06", 0)):
        options = ["--warehouse", str(own), "--week", week]
        assert minaoshi.main(["report", "week", *options]) == 0
        assert capsys.readouterr().out.count("システム障害で保留が増えた") == count
    press(app, "Remove")
    assert "システム障害で保留が増えた" not in [found.value for found in app.text]


def test_a_journal_that_cannot_be_reached_says_so_and_the_page_stands(
    opened: Opened, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own.parent / "journal.sqlite").write_bytes(b"no journal at all" * 100)
    app = opened(own, "weekly", lang="en")
    assert app.title[0].value == "Weekly review"
    assert len(app.metric) == 8
    said = [found.value.split(":")[0] for found in app.warning]
    # The menu of views, that of notes, and the notes under the trend.
    assert said == ["Views cannot be read or kept", *["Notes cannot be read or kept"] * 2]
    assert minaoshi.main(["report", "week", "--warehouse", str(own), "--lang", "en"]) == 0
    assert "Notes cannot be read or kept" in capsys.readouterr().out
