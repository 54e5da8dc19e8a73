"""What stands in the place of personal data, and that all else stays as it was."""

import pytest

from etl.masking import Masker
from etl.masking.checks import is_card, is_iban
from etl.masking.latin_spelling import latin_spellings
from etl.masking.plain_form import plain_form


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("折り返し先 090-0000-0000", "折り返し先 〔電話番号〕"),
        ("Tel 0312345678 まで", "Tel 〔電話番号〕 まで"),
        ("+81 90-1234-5678", "[phone]"),
        ("カード 1234-5678-9012-3456 の件", "カード 〔カード番号〕 の件"),
        ("x.y@example.co.jp へ", "〔メールアドレス〕 へ"),
        ("Call Mr. Smith on 555-123-4567", "Call [name] on [phone]"),
        ("田中様の口座番号は1234567", "〔氏名〕様の口座番号は〔口座番号〕"),
        ("2026-04-01 09:00 に 12,000円、注文 A-1234", "2026-04-01 09:00 に 12,000円、注文 A-1234"),
        ("ルールR014どおりSV、本社へ", "ルールR014どおりSV、本社へ"),
        ("", ""),
    ],
)
def test_a_mask_says_the_kind_in_the_language_of_the_note(note, expected):
    assert Masker().masked(note).text == expected


def test_what_is_not_personal_stays_as_it_was_typed():
    note = "①㈱ﾐﾄﾞﾘ　ＴＥＬ：０９０－１２３４－５６７８　２３時〜"
    assert Masker().masked(note).text == "①㈱ﾐﾄﾞﾘ　ＴＥＬ：〔電話番号〕　２３時〜"


def test_the_kinds_are_told_in_their_order():
    assert Masker().masked("佐藤様 03-1234-5678 a@b.example").kinds == ("name", "phone", "email")


def test_a_center_s_own_words():
    masker = Masker(extra=("ひまわり計画",), keep=("0120-444-113",))
    note = "ヒマワリでなくひまわり計画。0120-444-113 か 0120-555-113"
    assert masker.masked(note).text == "ヒマワリでなく〔伏せ字〕。0120-444-113 か 〔電話番号〕"


def test_values_of_the_same_row_are_masked_whatever_they_look_like():
    masked = Masker().masked("XQ77 again, asked by Zyx Qwrt", known=["XQ77", "Zyx  Qwrt"])
    assert masked.text == "[customer number] again, asked by [name]"


@pytest.mark.parametrize(
    ("text", "plain"), [("ｶﾞｽ", "ガス"), ("髙﨑", "高崎"), ("㈱１", "(株)1"), ("a‐b―c", "a-b-c")]
)
def test_the_plain_form(text, plain):
    assert plain_form(text).text == plain


def test_a_place_of_the_plain_form_is_found_in_the_text():
    # One sign of the text gives three of the plain form, and is masked whole.
    form = plain_form("㈱ｶﾞ9")
    assert (form.text, form.span(1, 2), form.span(3, 4), form.span(4, 5)) == (
        "(株)ガ9",
        (0, 1),
        (1, 3),
        (3, 4),
    )


@pytest.mark.parametrize(
    ("number", "expected"),
    [("4111 1111 1111 1111", True), ("4111 1111 1111 1112", False), ("4901234567894", False)],
)
def test_check_digits_of_cards(number, expected):
    assert is_card(number) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [("GB82 WEST 1234 5698 7654 32", True), ("GB82WEST12345698765433", False)],
)
def test_check_digits_of_international_accounts(number, expected):
    assert is_iban(number) is expected


@pytest.mark.parametrize(
    ("kana", "spelling"),
    [("さとう", "Sato"), ("おおの", "Ohno"), ("しゅんどう", "Shundo"), ("はっとり", "Hattori")],
)
def test_surnames_in_latin_letters(kana, spelling):
    assert spelling in latin_spellings(kana)
