"""The weekly report: the page's own figures, in lines that fit a mail, in both languages."""

import datetime as dt
import html
import re
from pathlib import Path

import polars as pl
import pytest

import minaoshi
from dashboard.figures.course import Course, draw
from dashboard.reading import data
from dashboard.report.contents import Report, Section
from dashboard.report.html import as_html
from dashboard.report.text import as_markdown, as_text, width
from queries.flags import COLUMNS, Revisit

LITERAL = Report(
    "週報",
    ["データ時点 2026/07/12"],
    "結論: **返金**だけ要確認。",
    [
        Section(
            "数字",
            [("エスカレ率", "6.8%", "いつもの範囲"), ("未完了", "14件", "")],
            [Course([5.0, None, 6.8], [None, None, 6.0], [None, None, 7.0]), None],
        ),
        Section("見直し候補", [("R012 <返品>",), ("→ 権限を広げる",)]),
    ],
    "人事評価には使いません",
)
HTML = ("week", "--format", "html")
REVISIT = {
    "rule_id": "R012",
    "title": "返品期限を過ぎた返品",
    "rule_basis": "named",
    "kind": "over_escalation",
    "status": "revisit",
    "metric": "over_escalation_by_receiver_rate",
    "numerator": 114,
    "denominator": 405,
    "metric_value": 28.148,
    "peer_value": 10.51,
    "low": 22.1,
    "high": 34.8,
    "remedy_ja": "担当者の権限を広げる。",
    "remedy_en": "Widen the operators' authority.",
    "members": ["R012"],
}
WATCH = REVISIT | {"rule_id": "R026", "title": "会員情報の不一致", "status": "watch"}


def _reported(capsys: pytest.CaptureFixture[str], warehouse: Path, *options: str) -> str:
    assert minaoshi.main(["report", "--warehouse", str(warehouse), *options]) == 0
    return capsys.readouterr().out


def test_text_puts_cells_below_one_another() -> None:
    assert as_text(LITERAL) == (
        "週報\n"
        "データ時点 2026/07/12\n"
        "結論: 返金だけ要確認。\n"
        "\n"
        "数字\n"
        "  エスカレ率  6.8%  いつもの範囲\n"
        "  未完了      14件\n"
        "\n"
        "見直し候補\n"
        "  R012 <返品>\n"
        "  → 権限を広げる\n"
        "\n"
        "人事評価には使いません\n"
    )


def test_markdown_has_headings_and_bullets() -> None:
    assert as_markdown(LITERAL) == (
        "# 週報\n\n"
        "- データ時点 2026/07/12\n"
        "- 結論: **返金**だけ要確認。\n\n"
        "## 数字\n\n"
        "- **エスカレ率**  6.8%  いつもの範囲\n"
        "- **未完了**  14件\n\n"
        "## 見直し候補\n\n"
        "- R012 <返品>\n"
        "- → 権限を広げる\n\n"
        "人事評価には使いません\n"
    )


def test_html_is_one_page_without_script_and_nothing_from_elsewhere() -> None:
    page = as_html(LITERAL)
    assert '<html lang="ja">' in page
    assert "結論: <strong>返金</strong>だけ要確認。" in page
    assert "<li>R012 &lt;返品&gt;</li>" in page
    assert '<li class="then">→ 権限を広げる</li>' in page
    assert page.count("<svg") == 1
    assert not re.search(r"<script|<link|<img|https?:|url\(", page)


def test_a_week_without_a_value_is_a_gap_in_the_line() -> None:
    drawn = draw(
        Course(
            values=[1.0, 3.0, None, 2.0, None, 3.0, 2.0],
            lows=[None, 1.0, 1.0, 1.0, None, None, None],
            highs=[None, 3.0, 3.0, 3.0, None, None, None],
            signal="concern",
            changed=[6],
        )
    )
    assert drawn.lines == ["4.0,22.0 20.0,4.0", "84.0,4.0 100.0,13.0"]
    assert drawn.dots == [(52.0, 13.0)]
    assert drawn.band == ["20.0,22.0 36.0,22.0 52.0,22.0 52.0,4.0 36.0,4.0 20.0,4.0"]
    assert drawn.last == (100.0, 13.0)
    assert drawn.signal == "concern"
    assert drawn.changes == [100.0]


def test_a_figure_that_never_moves_is_drawn_in_the_middle() -> None:
    drawn = draw(Course([0.0, 0.0, None], [None] * 3, [None] * 3))
    assert drawn.lines == ["4.0,13.0 52.0,13.0"]
    assert drawn.last is None


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_html_says_what_the_text_says(
    capsys: pytest.CaptureFixture[str], full: Path, lang: str
) -> None:
    page = html.unescape(re.sub(r"<[^>]+>", "", _reported(capsys, full, *HTML, "--lang", lang)))
    words = _reported(capsys, full, "week", "--lang", lang).split()
    assert len(words) > 100
    assert [word for word in words if word not in page] == []


def test_a_line_that_is_too_wide_goes_on_below() -> None:
    long = Report("", [("あ" * 56 + "。") + "い" * 3], "word " * 23 + "last", [], "")
    lines = as_text(long).strip().splitlines()
    assert lines == ["あ" * 55, "  あ。いいい", "word " * 21 + "word", "  word last"]


def test_the_poor_log_in_japanese(capsys: pytest.CaptureFixture[str], poor: Path) -> None:
    lines = _reported(capsys, poor).splitlines()
    assert lines[:5] == [
        "エスカレ週報 2026/7/6(月)–7/12(日) 全体【速報】",
        "データ時点 2026/07/12 19:07 対応 1,043件・エスカレ 67件",
        "照合 総件数の入力なし(総件数の表を取り込むと照合できます)",
        "エスカレ先の記録 100.0%",
        "結論: いつもと違う動きはありません。",
    ]
    assert "  未完了              49件     うち7日超 4件" in lines
    assert "  期限を過ぎた未完了  12件     3日を過ぎた件" in lines
    rate = next(line.split() for line in lines if line.startswith("  エスカレ率 "))
    assert [rate[1], *rate[4:]] == ["6.4%", "67", "/", "1,043件・前週", "8.3%"]
    assert rate[2] == "いつもの範囲"
    assert lines[-1] == "人事評価には使いません|計算方法は[指標の定義]"


def test_the_poor_log_names_categories_and_targets(
    capsys: pytest.CaptureFixture[str], poor: Path
) -> None:
    lines = _reported(capsys, poor, "--lang", "en").splitlines()
    category, target = lines.index("Rate by category"), lines.index("Count by target")
    assert [line.split()[:2] for line in lines[category + 1 : category + 4]] == [
        ["苦情", "13.3%"],
        ["配送", "8.1%"],
        ["サイト・アプリ", "7.8%"],
    ]
    assert [line.split()[:2] for line in lines[target + 1 : target + 4]] == [
        ["リーダー", "43"],
        ["スーパーバイザー", "13"],
        ["技術サポート", "9"],
    ]


def test_what_a_poor_log_lacks_says_how_to_start_and_is_no_zero(
    capsys: pytest.CaptureFixture[str], poor: Path
) -> None:
    page = _reported(capsys, poor)
    assert "引継ぎ後の聞き直しの割合" in page
    assert "記録なし → 記録票の「聞き直した項目」を付けると始まります" in page
    assert "見直し候補を判定できる記録がまだありません。" in page
    assert re.findall(r"(?<![\d.,–])0(?:\.0)?[%件]", page) == []


def test_the_full_log_in_english(capsys: pytest.CaptureFixture[str], full: Path) -> None:
    lines = _reported(capsys, full, "--lang", "en").splitlines()
    assert lines[0] == (
        "Weekly escalation report Mon 2026-07-06 – Sun 07-12, tokyo, sapporo, fukuoka [Provisional]"
    )
    assert lines[1] == "Data as of 2026/07/12 19:07. 1,043 contacts, 69 escalations"
    assert "  Open                       49       4 over 7 days" in lines
    assert "Not recorded (which is not zero)" not in lines
    assert lines[-1] == "Not for appraisal of people | How it is computed: [Definitions]"


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("log", ["full", "poor"])
def test_the_figures_are_those_of_the_page(
    capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest, opened, log: str, lang: str
) -> None:
    warehouse = request.getfixturevalue(log)
    lines = _reported(capsys, warehouse, "--lang", lang).splitlines()
    shown = opened(warehouse, lang=lang).metric
    assert len(shown) >= 6
    for tile in shown:
        assert any(re.match(rf"  {re.escape(tile.label)} +{tile.value}( |$)", x) for x in lines)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("log", ["full", "poor"])
def test_no_line_is_too_wide_and_no_key_gets_out(
    capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest, log: str, lang: str
) -> None:
    page = _reported(capsys, request.getfixturevalue(log), "--lang", lang)
    assert max(map(width, page.splitlines())) <= 112
    assert re.findall(r"\b\w+_\w*[a-z]\w*\b|[0-9a-f]{12,}|\{|\}|None|nan", page) == []


def test_japanese_carries_no_english_of_ours(
    capsys: pytest.CaptureFixture[str], full: Path, poor: Path
) -> None:
    assert re.findall(r"[A-Za-z]{2,}", _reported(capsys, poor)) == []
    words = set(re.findall(r"[A-Za-z]{2,}", _reported(capsys, full)))
    assert words == {"tokyo", "sapporo", "fukuoka"}


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "ja",
            [
                "見直し候補(直近13週の記録から)",
                "  R012 返品期限を過ぎた返品: 一次で完結できた可能性 114 / 405件=28.1%"
                "(同種 10.5%)・事例 114件",
                "  → 担当者の権限を広げる。",
                "",
                "様子見(直近13週の記録から)",
                "  R026 会員情報の不一致: 一次で完結できた可能性 114 / 405件=28.1%",
                "",
                "決めてほしいこと",
                "  1. R012 返品期限を過ぎた返品を見直すか。誰が____ いつまで____",
            ],
        ),
        (
            "en",
            [
                "Rules to revisit (last 13 weeks)",
                "  R012 返品期限を過ぎた返品: Could have stayed 114 / 405 = 28.1% "
                "(like rules 10.5%), 114 cases",
                "  → Widen the operators' authority.",
                "",
                "Watch (last 13 weeks)",
                "  R026 会員情報の不一致: Could have stayed 114 / 405 = 28.1%",
                "",
                "To decide",
                "  1. Revisit R012 返品期限を過ぎた返品? Who ____ by when ____",
            ],
        ),
    ],
)
def test_rules_to_revisit_come_with_evidence_and_a_line_to_decide(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    full: Path,
    lang: str,
    expected: list[str],
) -> None:
    rules = Revisit(
        pl.DataFrame([REVISIT, WATCH], schema=COLUMNS), dt.date(2026, 7, 6), None, "build"
    )
    monkeypatch.setattr(data, "rules", lambda build, chosen: rules)
    lines = _reported(capsys, full, "--lang", lang).splitlines()
    assert lines[lines.index(expected[0]) : -2] == expected


def test_any_day_names_its_week_and_a_file_takes_the_report(
    capsys: pytest.CaptureFixture[str], poor: Path, tmp_path: Path
) -> None:
    file = tmp_path / "report.md"
    said = _reported(capsys, poor, "--week", "2026-06-25", "--format", "markdown", "-o", str(file))
    assert said == ""
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# エスカレ週報 2026/6/22(月)–6/28(日) 全体【確定】"


def test_a_week_without_records_names_those_with(
    capsys: pytest.CaptureFixture[str], poor: Path
) -> None:
    asked = ["report", "--warehouse", str(poor), "--lang", "en", "--week", "2020-01-01"]
    assert minaoshi.main(asked) == 2
    assert capsys.readouterr().err == (
        "minaoshi: There is no record of the week of 2019-12-30. "
        "Weeks on record: 2026-04-06 to 2026-07-06.\n"
    )


def test_an_empty_warehouse_says_what_to_do(
    capsys: pytest.CaptureFixture[str], empty: Path
) -> None:
    assert minaoshi.main(["report", "--warehouse", str(empty)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "取り込んだ件数が0です",
        "倉庫はありますが、対応の記録が1件もありません。取込の結果を確かめてください。",
        "  見本で試す: minaoshi demo",
        "  手元の記録を取り込む: minaoshi load log.csv --mapping NAME",
    ]


def test_a_missing_warehouse_says_how_to_make_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked = ["report", "--warehouse", str(tmp_path / "none.duckdb"), "--lang", "en"]
    assert minaoshi.main(asked) == 1
    assert "minaoshi load log.csv --mapping NAME" in capsys.readouterr().err
