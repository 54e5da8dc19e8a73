"""Questions on record as text alone, through a real load."""

import datetime as dt
from pathlib import Path

import pytest

import minaoshi
from etl.pipeline import load
from queries.warehouse import Warehouse

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
HEADER = "contact_id,event,occurred_at,seq,level,slot,note\n"
LINES = [
    "c1,opened,2026-11-16 09:00,1,1,,",
    "c1,asked,2026-11-16 09:01,2,1,,お名前をフルネームで教えていただけますか。",
    "c1,escalated,2026-11-16 09:02,3,1,,",
    "c1,asked,2026-11-16 09:03,4,2,,Ｃｏｕｌｄ you tell me your full name?",
    "c1,asked,2026-11-16 09:04,5,2,order_no,お名前をお願いします。",
    "c1,asked,2026-11-16 09:05,6,2,,お名前と電話番号をお願いします。",
    "c1,asked,2026-11-16 09:06,7,2,,少々お待ちいただけますか。",
    "c1,asked,2026-11-16 09:07,8,2,,",
]


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_bytes(b"k" * 32)
    monkeypatch.setenv("MINAOSHI_KEY_FILE", str(tmp_path / "key"))


def questions_of(folder: Path, lines: list[str]) -> list[tuple[object, ...]]:
    """Load a log and return slot, basis and repeat of its questions, as they were asked."""
    (folder / "log.csv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    load([folder / "log.csv"], "canonical", folder / "w.duckdb", NOW)
    with Warehouse(folder / "w.duckdb") as build:
        rows = build.table("facts.fct_question").sort("asked_at")
    return rows.select("slot", "slot_basis", "is_repeat").rows()


def test_a_wording_tells_the_item_and_a_repeat_across_languages(tmp_path):
    assert questions_of(tmp_path, LINES) == [
        ("name", "lexicon", False),
        ("name", "lexicon", True),  # in English, and in full-width letters
        ("order_no", "recorded", False),  # what is on record beats the wording
        (None, "unmatched", None),  # two items at once: left open
        (None, "unmatched", None),  # no item
        (None, None, None),  # not even a wording
    ]


def test_a_center_s_own_words_are_followed(tmp_path):
    (tmp_path / "minaoshi.toml").write_text('[slots.wait]\nja = ["お待ち"]\n', encoding="utf-8")
    assert ("wait", "lexicon", False) in questions_of(tmp_path, LINES)


def test_a_question_without_a_known_item_leaves_open_whether_it_was_a_repeat(tmp_path):
    lines = [LINES[0], LINES[1], LINES[2], LINES[6]]
    questions_of(tmp_path, lines)
    with Warehouse(tmp_path / "w.duckdb") as build:
        hop = build.table("facts.fct_escalation").row(0, named=True)
    assert (hop["asked_count"], hop["asked_again_count"], hop["has_asked_again"]) == (1, None, None)


def test_rare_wordings_are_counted_and_not_kept(tmp_path):
    lines = []
    for number in range(5):
        for line in LINES[:2]:
            lines.append(line.replace("c1", f"c{number}"))
    lines.append("c0,asked,2026-11-16 09:09,9,1,,佐藤様でいらっしゃいますか。")
    questions_of(tmp_path, lines)
    with Warehouse(tmp_path / "w.duckdb") as build:
        kept = build.table("facts.agg_question_text").sort("contact_count", descending=True)
    assert kept.select("text", "slot", "text_count", "contact_count").rows() == [
        ("お名前をフルネームで教えていただけますか。", "name", 1, 5),
        (None, None, 1, 1),
    ]


def test_suggestions_show_what_five_contacts_share_and_only_count_the_rest(tmp_path, capsys):
    lines = []
    for number in range(5):
        for line in (LINES[0], LINES[1]):
            lines.append(line.replace("c1", f"c{number}"))
        lines.append(f"c{number},asked,2026-11-16 09:08,8,1,,フルネイムをお願いします。")
        lines.append(f"c{number},asked,2026-11-16 09:09,9,1,account_no,Member card digits?")
    lines.append("c0,asked,2026-11-16 09:09,10,1,,佐藤様でいらっしゃいますか。")
    questions_of(tmp_path, lines)
    capsys.readouterr()
    assert minaoshi.main(["questions", "suggest", "--warehouse", str(tmp_path / "w.duckdb")]) == 0
    heading, row, withheld, hint = capsys.readouterr().out.splitlines()
    assert heading == "contacts\tsuggested\tlikeness\twording"
    count, slot, likeness, text = row.split("\t")
    assert (count, slot, text) == ("5", "name", "フルネイムをお願いします。")
    assert 0 < float(likeness) < 1
    assert withheld.startswith("Withheld: 1 wordings (1 questions)")
    assert "Nothing counts until a person writes it" in hint


def test_an_evaluation_says_how_many_of_how_many(tmp_path, capsys):
    path = tmp_path / "own.csv"
    path.write_text("text,slot\nお名前は,name\nご住所は,address\n座席は,seat\n", encoding="utf-8")
    arguments = ["questions", "evaluate", str(path), "--warehouse", str(tmp_path / "w.duckdb")]
    assert minaoshi.main(arguments) == 0
    lexicon = capsys.readouterr().out.splitlines()[0]
    assert lexicon == (
        "Lexicon: precision 2/2 = 100.0% (95% interval 34.2 to 100.0%), "
        "recall 2/3 = 66.7% (95% interval 20.8 to 93.9%)"
    )
