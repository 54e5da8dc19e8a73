"""The wording lexicon: readable where it is used, in both languages, and a center's own over it."""

import duckdb
import pytest

from etl.errors import EtlError
from etl.section import Section
from etl.settings import read_settings
from etl.wording.lexicon import SIGNALS, read_wording


def own(wording: dict[str, object]):
    """Return the rows of a center's own signals over the product's."""
    return read_wording(Section({"wording": wording}, "minaoshi.toml"))


def test_every_pattern_is_readable_and_every_signal_has_both_languages():
    rows = own({})
    for pattern in rows["pattern"]:
        duckdb.execute("select regexp_matches('', $pattern)", {"pattern": pattern}).fetchall()
    for signal in SIGNALS:
        parts = rows.filter(rows["signal"] == signal)["part"]
        assert {"ja", "en"} <= set(parts), signal


def test_patterns_are_written_in_the_normal_form_that_they_are_matched_in():
    plain = own({}).filter(~own({})["pattern"].str.contains(r"\\[SW]"))["pattern"]
    assert [text for text in plain if text != text.lower()] == []


def test_a_center_replaces_a_signal_whole_and_turns_one_off():
    rows = own({"angry": {"ja": ["かんかん"]}, "heated": {}})
    assert rows.filter(rows["signal"] == "angry").rows() == [("angry", "ja", "かんかん")]
    assert "heated" not in rows["signal"].to_list()
    assert "in_a_hurry" in rows["signal"].to_list()


def test_the_settings_of_a_center_hold_its_words(tmp_path):
    path = tmp_path / "minaoshi.toml"
    path.write_text('[wording.angry]\nen = ["\\\\bcross\\\\b"]\n', encoding="utf-8")
    rows = read_settings(path).dimensions["dim_wording_pattern"]
    assert rows.filter(rows["signal"] == "angry").rows() == [("angry", "en", "\\bcross\\b")]


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        (
            {"angry": {"ja": ["(?=怒)"]}},
            'minaoshi.toml: wording.angry: ja: "(?=怒)" is no pattern of RE2',
        ),
        ({"angry": {"en": [""]}}, "minaoshi.toml: wording.angry: en: an empty pattern fits every"),
        (
            {"angry": {"except": ["a*"]}},
            'minaoshi.toml: wording.angry: except: "a*" fits a text without any words',
        ),
        ({"angry": {"fr": ["fou"]}}, "minaoshi.toml: wording.angry: fr: is not a key of this"),
        (
            {"angri": {"en": ["mad"]}},
            'minaoshi.toml: wording: angri: is not a key of this table. Did you mean "angry"?',
        ),
    ],
)
def test_a_mistake_names_file_signal_and_pattern(wording, said):
    with pytest.raises(EtlError) as error:
        own(wording)
    assert str(error.value).startswith(said)
