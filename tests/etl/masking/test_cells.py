"""Whole columns are masked, and what was masked is counted."""

import polars as pl
import pytest

from etl.errors import EtlError
from etl.masking import Masks
from etl.masking.settings import MaskingSettings, read_masking
from etl.section import Section


def test_each_cell_is_masked_and_every_row_counts():
    masks = Masks()
    cells = pl.Series("note", ["佐藤様", None, "佐藤様", "在庫なし", "佐藤様 a@b.example"])
    assert masks.of(cells).to_list() == [
        "〔氏名〕様",
        None,
        "〔氏名〕様",
        "在庫なし",
        "〔氏名〕様 〔メールアドレス〕",
    ]
    assert dict(masks.counts) == {"name": 3, "email": 1}


def test_a_personal_value_of_the_row_is_masked_in_its_text():
    masks = Masks()
    notes = pl.Series("note", ["CU77 again", "CU77 again", "AB again", None, "平文"])
    keys = pl.Series("customer", ["CU77", "CU88", "AB", "CU99", None])
    masked = masks.of(notes, [keys]).to_list()
    # Another row's key is not known to be one; two letters stand in a text by chance.
    assert masked == ["[customer number] again", "CU77 again", "AB again", None, "平文"]
    assert dict(masks.counts) == {"customer_no": 1}


def test_settings_are_read():
    table = {"masking": {"extra": ["ひまわり"], "keep": ["0120-1"], "off": ["word"]}}
    read = read_masking(Section(table, "minaoshi.toml").section("masking"))
    assert read == MaskingSettings(("ひまわり",), ("0120-1",), ("word",))
    assert read.masks().off == {"word"}


def test_a_word_that_would_mask_everything_is_refused():
    with pytest.raises(EtlError, match=r'minaoshi.toml: masking: extra: "a" is too short'):
        read_masking(Section({"masking": {"extra": ["a"]}}, "minaoshi.toml").section("masking"))
