"""From a file that nobody has mapped to a warehouse: proposed, answered, written, loaded."""

import json
from pathlib import Path

import pytest

from etl.suggest.evidence import evidence_of
from etl.suggest.match import matched
from minaoshi import main

LIST = """エスカレーション管理表 2026年11月,,,,,,,
受付No.,受付日,受付時間,エスカレ先,エスカレ時刻,担当,電話番号,備考
A-001,2026/11/16,9:05,SV,9:20,札幌 一課,090-1234-5678,折返し希望
A-002,2026/11/16,10:10,,,東京 二課,03-1234-5678,
A-003,2026/11/17,25:30,リーダー,26:00,札幌 一課,,解約の相談
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(LIST.encode("cp932"))
    return path


def proposal(
    capsys: pytest.CaptureFixture[str], *arguments: object
) -> tuple[int, dict[str, object]]:
    status = main(["map", "--format", "json", *map(str, arguments)])
    return status, json.loads(capsys.readouterr().out)


def test_columns_are_found_below_a_title_and_doubts_are_asked(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = proposal(capsys, "--suggest", listed)
    assert status == 1
    assert (found["encoding"], found["delimiter"], found["header_row"]) == ("cp932", ",", 2)
    said = {c["header"]: (c["state"], c["field"]) for c in found["columns"]}  # type: ignore[attr-defined]
    assert said == {
        "受付No.": ("mapped", "contact_id"),
        "受付日": ("mapped", "opened_date"),
        "受付時間": ("mapped", "opened_time"),
        "エスカレ先": ("mapped", "target"),
        "エスカレ時刻": ("mapped", "escalated_time"),
        "担当": ("asked", "operator"),
        "電話番号": ("mapped", "customer_id"),
        "備考": ("mapped", "note"),
    }


def test_answers_make_a_mapping_that_loads_what_was_shown(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping = tmp_path / "list.toml"
    status, found = proposal(capsys, "--suggest", listed, "--choose", "担当=team", "--out", mapping)
    assert status == 0
    assert found["preview"]["counts"] == {"opened": 3, "escalated": 2}  # type: ignore[index]
    warehouse = tmp_path / "w.duckdb"
    assert (
        main(["load", str(listed), "--mapping", str(mapping), "--warehouse", str(warehouse)]) == 0
    )
    capsys.readouterr()
    asked = ["metric", "escalation_rate", "--by", "team", "--format", "json"]
    main([*asked, "--warehouse", str(warehouse)])
    rows = json.loads(capsys.readouterr().out)["rows"]
    figures = {row["team"]: (row["numerator"], row["denominator"]) for row in rows}
    assert figures == {"札幌 一課": (2, 2), "東京 二課": (0, 1)}


def test_what_is_said_names_every_column_with_its_reason(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["map", "--suggest", str(listed), "--lang", "ja"]) == 1
    said = capsys.readouterr().out
    assert "文字コード cp932、区切り ,、見出しは 2 行目" in said
    assert "人か、部署か、引き継いだ相手か" in said
    assert '"担当" (札幌 一課, 東京 二課): 選択肢: operator, team, target, other' in said
    assert "個人の情報: 電話番号, 備考" in said


def test_nothing_is_written_without_a_contact_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, mapping = tmp_path / "a.csv", tmp_path / "a.toml"
    path.write_text("日付,件数\n2026/11/16,12\n2026/11/17,9\n", encoding="utf-8")
    status, found = proposal(capsys, "--suggest", path, "--out", mapping)
    assert status == 1
    assert found["missing"] == ["no_contact"]
    assert not mapping.exists()
    states = {c["header"]: c["state"] for c in found["columns"]}  # type: ignore[attr-defined]
    assert states["件数"] == "asked"


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("無い列=team", "the file has no column '無い列'"),
        ("担当=nonsense", "'nonsense' is no field"),
        ("担当", "says no field"),
    ],
)
def test_wrong_answers_are_told(
    listed: Path, choice: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["map", "--suggest", str(listed), "--choose", choice]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["2026/11/16 9:05", "2026/11/17 10:00"], "stamp"),
        (["令和8年11月16日", "R8.11.17"], "day"),
        (["9:05", "25:30"], "clock"),
        (["0:00:08", "0:01:12"], "duration"),
        (["3分40秒", "1分"], "duration"),
        (["あり", "なし", "あり"], "flag"),
        (["090-1234-5678", "03-1234-5678"], "phone"),
        (["a@example.jp", "b@example.com"], "mail"),
        (["9:00-18:00", "9:00-18:00"], "range"),
        (["", "-"], "empty"),
        (["1,234", "56"], "integer"),
    ],
)
def test_what_cells_look_like(cells: list[str], kind: str) -> None:
    import polars as pl

    assert evidence_of(pl.Series("cells", cells)).kind == kind


def test_two_columns_of_one_meaning_are_asked_about() -> None:
    import polars as pl

    rows = pl.DataFrame({"受付日時": ["2026/11/16 9:05"], "登録日時": ["2026/11/16 9:30"]})
    first, second = matched(rows)
    assert (first.state, first.field) == ("mapped", "opened_at")
    assert (second.state, second.may) == ("asked", ("opened_at", "other"))
