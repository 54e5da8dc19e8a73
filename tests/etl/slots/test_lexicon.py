"""The slot lexicon: readable where it is used, in both languages, and a center's own over it."""

import duckdb
import pytest

from etl.errors import EtlError
from etl.section import Section
from etl.settings import read_settings
from etl.slots.lexicon import read_lexicon


def own(slots: dict[str, object]):
    """Return the rows of a center's own items over the product's."""
    return read_lexicon(Section({"slots": slots}, "minaoshi.toml"))


def test_every_pattern_is_readable_and_every_item_has_both_languages():
    rows = own({})
    for pattern in rows["pattern"]:
        duckdb.execute("select regexp_matches('', $pattern)", {"pattern": pattern}).fetchall()
    for slot, of_slot in rows.group_by("slot"):
        assert set(of_slot["lang"]) == {"ja", "en"}, slot


def test_patterns_are_written_in_the_normal_form_that_they_are_matched_in():
    assert [text for text in own({})["pattern"] if text != text.lower()] == []


def test_what_the_law_makes_staff_ask_is_among_the_items():
    settings = read_settings()
    items = settings.dimensions["dim_slot_pattern"]["slot"].to_list()
    assert set(settings.dimensions["dim_verification_slot"]["slot"]) <= set(items)


def test_a_center_replaces_an_item_adds_one_and_takes_one_out():
    rows = own({"name": {"ja": ["お名まえ"]}, "seat": {"en": ["seat"]}, "lamp": {}})
    texts = dict(rows.filter(rows["slot"].is_in(["name", "seat"])).select("slot", "pattern").rows())
    assert texts == {"name": "お名まえ", "seat": "seat"}
    assert "lamp" not in rows["slot"].to_list()


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ({"name": {"ja": ["(?=お名前)"]}}, 'minaoshi.toml: slots.name: ja: "(?=お名前)" is no pat'),
        ({"name": {"en": ["(name"]}}, 'minaoshi.toml: slots.name: en: "(name" is no pattern'),
        ({"name": {"en": [""]}}, "minaoshi.toml: slots.name: en: an empty pattern fits every"),
        ({"name": {"fr": ["nom"]}}, "minaoshi.toml: slots.name: fr: is not a key of this table"),
        ({"Name": {"en": ["name"]}}, "minaoshi.toml: slots: Name: is no code"),
        (
            {"seat": {"ja": ["お名前"]}},
            'minaoshi.toml: slots.seat: ja: "お名前" is a pattern of name already',
        ),
    ],
)
def test_a_mistake_names_file_item_and_pattern(slots, said):
    with pytest.raises(EtlError) as error:
        own(slots)
    assert str(error.value).startswith(said)


def test_an_item_given_twice_is_refused(tmp_path):
    path = tmp_path / "minaoshi.toml"
    path.write_text('[slots.seat]\nen = ["seat"]\n[slots.seat]\nja = ["座席"]\n', encoding="utf-8")
    with pytest.raises(EtlError, match=r"minaoshi\.toml: is not readable as TOML: .*seat"):
        read_settings(path)
