"""Short anonymous questions: read, counted, and told only where enough people answered."""

import csv

import pytest

from minaoshi import main
from queries.journal.store import journal_of
from queries.journal.voices import latest_polls

HEADS = ("date", "center", "team", "question", "answer", "name")


@pytest.fixture
def said(tmp_path, monkeypatch, capsys):
    """Run the command beside a journal of its own; return its status and what it prints."""
    monkeypatch.delenv("MINAOSHI_JOURNAL", raising=False)

    def run(*words):
        status = main(["voices", "--warehouse", str(tmp_path / "w.duckdb"), *words])
        shown = capsys.readouterr()
        return status, (shown.out + shown.err).splitlines()

    return run


@pytest.fixture
def answers(tmp_path):
    """Write a file of answers, one a row, each by somebody with a name."""

    def write(rows, encoding="utf-8"):
        path = tmp_path / "answers.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows([HEADS, *((*row, "佐藤") for row in rows)])
        return str(path)

    return write


def desk(team, marks, question="small_matters", day="2026-07-01"):
    return [(day, "tokyo", team, question, mark) for mark in marks]


def test_answers_are_counted_and_nothing_of_a_person_is_kept(said, answers, tmp_path):
    path = answers(desk("A", [5, 4, 4, 2, 1, "", "５"]), encoding="cp932")
    status, lines = said("import", path)
    assert (status, lines) == (
        0,
        [
            "7 answers (1 blank). Cells stored: 1, unchanged: 0, replaced: 0. Rows not taken: 0",
        ],
    )
    (poll,) = latest_polls(journal_of(tmp_path / "w.duckdb"))
    assert (str(poll.week), poll.center, poll.team) == ("2026-06-29", "tokyo", "A")
    assert poll.people == (1, 1, 0, 2, 2)
    assert "佐藤".encode() not in (tmp_path / "journal.sqlite").read_bytes()


def test_how_many_agree_with_wilsons_interval(said, answers):
    said("import", answers(desk("A", [5, 4, 4, 2, 1, 3, 5, 4, 4, 4])))
    status, lines = said()
    assert status == 0
    assert lines == [
        "question (agreement, 1 to 5)\tall\tanswers\t4 or 5\tshare\t95% interval",
        # 7 of 10: (0.3968, 0.8922) by the formula of Wilson 1927
        "Nobody is blamed for asking about a small matter\tall\t10\t7\t70.0%\t39.7 to 89.2%",
        "Given without names, and not for appraisal. What those who did not answer think is "
        "unknown.",
    ]


def test_fewer_than_five_answers_are_withheld_and_so_is_what_would_tell_them(said, answers):
    rows = desk("A", [5] * 4) + desk("B", [1] * 5) + desk("C", [4] * 6)
    said("import", answers(rows))
    shown = [line.split("\t")[1:] for line in said("--by", "team")[1][1:-1]]
    # With B shown, the total would tell the four of A.
    why = "withheld (fewer than 5 answers, or to be told from others)"
    assert shown == [
        ["A", why],
        ["B", why],
        ["C", "6", "6", "100.0%", "61.0 to 100.0%"],
    ]
    said("import", answers(rows + desk("D", [1] * 3)))
    # A and D together are seven: neither can be told from the total.
    assert [line[0:2] for line in (row.split("\t")[1:] for row in said("--by", "team")[1][1:-1])][
        1
    ] == ["B", "5"]


def test_the_last_import_of_a_desk_and_week_counts(said, answers):
    assert (
        "stored: 2, unchanged: 0"
        in said("import", answers(desk("A", [1] * 5) + desk("B", [5] * 5)))[1][0]
    )
    assert (
        "stored: 0, unchanged: 2"
        in said("import", answers(desk("A", [1] * 5) + desk("B", [5] * 5)))[1][0]
    )
    line = said("import", answers(desk("A", [5] * 5) + desk("A", [5] * 5, day="2026/07/08")))[1][0]
    assert "stored: 1, unchanged: 0, replaced: 1" in line
    rows = [line.split("\t") for line in said("--by", "week")[1][1:-1]]
    assert [row[1:4] for row in rows] == [["2026-06-29", "10", "10"], ["2026-07-06", "5", "5"]]
    rows = [line.split("\t") for line in said("--from", "2026-07-06")[1][1:-1]]
    assert [row[2:4] for row in rows] == [["5", "5"]]


def test_rows_that_cannot_be_taken_are_named_and_the_others_stay(said, answers):
    rows = [
        *desk("A", [6, "yes", 3]),
        ("1 July", "tokyo", "A", "small_matters", 3),
        ("2026-07-01", "tokyo", "A", "who_is_best", 3),
    ]
    status, lines = said("import", answers(rows))
    assert status == 1
    assert lines[0].startswith("1 answers (0 blank). Cells stored: 1,")
    assert lines[1:] == [
        "row 1: answer `6` is no number from 1 to 5",
        "row 2: answer `yes` is no number from 1 to 5",
        "row 4: date `1 July` is no date. Write 2026-07-01",
        "row 5: question `who_is_best` is none of the questions. Choose one of ask_without_worry, "
        "small_matters, say_mistakes, helpful_answer, rules_read, rules_fit",
    ]


def test_questions_are_listed_in_both_languages_and_understood_as_asked(said, answers):
    codes = [line.split("\t")[0] for line in said("questions")[1]]
    assert codes[0] == "ask_without_worry"
    asked = [line.split("\t")[1] for line in said("questions", "--lang", "ja")[1]]
    assert asked[1] == "小さな用件で相談しても、とがめられない"
    said("import", answers(desk("A", [4] * 5, question=asked[1])))
    assert said("--lang", "ja")[1][1].startswith(asked[1])


def test_without_answers_it_says_how_to_begin(said):
    assert said() == (
        0,
        [
            "No answers on record. Ask what `minaoshi voices questions` lists, without names, and "
            "read it with `minaoshi voices import`."
        ],
    )


def test_a_file_of_another_kind_is_refused(said, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("day,answer\n2026-07-01,3\n", encoding="utf-8")
    status, lines = said("import", str(path))
    assert status == 2
    assert lines[0].startswith(
        "minaoshi: other.csv: column date is missing. Found: day, answer. Give one answer a row"
    )
