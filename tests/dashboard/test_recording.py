"""The recording form: entered, corrected, taken back; blank is unknown and none is none."""

import datetime as dt
from pathlib import Path

import fastexcel
import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from dashboard.recording import typed
from dashboard.recording.typed import NONE, TypedError
from dashboard.screenshots import settle
from dashboard.serve import running
from queries.journal.recorded import NO_RULE, Request, keep_request, requests_of, week_extents
from queries.journal.store import journal_of

from .browsing import needs_chromium
from .conftest import Opened

MONDAY = dt.date(2026, 6, 29)
NOON = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def fill(app: AppTest, **fields: str) -> AppTest:
    app.text_input(key="entry_asked_on").set_value("2026/7/1")
    for name, value in fields.items():
        app.text_input(key=f"entry_{name}").set_value(value)
    return app


def request(name: str, day: dt.date = MONDAY, **fields: object) -> Request:
    return Request(name, f"C-{name}", day, NOON, **fields)  # type: ignore[arg-type]


def day_counts(app: AppTest) -> list[str]:
    """What stands under each day of the week and under the whole of it."""
    shown = [found.value for found in app.markdown if found.value.startswith(":small[:gray[")]
    return [text.split("**")[1] for text in shown]


def test_a_request_is_recorded_as_entered_and_the_form_begins_anew(
    opened: Opened, own: Path
) -> None:
    app = opened(own, "recording", lang="ja")
    assert any("この週の記録はまだありません。" in found.value for found in app.info)
    fill(app, contact_id="C-1001", asked_clock="1405", answered_clock="14:09")
    app.selectbox(key="entry_target").set_value("リーダー")
    app.radio(key="entry_mode").set_value("consult")
    app.radio(key="entry_means").set_value("verbal")
    app.radio(key="entry_ending").set_value("advised")
    app.radio(key="entry_judgement").set_value("could_have_stayed")
    app.selectbox(key="entry_rule_id").set_value(NONE)
    app.multiselect(key="entry_not_reached").set_value(["スーパーバイザー"])
    app.multiselect(key="entry_asked_again").set_value([NONE])
    press(app, "記録")
    assert [found.value for found in app.success] == ["C-1001 を記録しました。"]
    [kept] = requests_of(journal_of(own))
    assert (kept.contact_id, kept.asked_on) == ("C-1001", dt.date(2026, 7, 1))
    assert (kept.asked_clock, kept.answered_clock) == (dt.time(14, 5), dt.time(14, 9))
    assert (kept.mode, kept.means, kept.ending) == ("consult", "verbal", "advised")
    assert (kept.judgement, kept.reason, kept.rule_id) == ("could_have_stayed", None, NO_RULE)
    assert (kept.not_reached, kept.asked_again) == (("スーパーバイザー",), ())
    assert app.text_input(key="entry_contact_id").value == ""
    assert app.radio(key="entry_mode").value == ""
    # The list follows to the week of what was recorded.
    assert app.query_params["recorded"] == "2026-06-29"
    shown = app.dataframe[0].value.iloc[0]
    assert shown["つかまらなかった相手"] == "スーパーバイザー"
    assert (shown["聞き直した項目"], shown["理由"]) == ("なし", "")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"contact_id": " "}, "受付番号を入力してください。"),
        ({"contact_id": "C-1", "asked_clock": "25:10"}, "時刻は 14:05 または 1405 のように"),
        (
            {"contact_id": "C-1", "asked_clock": "14:05", "answered_clock": "14:00"},
            "依頼時刻より前",
        ),
    ],
)
def test_what_cannot_be_recorded_says_why_and_stays_in_the_form(
    opened: Opened, own: Path, fields: dict[str, str], said: str
) -> None:
    app = fill(opened(own, "recording", lang="ja"), **fields)
    press(app, "記録")
    assert said in app.error[0].value
    assert requests_of(journal_of(own)) == []
    assert {name: app.text_input(key=f"entry_{name}").value for name in fields} == fields


def test_a_row_is_corrected_and_removed(opened: Opened, own: Path) -> None:
    keep_request(journal_of(own), request("a", target="リーダー", asked_again=()))
    keep_request(journal_of(own), request("b", asked_clock=dt.time(9, 0)))
    app = opened(own, "recording", lang="en", recorded="2026-06-29")
    app.selectbox(key="recorded_row").set_value("a").run()
    press(app, "Correct")
    assert "You are correcting C-a." in [found.value for found in app.info]
    assert app.text_input(key="entry_contact_id").value == "C-a"
    assert app.multiselect(key="entry_asked_again").value == [NONE]
    app.text_input(key="entry_contact_id").set_value("C-corrected")
    press(app, "Record")
    kept = {found.request_id: found for found in requests_of(journal_of(own))}
    assert (kept["a"].contact_id, kept["a"].target) == ("C-corrected", "リーダー")
    assert len(kept) == 2
    app.selectbox(key="recorded_row").set_value("b").run()
    press(app, "Remove")
    assert [found.request_id for found in requests_of(journal_of(own))] == ["a"]


def test_a_day_without_a_record_is_zero_only_where_all_is_recorded(
    opened: Opened, own: Path
) -> None:
    for name, after in (("a", 0), ("b", 0), ("c", 6)):
        keep_request(journal_of(own), request(name, MONDAY + dt.timedelta(days=after)))
    app = opened(own, "recording", lang="ja", recorded="2026-06-29")
    assert day_counts(app) == ["2", "–", "–", "–", "–", "–", "1", "3件"]
    app.segmented_control(key="recorded_extent_2026-06-29").set_value("complete").run()
    assert day_counts(app) == ["2", "0", "0", "0", "0", "0", "1", "3件"]
    app.segmented_control(key="recorded_extent_2026-06-29").set_value("sampled").run()
    assert day_counts(app) == ["2", "–", "–", "–", "–", "–", "1", "3件"]
    assert week_extents(journal_of(own)) == {MONDAY: "sampled"}


def test_a_week_that_nobody_knows_of_is_told_in_the_banner(opened: Opened, own: Path) -> None:
    app = opened(own, "recording", lang="ja", recorded="2026-06-30")
    assert any("`recorded=2026-06-30`" in found.value for found in app.warning)


def test_a_journal_that_cannot_be_read_says_so_and_the_empty_form_is_still_there(
    opened: Opened, own: Path
) -> None:
    (own.parent / "journal.sqlite").write_bytes(b"no journal at all" * 100)
    app = opened(own, "recording", lang="ja")
    assert any("記録を読み書きできません" in found.value for found in app.warning)
    assert [found.proto.label for found in app.get("download_button")] == ["空の記録票(Excel)"]
    assert "記録" not in [button.label for button in app.button]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("14:05", dt.time(14, 5)),
        ("1405", dt.time(14, 5)),
        ("905", dt.time(9, 5)),
        ("１４：０５", dt.time(14, 5)),
        ("9時5分", dt.time(9, 5)),
        ("14時05分", dt.time(14, 5)),
        ("", None),
    ],
)
def test_a_clock_is_read_however_it_is_typed(text: str, found: dt.time | None) -> None:
    assert typed.clock(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026/07/01", dt.date(2026, 7, 1)),
        ("7/1", dt.date(2026, 7, 1)),
        ("７月１日", dt.date(2026, 7, 1)),
        ("2026-7-1", dt.date(2026, 7, 1)),
        ("12/31", dt.date(2025, 12, 31)),
    ],
)
def test_a_day_is_read_however_it_is_typed(text: str, found: dt.date) -> None:
    assert typed.day(text, dt.date(2026, 7, 2)) == found


@pytest.mark.parametrize("text", ["", "2026/07/03", "2/30", "yesterday"])
def test_what_is_no_day_up_to_today_is_refused(text: str) -> None:
    with pytest.raises(TypedError, match="no_day"):
        typed.day(text, dt.date(2026, 7, 2))


@pytest.mark.parametrize("text", ["24:00", "1260", "午後2時", "14", "14:05:09"])
def test_what_is_no_clock_is_refused(text: str) -> None:
    with pytest.raises(TypedError, match="no_clock"):
        typed.clock(text)


def test_none_beside_other_items_is_refused() -> None:
    assert typed.items([]) is None
    assert typed.items([NONE]) == ()
    assert typed.items(["リーダー", " SV "]) == ("リーダー", "SV")
    with pytest.raises(TypedError, match="none_and_more"):
        typed.items([NONE, "リーダー"])


@needs_chromium
def test_one_record_is_entered_by_keyboard_alone(page: Page, own: Path, tmp_path: Path) -> None:
    with running(own) as address:
        page.goto(f"{address}/recording?lang=ja")
        settle(page)
        page.get_by_label("受付番号").focus()
        keys = page.keyboard
        keys.type("C-2001")
        for typed_or_chosen in (
            [],
            ["1405"],
            ["1409"],
            ["ArrowDown", "ArrowDown", "Enter"],
            ["ArrowRight"],
            ["ArrowRight"],
            ["ArrowRight"],
            ["ArrowRight", "ArrowRight"],
            [],
            [],
            [],
            [],
            ["Enter"],
        ):
            keys.press("Tab")
            for key in typed_or_chosen:
                keys.type(key) if key.isdecimal() else keys.press(key)
        expect(page.get_by_text("C-2001 を記録しました。")).to_be_visible()
        with page.expect_download() as saved:
            page.get_by_role("button", name="この週の記録(Excel)").click()
        book = tmp_path / "form.xlsx"
        saved.value.save_as(book)
    [kept] = requests_of(journal_of(own))
    assert (kept.contact_id, kept.mode, kept.means) == ("C-2001", "consult", "verbal")
    assert (kept.asked_clock, kept.answered_clock) == (dt.time(14, 5), dt.time(14, 9))
    assert (kept.ending, kept.judgement) == ("advised", "could_have_stayed")
    assert (kept.target, kept.reason, kept.not_reached) == ("スーパーバイザー", None, None)
    rows = fastexcel.read_excel(book).load_sheet("記録票").to_polars()
    assert rows["受付番号"].to_list() == ["C-2001"]
    assert rows["相談/引継ぎ"].to_list() == ["相談"]
    assert rows["頼んだ相手(役割)"].to_list() == [kept.target]
