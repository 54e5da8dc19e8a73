"""Words of the command line become a question."""

import pytest

from queries.asked import Asked, parse_filters, parse_grains
from queries.errors import QueryError


def test_groups_may_be_repeated_or_joined_and_have_short_names() -> None:
    assert parse_grains(["week,center", "rule"]) == ("week_start", "center", "rule_id")
    assert parse_grains([]) == ()


def test_filters_take_several_values_and_rows_without_one() -> None:
    words = ["center=tokyo,osaka", "rule=R1", "level=1,-", "center=-", "emergency=true,false,-"]
    assert parse_filters(words) == {
        "center": ("tokyo", "osaka", None),
        "rule_id": ("R1",),
        "level": (1, None),
        "is_emergency": (True, False, None),
    }


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("centre=tokyo", "'centre' is no filter. Did you mean 'center'?"),
        ("center", "Write NAME=VALUE"),
        ("level=one", "write a number, such as level=1"),
        ("emergency=yes", "is_emergency=yes: write true, false or - (not on record)."),
    ],
)
def test_a_wrong_filter_says_what_to_write(word: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_filters([word])
    assert message in str(caught.value)


def test_an_unset_filter_is_null_and_a_missing_value_has_its_sign() -> None:
    given = Asked(center=("tokyo", None), level=(2, None), is_emergency=(True, False, None))
    asked = given.params()["asked"]
    assert (asked["center"], asked["level"], asked["team"]) == (["tokyo", ""], [2, -1], None)
    assert asked["is_emergency"] == [1, 0, -1]


@pytest.mark.parametrize(
    ("by", "pattern"), [((), "^(overall)$"), (("week_start", "team"), "^(week_start|team)$")]
)
def test_the_groups_are_a_pattern_of_column_names(by: tuple[str, ...], pattern: str) -> None:
    assert Asked(by=by).params()["grain"] == pattern
