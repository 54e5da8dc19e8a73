"""A small rule book with versions, conditions and gaps, to go with the random logs."""

import datetime as dt

import polars as pl

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
# The second versions begin inside a Tuesday of the second week, not at midnight.
CHANGE = dt.datetime(2026, 4, 21, 3, 0, tzinfo=dt.UTC)

# rule, version, target level, valid from, valid to, conditions (None = in words only)
VERSIONS = [
    ("R1", 1, 2, START, CHANGE, [("category", "is", "billing")]),
    ("R1", 2, 3, CHANGE, None, [("category", "is", "billing"), ("impact", "at_least", "2")]),
    ("R2", 1, 3, START, None, [("category", "in", "billing,delivery"), ("urgency", "is", "3")]),
    ("R3", 1, 2, CHANGE, None, None),
    ("R4", 1, None, START, CHANGE, [("channel", "is_not", "phone"), ("impact", "at_most", "1")]),
]

# rule, version: the time limit after the first sign (seconds) and the clock that it runs on
LIMITS = {
    ("R1", 1): (240, "wall"),
    ("R1", 2): (420, "business"),
    ("R3", 1): (180, "business"),
}

# What a rule version also carries and no metric here asks for.
UNUSED = [
    *("category", "subcategory", "channel", "condition_words", "impact", "urgency", "target"),
    *("mode", "allows_emergency_skip", "required_items"),
    *("review_by", "change_reason"),
]


def random_rules() -> dict[str, pl.DataFrame]:
    """The rule dimensions, as the importer of the workbook leaves them."""
    versions = [
        {
            "rule_version_id": f"{rule}@{start:%Y-%m-%d}",
            "rule_id": rule,
            "version": version,
            "title": f"Rule {rule}",
            "level": level,
            "valid_from": start,
            "valid_to": stop,
            "is_machine_readable": conditions is not None,
            "limit_seconds": LIMITS.get((rule, version), (None, None))[0],
            "limit_clock": LIMITS.get((rule, version), (None, None))[1],
            **dict.fromkeys(UNUSED),
        }
        for rule, version, level, start, stop, conditions in VERSIONS
    ]
    conditions = [
        {
            "rule_version_id": f"{rule}@{start:%Y-%m-%d}",
            "branch": 1,
            "item": item,
            "comparison": comparison,
            "value": value,
        }
        for rule, _, _, start, _, given in VERSIONS
        for item, comparison, value in given or []
    ]
    rules = [
        {"rule_id": rule, "title": f"Rule {rule}", "is_implied": False, "status": "active"}
        for rule in ("R1", "R2", "R3", "R4")
    ]
    return {
        "dim_rule": pl.DataFrame(rules),
        "dim_rule_version": pl.DataFrame(versions),
        "dim_rule_condition": pl.DataFrame(conditions),
    }
