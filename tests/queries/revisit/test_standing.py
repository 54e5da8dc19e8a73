"""Unused, stale and overdue rules, the rule set's own findings, and clusters without a rule."""

import datetime as dt

import pytest

from queries.revisit.standing import no_rule_clusters, standing_findings

STOP = dt.date(2026, 6, 1)
LONG_AGO = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)


def version(rule_id, **changes):
    return {
        "rule_version_id": f"{rule_id}@1",
        "rule_id": rule_id,
        "version": 1,
        "valid_from": LONG_AGO,
        "is_machine_readable": True,
    } | changes


def raised(number, day, rule_id=None, **changes):
    return {
        "escalation_id": f"e{number}",
        "contact_id": f"c{number}",
        "hop": 1,
        "day": day,
        "rule_id": rule_id,
        "rule_basis": "named" if rule_id else "none",
    } | changes


def opened(number, day, **changes):
    return {"contact_id": f"c{number}", "day": day} | changes


@pytest.fixture
def found(make_warehouse):
    """Return kind, rule and evidence of what stands out at the week's end."""

    def find(*columns, stop=STOP, **tables):
        given = {f"facts.{name}": rows for name, rows in tables.items()}
        frame = standing_findings(make_warehouse(given), stop)
        return frame.select("kind", "rule_id", *columns).rows()

    return find


FIRST_DAY = [opened(0, dt.date(2026, 1, 5))]


def test_a_rule_without_a_hit_in_thirteen_weeks_is_unused(found):
    hits = [
        raised(1, dt.date(2026, 3, 1), "R1"),
        raised(2, dt.date(2026, 3, 2), "R2"),
        raised(3, dt.date(2026, 6, 1), "R3"),
    ]
    contacts = [*FIRST_DAY, opened(9, dt.date(2026, 5, 4), matched_rule_id="R3")]
    assert found(
        "since",
        "cases",
        "contacts",
        dim_rule_version=[version(rule) for rule in ("R1", "R2", "R3")],
        fct_escalation=hits,
        fct_contact=contacts,
    ) == [("unused", "R1", dt.date(2026, 3, 1), 0, 0), ("unused", "R3", None, 0, 1)]


@pytest.mark.parametrize(
    ("rule", "contacts", "escalations"),
    [
        # The log, and the rule, are younger than the weeks looked back on.
        (version("R1"), [opened(0, dt.date(2026, 3, 3))], []),
        (version("R1", valid_from=dt.datetime(2026, 3, 3, tzinfo=dt.UTC)), FIRST_DAY, []),
        # Retired, and in words only in a log that names no rule.
        (version("R1", valid_to=dt.datetime(2026, 5, 1, tzinfo=dt.UTC)), FIRST_DAY, []),
        (version("R1", is_machine_readable=False), FIRST_DAY, []),
    ],
)
def test_what_cannot_be_known_to_be_unused_is_not(found, rule, contacts, escalations):
    assert found(dim_rule_version=[rule], fct_contact=contacts, fct_escalation=escalations) == []


def change(**changes):
    return {"changed_on": dt.date(2026, 5, 11), "kind": "product", "title": "新型"} | changes


CONDITIONS = [
    {"rule_version_id": "R1@1", "branch": 1, "item": "category", "comparison": "in"}
    | {"value": "請求,返金"},
    {"rule_version_id": "R2@1", "branch": 1, "item": "product", "comparison": "is", "value": "P"},
]


@pytest.mark.parametrize(
    ("event", "stale"),
    [
        (change(), ["R1", "R2"]),
        (change(rule_id="R2"), ["R2"]),
        (change(category="返金"), ["R1"]),
        (change(product="P"), ["R2"]),
        (change(category="返金", product="P"), []),
        (change(kind="recording"), []),
        (change(changed_on=dt.date(2026, 6, 1)), []),
        (change(changed_on=dt.date(2026, 1, 5)), []),
    ],
)
def test_a_rule_is_stale_when_a_change_concerns_it(found, event, stale):
    rows = found(
        dim_rule_version=[version("R1"), version("R2")],
        dim_rule_condition=CONDITIONS,
        dim_change_event=[event],
    )
    assert rows == [("stale", rule) for rule in stale]


def test_the_first_of_several_changes_counts_with_the_cases_since(found):
    rows = found(
        "since",
        "change_title",
        "change_count",
        "cases",
        dim_rule_version=[version("R1")],
        dim_change_event=[change(), change(changed_on=dt.date(2026, 5, 4), title="改定")],
        fct_escalation=[
            raised(1, dt.date(2026, 5, 3), "R1"),
            raised(2, dt.date(2026, 5, 4), "R1"),
            raised(3, dt.date(2026, 6, 1), "R1"),
        ],
    )
    assert rows == [("stale", "R1", dt.date(2026, 5, 4), "改定", 2, 1)]


def test_a_review_is_overdue_from_the_day_after(found):
    rules = [
        version("R1", review_by=dt.date(2026, 5, 30)),
        version("R2", review_by=dt.date(2026, 5, 31)),
        version("R3"),
    ]
    hits = [raised(1, dt.date(2026, 5, 31), "R1"), raised(2, dt.date(2026, 5, 30), "R1")]
    assert found("since", "cases", dim_rule_version=rules, fct_escalation=hits) == [
        ("overdue", "R1", dt.date(2026, 5, 30), 1)
    ]


def test_findings_of_the_set_hold_while_they_held_and_small_gaps_are_left_out(found):
    def finding(kind, rule_id, escalations, **changes):
        return {
            "kind": kind,
            "rule_id": rule_id,
            "other_rule_ids": [],
            "condition": "",
            "escalations": escalations,
            "valid_from": LONG_AGO,
            "explained_ja": "あ",
            "explained_en": "a",
        } | changes

    mended = dt.datetime(2026, 5, 18, tzinfo=dt.UTC)
    later = dt.datetime(2026, 6, 8, tzinfo=dt.UTC)
    rows = found(
        "cases",
        "explained_ja",
        rule_finding=[
            finding("gap", None, 9),
            finding("gap", None, 10),
            finding("gap", None, None, condition="impact = 1"),
            finding("conflict", "R1", 0),
            finding("conflict", "R2", 5, valid_to=mended),
            finding("conflict", "R3", 5, valid_from=later),
        ],
    )
    assert rows == [
        ("conflict", "R1", 0, "あ"),
        ("gap", None, 10, "あ"),
        ("gap", None, None, "あ"),
    ]


def without_rule(count, first, **changes):
    plain = {"category": "法人", "target_level": 2, "target": "リーダー", "mode": "consult"}
    return [raised(first + n, dt.date(2026, 5, 4), **(plain | changes)) for n in range(count)]


def test_escalations_without_a_rule_form_clusters(make_warehouse):
    rows = [
        # One subcategory holds nearly all of its category, one channel does not.
        *without_rule(15, 0, subcategory="請求書", channel="phone", hesitation_seconds=60),
        *without_rule(9, 100, subcategory="請求書", channel="email", hesitation_seconds=600),
        *without_rule(2, 200, subcategory="契約", channel="phone"),
        # Levels differ too much for one rule: parted by subcategory.
        *without_rule(20, 300, category="配送", subcategory="破損", target_level=3),
        *without_rule(20, 400, category="配送", subcategory="遅延"),
        *without_rule(19, 500, category="少数"),
        raised(900, dt.date(2026, 5, 4), "R1", category="法人"),
    ]
    frame = no_rule_clusters(make_warehouse({"facts.fct_escalation": rows}), STOP)
    assert frame.select("condition", "n", "level", "level_share", "p50_seconds").rows() == [
        ("category = '法人' and subcategory = '請求書'", 24, 2, 1.0, 60.0),
        ("category = '配送' and subcategory = '破損'", 20, 3, 1.0, None),
        ("category = '配送' and subcategory = '遅延'", 20, 2, 1.0, None),
    ]
    assert frame["p90_seconds"][0] == 600
    assert frame["share"][0] == pytest.approx(24 / 85)


def test_every_kind_is_explained_in_both_languages(make_warehouse):
    given = {
        "facts.dim_rule_version": [version("R1", review_by=dt.date(2026, 5, 1))],
        "facts.dim_change_event": [change()],
        "facts.fct_contact": FIRST_DAY,
        "facts.fct_escalation": without_rule(20, 0, target_level=None),
    }
    frame = standing_findings(make_warehouse(given), STOP)
    assert frame.select("kind", "explained_en").rows() == [
        (
            "overdue",
            "R1 was due for review on 2026-05-01 and has been used 0 times since. "
            "Review it and set the next date.",
        ),
        (
            "stale",
            "R1 is older than “新型” (2026-05-11) and has been used 0 times since. "
            "Check that it still fits.",
        ),
        (
            "unused",
            "R1 has not been used for 13 weeks, nor ever in this log (0 contacts met its "
            "condition). Retire it, or mend its condition.",
        ),
        ("no_rule", "20 escalations without a rule (100% of them) share category = '法人'."),
    ]
    assert all("{" not in text and text for text in frame["explained_ja"])
