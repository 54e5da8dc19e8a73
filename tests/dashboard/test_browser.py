"""A weekly review in a real browser: language, filter, a number and its cases, the same link."""

import re
import signal
import struct
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import fastexcel
import pytest
from playwright.sync_api import Browser, Page, expect

import minaoshi
from dashboard.paths import flow
from dashboard.screenshots import settle
from dashboard.serve import answers, free_port

from .browsing import PATIENCE, needs_chromium
from .starting import start

pytestmark = needs_chromium


def tile(page: Page, metric: str) -> str:
    """The text of a tile, such as 'Escalation rate 7.6% … 803 of 10,621'."""
    found = page.locator(f".st-key-tile_{metric}")
    expect(found).to_be_visible()
    return found.inner_text()


def address(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_review_from_the_number_to_its_cases_and_back_to_the_same_link(
    page: Page, served: str
) -> None:
    page.goto(served)
    expect(page.get_by_role("heading", name="週次レビュー")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "ja")

    page.get_by_text("English", exact=True).click()
    expect(page.get_by_role("heading", name="Weekly review")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    settle(page)
    everything = tile(page, "escalation_rate")

    page.get_by_role("combobox", name="Channel").click()
    page.get_by_role("option", name="Email").click()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("channel=email"))
    # The tile of all channels has to go before the count of this one can be read.
    all_cases = re.search(r"[\d,]+ of [\d,]+", everything)
    assert all_cases is not None
    expect(page.locator(".st-key-tile_escalation_rate")).not_to_contain_text(all_cases[0])
    expect(page.get_by_text("Showing: Email.")).to_be_visible()

    count = re.search(r"([\d,]+) of [\d,]+", tile(page, "escalation_rate"))
    assert count is not None
    page.locator(".st-key-tile_escalation_rate a").click()
    heading = page.get_by_role("heading", name=f"Escalation rate: {count[1]} cases")
    expect(heading).to_be_visible()
    assert address(page)["channel"] == ["email"]
    assert address(page)["metric"] == ["escalation_rate"]
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()

    link = page.url
    page.reload()
    expect(heading).to_be_visible()
    assert page.url == link

    page.go_back()
    expect(page.get_by_role("heading", name="Weekly review")).to_be_visible()
    expect(page.get_by_text("Showing: Email.")).to_be_visible()


def test_a_cell_of_the_map_leads_to_its_cases(page: Page, served: str) -> None:
    page.goto(f"{served}/patterns?lang=en&view=unreachable")
    settle(page)
    chart = page.locator("[data-testid=stEChartsChart]")
    expect(chart.locator("canvas").first).to_be_visible()
    box = chart.bounding_box()
    assert box is not None
    # The middle row is Thursday's; above and below the cells are 8 and 70 pixels.
    chart.click(position={"x": box["width"] / 2 + 20, "y": 8 + (box["height"] - 78) / 2})
    expect(page.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    assert {"at.weekday", "at.hour", "at.start"} <= set(address(page))
    assert address(page)["at.weekday"] == ["4"]


@pytest.mark.parametrize(
    ("path", "height"), [("patterns?view=unreachable", 360), ("paths?", flow.HEIGHT)]
)
def test_a_map_and_a_flow_are_saved_as_pictures(
    page: Page, served: str, tmp_path: Path, path: str, height: int
) -> None:
    page.goto(f"{served}/{path}&lang=en")
    settle(page)
    chart = page.locator("[data-testid=stEChartsChart]")
    expect(chart.locator("canvas").first).to_be_visible()
    # By keyboard, as whoever has no mouse: the buttons of a chart show once one has the focus.
    save = page.get_by_role("button", name=re.compile("Download as PNG"))
    save.focus()
    with page.expect_download() as saved:
        save.press("Enter")
    picture = tmp_path / "chart.png"
    saved.value.save_as(picture)
    begins = picture.read_bytes()[:24]
    assert begins[:8] == b"\x89PNG\r\n\x1a\n"
    # Twice as high as on screen: sharp on paper.
    assert int.from_bytes(begins[20:24], "big") == 2 * height


def test_a_week_of_the_trend_leads_to_its_cases(page: Page, served: str) -> None:
    page.goto(f"{served}/?lang=en")
    points = page.locator(".st-key-trend .scatterlayer .trace path.point")
    expect(points.first).to_be_visible()
    points.first.scroll_into_view_if_needed()
    box = points.first.bounding_box()
    assert box is not None
    # Plotly knows what is clicked from what is hovered over.
    page.mouse.move(box["x"], box["y"])
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    assert address(page)["at.start"] == ["2026-04-06"]
    assert address(page)["at.stop"] == ["2026-04-13"]


def test_a_phone_shows_the_conclusion_without_scrolling_sideways(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(locale="ja-JP", viewport={"width": 390, "height": 844})
    phone = context.new_page()
    phone.goto(served)
    expect(phone.locator(".st-key-conclusion")).to_be_visible(timeout=PATIENCE)
    expect(phone.locator(".st-key-tile_escalation_rate")).to_be_visible(timeout=PATIENCE)
    width = phone.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= 390
    context.close()


def test_what_is_saved_opens_again_and_equals_the_screen(
    page: Page, served: str, tmp_path: Path
) -> None:
    page.goto(f"{served}/?lang=en")
    settle(page)
    shown = tile(page, "escalation_rate")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save", exact=True).click()
    saved.value.save_as(tmp_path / "week.xlsx")
    book = fastexcel.read_excel(tmp_path / "week.xlsx")
    assert book.sheet_names == ["About", "Figures"]
    about = dict(book.load_sheet("About", header_row=None).to_polars().rows())
    assert about["Week"] == "2026/07/06 to 2026/07/12"
    row = book.load_sheet("Figures").to_polars().row(0, named=True)
    assert row["Measure"] == "Escalation rate"
    for text in (row["Value"], row["Sign"], row["n"]):
        assert text in shown


def test_a_rule_opens_from_the_list_and_shows_its_route(page: Page, served: str) -> None:
    page.goto(f"{served}/register?lang=en")
    settle(page)
    picker = page.get_by_role("combobox", name="Rule")
    picker.fill("R012")
    picker.press("Enter")
    expect(page.get_by_role("heading", name="R012 返品期限を過ぎた返品")).to_be_visible()
    expect(page).to_have_url(re.compile("rule=R012"))
    expect(page.get_by_text("if nobody answers").first).to_be_visible()
    page.get_by_text("日本語", exact=True).click()
    expect(page.get_by_role("heading", name="ルール台帳")).to_be_visible()
    expect(page).to_have_url(re.compile("rule=R012"))


def test_a_japanese_search_survives_a_reload(page: Page, served: str) -> None:
    page.goto(f"{served}/cases?lang=ja&metric=escalation_rate")
    box = page.get_by_role("textbox", name="事例を検索")
    box.fill("苦情　ﾒｰﾙ")
    box.press("Enter")
    found = page.get_by_text("検索に合うのは")
    expect(found).to_be_visible()
    count = found.inner_text()
    assert count != "検索に合うのは0件です。"
    page.reload()
    expect(found).to_have_text(count)
    expect(box).to_have_value("苦情　ﾒｰﾙ")


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("log", ["full", "poor"])
@pytest.mark.parametrize("kind", ["week", "summary"])
def test_a_report_prints_on_one_page(
    page: Page, request: pytest.FixtureRequest, tmp_path: Path, kind: str, log: str, lang: str
) -> None:
    warehouse, paper = request.getfixturevalue(log), tmp_path / "week.html"
    options = ["--format", "html", "--lang", lang, "--output", str(paper)]
    assert minaoshi.main(["report", kind, "--warehouse", str(warehouse), *options]) == 0
    page.goto(paper.as_uri())
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_nothing_but_the_product_is_on_the_page(page: Page, tmp_path: Path) -> None:
    """Streamlit offers things of its own to a machine with tools for developers on it."""
    (tmp_path / ".cursor").mkdir()
    port = free_port()
    front = start(port, tmp_path, headless=False)
    try:
        while not answers(port):
            assert front.poll() is None
        # Only whoever comes by this name is taken for the developer.
        page.goto(f"http://localhost:{port}/?lang=en")
        page.get_by_text("Not for appraisal of people").first.wait_for()
        page.wait_for_load_state("networkidle")
        assert page.get_by_text("Install").count() == 0
    finally:
        front.send_signal(signal.SIGTERM)
        front.wait(timeout=20)


@pytest.mark.parametrize(
    ("lang", "label", "name", "said"),
    [
        ("ja", "画像(PNG)として保存", "エスカレ率 2026-07-06.png", "画像を保存しました"),
        ("en", "Save as a picture (PNG)", "Escalation rate 2026-07-06.png", "The picture is saved"),
    ],
)
def test_a_chart_is_saved_as_a_picture_by_keyboard(
    page: Page, served: str, tmp_path: Path, lang: str, label: str, name: str, said: str
) -> None:
    page.goto(f"{served}/?lang={lang}&week=2026-07-06")
    settle(page)
    chart = page.locator(".st-key-trend .js-plotly-plot")
    button = chart.get_by_role("button", name=label)
    button.focus()
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename == name
    expect(page.get_by_text(said)).to_be_visible()
    picture = tmp_path / "chart.png"
    saved.value.save_as(picture)
    begins = picture.read_bytes()[:24]
    assert begins[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", begins[16:])
    box = chart.bounding_box()
    assert box is not None
    # A chart may be half a pixel wider than whole ones.
    assert (width, height) == (int(2 * box["width"]), 2 * box["height"])
