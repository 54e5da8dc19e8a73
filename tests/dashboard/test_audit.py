"""The audit sample: drawn once, judged by people, a rate only where enough is judged."""

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from dashboard.serve import running
from queries.audit.draw import NothingToDrawError
from queries.audit.rate import audit_rate
from queries.errors import QueryError, WarehouseError
from queries.journal.audits import Draw, Judgement, draws, latest_judgements, store_sheet
from queries.journal.store import journal_of

from .browsing import needs_chromium
from .conftest import NOW, Opened

WEEK = "2026-06-29"


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def said(app: AppTest) -> list[str]:
    return [found.value for found in (*app.markdown, *app.caption)]


@pytest.fixture
def drawn(opened: Opened, own: Path) -> tuple[AppTest, Draw]:
    """The page with a week just drawn, and what was drawn."""
    app = press(opened(own, "audit", lang="ja", audited=WEEK), "20件を抽出")
    [draw] = draws(journal_of(own))
    return app, draw


def judge_all(own: Path, draw: Draw, needed: int, unclear: int = 0) -> None:
    words = ["yes"] * needed + ["unclear"] * unclear
    words += ["no"] * (len(draw.cases) - len(words))
    given = [
        Judgement(draw.draw_id, case.contact_id, word, NOW)
        for case, word in zip(draw.cases, words, strict=True)
    ]
    store_sheet(journal_of(own), given, [])


def test_a_week_is_drawn_once_and_nothing_is_judged_yet(
    drawn: tuple[AppTest, Draw], opened: Opened, own: Path
) -> None:
    app, draw = drawn
    assert (draw.week, len(draw.cases), draw.seed) == (dt.date(2026, 6, 29), 20, 1)
    assert "**見逃し率: 記録なし。判定がまだありません。**" in said(app)
    sample = app.dataframe[1].value
    assert list(sample["問い合わせ番号"]) == [case.contact_id for case in draw.cases]
    assert set(sample["エスカレーションが必要だったか"]) == {""}
    again = opened(own, "audit", lang="ja", audited=WEEK)
    assert not [button for button in again.button if "抽出" in button.label]
    assert draws(journal_of(own)) == [draw]


def test_a_judgement_is_kept_and_the_next_contact_comes_up(
    drawn: tuple[AppTest, Draw], own: Path
) -> None:
    app, draw = drawn
    first, second, *_ = (case.contact_id for case in draw.cases)
    assert app.selectbox(key="audit_case").value == first
    app.radio(key="audit_needed").set_value("yes")
    app.selectbox(key="audit_level").set_value(3)
    app.text_input(key="audit_note").set_value(" 返金の判断 ")
    press(app, "判定を記録")
    assert [found.value for found in app.success] == [f"{first} を「はい」と記録しました。"]
    kept = latest_judgements(journal_of(own))[draw.draw_id, first]
    assert (kept.needed, kept.needed_level, kept.note) == ("yes", 3, "返金の判断")
    assert app.selectbox(key="audit_case").value == second
    assert app.radio(key="audit_needed").value is None
    assert "**見逃し率: 件数不足。判定は1件です。20件から率を出します。**" in said(app)


@pytest.mark.parametrize(
    ("needed", "level", "why"),
    [
        (None, 0, "「エスカレーションが必要だったか」を選んでください。"),
        ("no", 3, "必要だった段階は、「はい」のときだけ選びます。"),
    ],
)
def test_what_cannot_be_kept_says_why(
    drawn: tuple[AppTest, Draw], own: Path, needed: str | None, level: int, why: str
) -> None:
    app, _ = drawn
    if needed:
        app.radio(key="audit_needed").set_value(needed)
    app.selectbox(key="audit_level").set_value(level)
    press(app, "判定を記録")
    assert [found.value for found in app.error] == [why]
    assert latest_judgements(journal_of(own)) == {}


def test_the_rate_is_the_audits_and_stands_beside_the_three_failures(
    drawn: tuple[AppTest, Draw], opened: Opened, own: Path
) -> None:
    _, draw = drawn
    judge_all(own, draw, needed=3)
    found = audit_rate(journal_of(own))
    assert (found.status, found.judged, found.needed) == ("ok", 20, 3)
    app = opened(own, "audit", lang="en", audited=WEEK)
    [line] = [text for text in said(app) if text.startswith("**Missed escalations")]
    assert f"{found.value:.1f}%" in line
    assert f"{found.low:.1f}" in line
    assert f"{found.high:.1f}" in line
    patterns = opened(own, "patterns", lang="en", view="three")
    assert line.strip("*") in said(patterns)


def test_unclear_is_neither_yes_nor_no(
    drawn: tuple[AppTest, Draw], opened: Opened, own: Path
) -> None:
    _, draw = drawn
    judge_all(own, draw, needed=3, unclear=1)
    app = opened(own, "audit", lang="ja", audited=WEEK)
    assert "**見逃し率: 件数不足。判定は19件です。20件から率を出します。**" in said(app)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (NothingToDrawError("none"), "この週には、エスカレーションされずに終わった問い合わせが"),
        (WarehouseError("gone"), "抽出できませんでした(WarehouseError)。"),
    ],
)
def test_what_hinders_a_draw_is_told_as_it_is(
    opened: Opened, own: Path, monkeypatch: pytest.MonkeyPatch, error: QueryError, why: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("dashboard.audit.book.draw_audit", fail)
    app = press(opened(own, "audit", lang="ja", audited=WEEK), "20件を抽出")
    assert [found.value.startswith(why) for found in app.error] == [True]
    assert draws(journal_of(own)) == []


def test_a_journal_that_cannot_be_read_says_so(opened: Opened, own: Path) -> None:
    (own.parent / "journal.sqlite").write_bytes(b"no journal at all" * 100)
    app = opened(own, "audit", lang="ja")
    assert any("判定を読み書きできません" in found.value for found in app.warning)


def test_a_week_that_nobody_knows_of_is_told_in_the_banner(opened: Opened, own: Path) -> None:
    app = opened(own, "audit", lang="ja", audited="2026-06-30")
    assert any("`audited=2026-06-30`" in found.value for found in app.warning)


@needs_chromium
def test_a_filled_sheet_is_taken_in_and_its_bad_row_is_named(
    page: Page, drawn: tuple[AppTest, Draw], own: Path, tmp_path: Path
) -> None:
    _, draw = drawn
    first, second, third, *_ = (case.contact_id for case in draw.cases)
    sheet = tmp_path / "監査.xlsx"
    with xlsxwriter.Workbook(sheet) as file:
        table = file.add_worksheet()
        table.write_row(0, 0, ["抽出", "問い合わせ番号", "エスカレーションが必要だったか"])
        for row, (contact, word) in enumerate(
            [(first, "はい"), (second, "いいえ"), (third, "たぶん")], start=1
        ):
            table.write_row(row, 0, [draw.draw_id, contact, word])
    with running(own) as address:
        page.goto(f"{address}/audit?lang=ja&audited={WEEK}")
        page.get_by_text("記入したシートを取り込む").click()
        page.locator("input[type=file]").first.set_input_files(sheet)
        expect(page.get_by_text("監査.xlsx")).to_be_visible()
        page.get_by_role("button", name="取り込む", exact=True).click()
        told = "取り込み 2件、変更なし 0件、未記入 0件、取り込めない行 1件。"
        expect(page.get_by_text(told)).to_be_visible()
    kept = {name: given.needed for (_, name), given in latest_judgements(journal_of(own)).items()}
    assert kept == {first: "yes", second: "no"}
