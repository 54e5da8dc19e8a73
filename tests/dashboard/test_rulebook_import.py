"""A rule workbook in a real browser: its difference, its questions, and only then its import."""

import datetime as dt
import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.screenshots import settle
from dashboard.serve import running
from etl.pipeline import store_of
from etl.rules import Book, read_book, write_workbook

from .browsing import needs_chromium

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def own(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole log and its rules, to be written to."""
    folder = tmp_path_factory.mktemp("own") / "copy"
    shutil.copytree(full.parent, folder)
    return folder / full.name


@pytest.fixture(scope="module")
def address(own: Path) -> Iterator[str]:
    with running(own) as found:
        yield found


def edited(own: Path, path: Path) -> Path:
    """The rules in force with 40 minutes for R012, and no word on when and why."""
    versions = read_book(store_of(own)).in_force()
    short = replace(versions["R012"].rule, limit_seconds=2_400)
    changed = versions | {"R012": replace(versions["R012"], rule=short)}
    write_workbook(Book(tuple(changed.values())), path)
    return path


def state(own: Path) -> dict[str, str]:
    """What the files of a warehouse and its rule book hold."""
    files = [own, *sorted(path for path in store_of(own).rglob("*") if path.is_file())]
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def upload(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)


def test_nothing_is_written_before_the_last_button(
    page: Page, own: Path, address: str, tmp_path: Path
) -> None:
    before = state(own)
    version = read_book(store_of(own)).in_force()["R012"]
    page.goto(f"{address}/rulebook_import?lang=ja")
    settle(page)
    upload(page, edited(own, tmp_path / "ルール.xlsx"))
    expect(page.get_by_text("変更したルールは、いつから適用しますか。")).to_be_visible()
    expect(page.get_by_role("button", name="取り込む", exact=True)).to_have_count(0)

    page.get_by_label("変更理由").fill("待たせすぎの声")
    page.get_by_label("変更理由").press("Enter")
    expect(page.get_by_text("なぜ変更しましたか。")).to_have_count(0)
    page.get_by_role("spinbutton", name="year, 適用開始日").focus()
    page.keyboard.type("20260720")
    page.keyboard.press("Escape")
    expect(page.get_by_text("新規0件、変更1件、なくなった0件")).to_be_visible()
    table = page.get_by_role("table").or_(page.get_by_test_id("stDataFrame"))
    expect(table.first).to_be_visible()
    assert state(own) == before

    page.get_by_role("button", name="取り込む", exact=True).click()
    expect(page.get_by_text("取り込みました(新規0件、変更1件")).to_be_visible(timeout=120_000)
    after = read_book(store_of(own)).in_force()["R012"]
    assert after.rule.limit_seconds == 2_400
    assert (after.number, after.valid_from) == (version.number + 1, dt.date(2026, 7, 20))
    assert after.change_reason == "待たせすぎの声"


def test_a_workbook_that_cannot_be_used_says_why(
    page: Page, own: Path, address: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"this is no workbook")
    before = state(own)
    page.goto(f"{address}/rulebook_import?lang=en")
    settle(page)
    upload(page, broken)
    expect(page.get_by_text("The workbook cannot be used as it is")).to_be_visible()
    expect(page.get_by_text(re.compile(r"rules\.xlsx: .+"))).to_be_visible()
    assert state(own) == before


def test_the_rules_in_force_are_taken_away_and_come_back_unchanged(
    page: Page, own: Path, address: str, tmp_path: Path
) -> None:
    page.goto(f"{address}/rulebook_import?lang=en")
    settle(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the workbook").click()
    book = tmp_path / "rules.xlsx"
    saved.value.save_as(book)
    upload(page, book)
    expect(page.get_by_text(re.compile(r"0 new, 0 changed, 0 gone, \d+ as before"))).to_be_visible()
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_disabled()
