"""Likeness of wordings on 32 pairs of questions, half of which differ in nothing but the item."""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pytest

from etl.errors import EtlError
from etl.settings import read_settings
from etl.slots.evaluate import Score, evaluate_lexicon, evaluate_suggestion, read_labeled
from etl.slots.matching import match_given
from etl.slots.similarity import comparable, stripped, tf_idf
from etl.slots.suggest import nearest

HERE = Path(__file__).with_name("pairs.json")
COPY = json.loads(HERE.read_text(encoding="utf-8"))
PAIRS = COPY["pairs"]
IS_SAME = np.array([pair[3] == 1 for pair in PAIRS])
SHARED = Path(__file__).resolve().parents[3].parent / "shared/golden/08_repeat_questions.json"


def cosines(reading: Callable[[str], str]) -> np.ndarray:
    rows = tf_idf([reading(text) for pair in PAIRS for text in pair[1:3]])
    return np.asarray(rows[0::2].multiply(rows[1::2]).sum(axis=1)).ravel()


def auc(values: np.ndarray) -> float:
    """Return how often a same pair is more alike than a different one; ties count half."""
    same, other = values[IS_SAME][:, None], values[~IS_SAME]
    return float(((same > other) + 0.5 * (same == other)).mean())


def test_copy_equals_the_list():
    if not SHARED.exists():
        pytest.skip("the list is not at hand")
    cases = json.loads(SHARED.read_text(encoding="utf-8"))["cases"]
    case = next(case for case in cases if case["id"] == "pairs_hard_negatives")
    assert case["inputs"]["pairs"] == PAIRS
    assert case["expected"]["cosine"] == COPY["cosine"]


def test_the_whole_text_is_at_chance():
    found = cosines(comparable)
    assert found == pytest.approx(COPY["cosine"], abs=1e-6)
    assert auc(found) == COPY["auc_cosine"]


def test_without_polite_phrases_likeness_says_something():
    # Optimistic: the phrases were gathered with these very pairs at hand.
    assert auc(cosines(stripped)) >= 0.86


def test_the_lexicon_tells_every_pair():
    # Optimistic: the lexicon was written with these very pairs at hand.
    notes = pl.DataFrame({"note": sorted({text for pair in PAIRS for text in pair[1:3]})})
    patterns = read_settings().dimensions["dim_slot_pattern"]
    with duckdb.connect(":memory:") as connection:
        connection.register("given_pattern", patterns.to_arrow())
        connection.execute("create schema facts")
        connection.execute("create table facts.dim_slot_pattern as from given_pattern")
        told = dict(match_given(connection, notes).select("note", "slot").rows())
    assert None not in told.values()
    assert [told[pair[1]] == told[pair[2]] for pair in PAIRS] == IS_SAME.tolist()


def test_texts_too_short_for_a_run_of_characters_are_like_nothing():
    assert tf_idf(["", "a"]).toarray().sum() == 0
    assert nearest(["?"], ["account number"], ["account_no"]) == [(None, 0.0)]
    assert nearest(["account number"], [], []) == [(None, 0.0)]


LABELED = pl.DataFrame(
    {
        "text": ["What is your account number?", "Account number, please?", "Seat row?", "Hello?"],
        "slot": ["account_no", "account_no", "seat", None],
    }
)


def test_the_lexicon_is_scored_against_what_a_person_says():
    patterns = read_settings().dimensions["dim_slot_pattern"]
    assert evaluate_lexicon(LABELED, patterns) == Score(right=2, told=2, asked=3)


def test_a_suggestion_never_sees_the_wording_that_it_is_tried_on():
    texts = LABELED.head(2)
    assert evaluate_suggestion(texts) == Score(right=2, told=2, asked=2)
    assert evaluate_suggestion(texts.head(1)) == Score(right=0, told=0, asked=1)


def test_a_file_without_a_slot_column_is_refused(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("text,item\nhello,name\n", encoding="utf-8")
    with pytest.raises(EtlError, match=r"own\.csv: column slot is missing\. Found: text, item"):
        read_labeled(path)
