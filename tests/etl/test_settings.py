"""A center's own settings: over the defaults, strictly read, every mistake named."""

import datetime as dt

import pytest

from etl.errors import EtlError
from etl.hours import Span
from etl.settings import read_settings


@pytest.fixture
def read(tmp_path):
    """Return the settings of a text."""

    def read_text(text: str):
        path = tmp_path / "minaoshi.toml"
        path.write_text(text, encoding="utf-8")
        return read_settings(path)

    return read_text


def test_without_a_file_the_defaults_hold(tmp_path):
    settings = read_settings(tmp_path / "minaoshi.toml")
    assert settings.time_zone == "Asia/Tokyo"
    assert settings.over_by_outcome_minutes == 10
    assert settings.coverage_minimum is None
    assert list(settings.hours) == ["*"]
    nine_to_six = (Span(9 * 3600, 18 * 3600),)
    assert settings.hours["*"].weekdays == (*[nine_to_six] * 5, (), ())
    assert settings.dimensions["dim_verification_slot"]["slot"].to_list() == [
        "date_of_birth",
        "identity",
    ]
    assert settings.dimensions["dim_level"].select("level", "name_ja").rows() == [
        (1, "オペレーター"),
        (2, "リーダー"),
        (3, "スーパーバイザー"),
        (4, "マネージャー"),
        (5, "センター長"),
    ]


def test_only_risks_with_a_target_have_one(read):
    targets = read("[risk_target_minutes]\nvery_high = 0\nhigh = 30\n").dimensions
    assert targets["dim_risk_target"].rows() == [
        ("low", None),
        ("medium", None),
        ("high", 1800),
        ("very_high", 0),
    ]


def test_a_band_of_amounts_is_named_after_its_bound(read):
    bands = read("[amount]\nbounds = [3000, 20000]\n").dimensions["dim_amount_band"]
    assert bands["amount_band"].to_list() == [0, 3000, 20000]
    assert read("[amount]\nbounds = []\n").dimensions["dim_amount_band"].rows() == [(0,)]


@pytest.mark.parametrize(
    "bounds", ["[0]", "[20, 10]", "[10, 10]", '["10"]', "[1.5]", "[true]", "5"]
)
def test_bounds_of_amounts_rise_from_above_zero(read, bounds):
    with pytest.raises(EtlError, match=r"minaoshi.toml: amount: bounds: .* are no bounds. Write"):
        read(f"[amount]\nbounds = {bounds}\n")


def test_a_center_names_its_own_kinds_of_risk(read):
    kinds = read('risk_kinds = ["climate", "legal", "legal"]').dimensions["dim_risk_kind"]
    assert kinds["risk_kind"].to_list() == ["climate", "legal"]


def test_a_role_is_a_levels_name_or_given_under_roles(read):
    roles = read('[roles]\n"二次窓口" = 3\n').roles
    assert (roles["オペレーター"], roles["Center head"], roles["二次窓口"]) == (1, 5, 3)


def test_a_center_names_its_own_levels(read):
    settings = read('[[level]]\nlevel = 1\ncode = "desk"\nja = "受付"\nen = "Desk"\n')
    assert settings.roles == {"desk": 1, "受付": 1, "Desk": 1}


def test_a_break_at_noon_is_two_spans(read):
    hours = read('[hours]\nmonday = "09:00-12:00 13:00-17:30"\n').hours["*"]
    assert hours.weekdays[0] == (
        Span(9 * 3600, 12 * 3600),
        Span(13 * 3600, 17 * 3600 + 1800),
    )


def test_special_days_of_a_center_come_before_those_of_all(read):
    hours = read(
        '[special_days]\n"2026-12-30" = ""\n"2026-12-31" = ""\n'
        '[special_days_of.tokyo]\n"2026-12-31" = "10:00-15:00"\n'
    ).hours
    ten_to_three = (Span(10 * 3600, 15 * 3600),)
    assert hours["*"].special_days == {dt.date(2026, 12, 30): (), dt.date(2026, 12, 31): ()}
    assert hours["tokyo"].special_days == {
        dt.date(2026, 12, 30): (),
        dt.date(2026, 12, 31): ten_to_three,
    }
    assert hours["tokyo"].weekdays == hours["*"].weekdays


def test_a_share_below_which_no_verdict_is_given(read):
    assert read("coverage_minimum = 0.6\n").coverage_minimum == 0.6


def test_changes_are_dated(read):
    events = read(
        '[[change_event]]\nchanged_on = 2026-04-01\nkind = "training"\ntitle = "SV研修"\n'
    ).dimensions["dim_change_event"]
    assert events.rows() == [(dt.date(2026, 4, 1), "training", "SV研修", None, None, None, None)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[risk_target_minutes]\nhigj = 5\n", 'higj: is not a key of this table. Did you mean "hi'),
        ("[risk_target_minutes]\nhigh = -5\n", "risk_target_minutes: high: -5 is below zero"),
        ("[hours]\nmondey = '9:00-18:00'\n", "hours: mondey: is not a key of this table. Did you"),
        ("[target]\nescalation_rat = { at_most = 8 }\n", 'there is no metric "escalation_rat"'),
        ("[target]\nescalation_rate = 8\n", "target: escalation_rate: 8 is no target"),
        ("[target]\nescalation_rate = { below = 8 }\n", "Write { at_most = 8 }"),
        ("coverage_minimum = 80\n", "coverage_minimum: 80 is no share"),
        ("coverage_minimum = true\n", "coverage_minimum: True is no share"),
        ("over_by_outcome_minutes = 'ten'\n", "'ten' is not a whole number"),
        ("[hours]\nmonday = '9:75-18:00'\n", '"9:75-18:00" are no hours'),
        ("[hours]\nmonday = '25:00-26:00'\n", '"25:00-26:00" begins on another day'),
        ("[hours]\nmonday = '9:00-12:00 11:00-18:00'\n", "or spans overlap"),
        ("[hours]\nmonday = '9:00-12:01 12:10-18:00'\n", "within a quarter of an hour"),
        ("[hours_of]\ntokyo = '9:00-18:00'\n", "hours_of: tokyo: '9:00-18:00' is not a table"),
        ("[[level]]\ncode = 'a'\nja = 'a'\nen = 'a'\n", "level 1: level: is missing"),
        (
            "[[level]]\nlevel = 1\ncode = 'a'\nja = 'a'\nen = 'a'\n"
            "[[level]]\nlevel = 1\ncode = 'b'\nja = 'b'\nen = 'b'\n",
            "level 2: level: 1 is given twice",
        ),
        (
            '[[change_event]]\nchanged_on = 2026-04-01\nkind = "trainig"\ntitle = "x"\n',
            'kind: "trainig" is not known. Did you mean "training"?',
        ),
        ('[[change_event]]\nchanged_on = "4/1"\nkind = "faq"\ntitle = "x"\n', "is no date"),
    ],
)
def test_a_wrong_setting_is_named(read, text, message):
    with pytest.raises(EtlError) as error:
        read(text)
    assert str(error.value).startswith("minaoshi.toml: ")
    assert message in str(error.value)
