"""The texts: complete in both languages, and no English of ours on a Japanese page."""

import re
import string

import pytest

from dashboard.words import LANGUAGES, in_language, language_of
from etl.settings import read_settings
from queries.revisit.reasons import load_texts

# Words that Japanese centers write in Latin letters themselves.
LATIN = {
    "minaoshi", "english", "sv", "sql", "pdca", "csv", "web", "sns", "faq", "n", "log", "demo",
    "load", "mapping", "name", "path", "sigma", "excel", "utf", "shift", "jis", "cp", "png",
}  # fmt: skip


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert list(in_language("ja").texts) == list(in_language("en").texts)


def test_both_languages_fill_in_the_same_blanks() -> None:
    ja, en = in_language("ja").texts, in_language("en").texts
    different = [
        key for key in ja if _blanks(ja[key]) != _blanks(en[key]) and "week_label" not in key
    ]
    assert different == []


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_text_is_empty() -> None:
    for lang in ("ja", "en"):
        assert [key for key, text in in_language(lang).texts.items() if not text.strip()] == []


def test_japanese_texts_carry_no_english_words() -> None:
    texts = in_language("ja").texts
    strange = {
        key: text
        for key, text in texts.items()
        for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"\{[^}]*\}", "", text))
        if word.lower() not in LATIN
    }
    assert strange == {}


def test_a_missing_key_names_itself_and_the_file() -> None:
    with pytest.raises(KeyError, match=r"text/ja/ has no `weekly.nonsense`"):
        in_language("ja")("weekly.nonsense")


def test_a_code_without_a_word_stands_for_itself() -> None:
    words = in_language("ja")
    assert words.named("channel", "phone") == "電話"
    assert words.named("channel", "fax") == "fax"
    assert words.named("channel", None) == "(未記入)"


@pytest.mark.parametrize(
    ("locale", "lang"), [("ja-JP", "ja"), ("en-GB", "en"), ("de", "en"), (None, "ja")]
)
def test_the_browser_decides_on_the_language(locale: str | None, lang: str) -> None:
    assert language_of(locale) == lang


@pytest.mark.parametrize(("group", "of_flags"), [("slot", "slot"), ("report_item", "item")])
def test_items_have_one_name_on_pages_and_in_the_reasons_of_flags(
    group: str, of_flags: str
) -> None:
    for lang, names in load_texts()[of_flags].items():
        texts = in_language(lang).texts
        assert names == {
            key.removeprefix(f"{group}."): text
            for key, text in texts.items()
            if key.startswith(f"{group}.")
        }


def test_every_item_that_the_product_knows_has_a_name() -> None:
    settings = read_settings().dimensions
    for lang in LANGUAGES:
        texts = in_language(lang).texts
        asked = settings["dim_slot_pattern"]["slot"].unique()
        assert [slot for slot in asked if f"slot.{slot}" not in texts] == []
        given = settings["dim_report_item"]["slot"]
        assert [slot for slot in given if f"report_item.{slot}" not in texts] == []
