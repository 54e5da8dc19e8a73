"""The recording form comes back as events, from its workbook and its CSV, in either language."""

import datetime as dt

import polars as pl
import pytest

from etl.mapping import read_mapping
from queries.journal.recorded import NO_RULE, Request
from queries.recording.form import CODED, Vocabulary, table_of
from queries.recording.sheet import form_file
from queries.recording.words import word_of, words_of
from tests.etl.mapping.desk import Desk

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 7, 1)
FULL = Request(
    "a",
    "0012",
    DAY,
    NOON,
    asked_clock=dt.time(14, 5),
    answered_clock=dt.time(14, 9),
    target="リーダー",
    means="phone",
    mode="consult",
    reason="authority",
    rule_id="R012",
    not_reached=("SV", "マネージャー"),
    ending="advised",
    judgement="could_have_stayed",
    asked_again=(),
)
BARE = Request("b", "0013", DAY, NOON)
NONE = Request("c", "0014", DAY, NOON, mode="emergency", rule_id=NO_RULE, not_reached=())
ROWS = [FULL, BARE, NONE]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_filled_form_becomes_events(desk: Desk, lang: str, kind: str) -> None:
    path = desk.folder / f"form.{kind}"
    if kind == "xlsx":
        path.write_bytes(form_file(lang, Vocabulary(), ROWS))
    else:
        table_of(ROWS, lang).write_csv(path, include_bom=True)
    report = desk.load(read_mapping("recording_form"), path)
    assert (report.rows_accepted, report.rows_quarantined) == (3, 0)
    # Tokyo is nine hours ahead.
    told = ("target", "target_level", "outcome", "time_basis")
    assert desk.story(*told) == [
        ("0012", "05:05", "told", None, None, None, "borrowed"),
        ("0012", "05:05", "escalated", "リーダー", 2, None, "exact"),
        ("0012", "05:05", "attempted", "SV", None, "no_response", "borrowed"),
        ("0012", "05:05", "attempted", "マネージャー", None, "no_response", "borrowed"),
        ("0012", "05:09", "attempted", "リーダー", 2, "answered", "exact"),
        ("0012", "05:09", "accepted", "リーダー", None, None, "exact"),
        ("0012", "05:09", "advised", None, None, None, "borrowed"),
        ("0012", "05:09", "judged", None, None, "could_have_stayed", "borrowed"),
        ("0013", "15:00", "escalated", None, None, None, "date_only"),
        ("0014", "15:00", "escalated", None, None, None, "date_only"),
    ]
    asked = desk.events().filter(event="escalated")
    said = asked.select("mode", "emergency", "reason", "means", "rule_id", "rule_basis").rows()
    assert said == [
        ("consult", False, "authority", "phone", "R012", "named"),
        (None, None, None, None, None, None),
        (None, True, None, None, None, None),
    ]


@pytest.mark.parametrize("name", sorted(CODED))
def test_every_word_of_the_form_is_read(name: str) -> None:
    column = next(c for c in read_mapping("recording_form").columns if c.name == name)
    read = dict(column.values)
    for lang in ("ja", "en"):
        for code in CODED[name]:
            # An emergency is told by a flag of its own.
            if code != "emergency":
                assert read[word_of(name, code, lang)] == code


def test_the_headers_of_both_languages_are_those_of_the_form() -> None:
    columns = read_mapping("recording_form").columns
    known = {h for c in columns for h in (c.header, *c.other_headers)}
    known |= {h for c in columns for h in (c.time_header, *c.other_time_headers) if h}
    headers = [*table_of([], "ja").columns, *table_of([], "en").columns]
    assert known == set(headers)
    assert pl.Series(headers).n_unique() == 26


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_an_item_asked_again_was_told_before_and_is_asked_after(desk: Desk, lang: str) -> None:
    slots = ("order_no", "identity", "own item")
    again = Request("d", "0015", DAY, NOON, asked_clock=dt.time(10), asked_again=slots)
    path = desk.folder / "form.xlsx"
    path.write_bytes(form_file(lang, Vocabulary(), [again]))
    desk.load(read_mapping("recording_form"), path)
    assert desk.story("slot") == [
        *(("0015", "01:00", "told", slot) for slot in slots),
        ("0015", "01:00", "escalated", None),
        *(("0015", "01:00", "asked", slot) for slot in slots),
    ]


def test_every_item_of_the_form_is_read() -> None:
    splits = [table.split for table in read_mapping("recording_form").events if table.split]
    read = [dict(split.values) for split in splits if split.column == "asked_again"]
    assert len(read) == 2
    for words in read:
        codes = set(words.values())
        for lang in ("ja", "en"):
            assert {words[word_of("slot", code, lang)] for code in codes} == codes
            assert set(words_of("slot", lang)) <= set(words)
