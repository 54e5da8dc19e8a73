"""A small rule book with versions, conditions and gaps, to go with the random logs."""

import datetime as dt

import polars as pl

from etl.facts.dimensions import DIMENSION_SCHEMAS

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
# The second versions begin inside a Tuesday of the second week, not at midnight.
CHANGE = dt.datetime(2026, 4, 21, 3, 0, tzinfo=dt.UTC)

# rule, version, target level, valid from, valid to, conditions (None = in words only); the number
# of its branch follows a condition that is not in the first
VERSIONS = [
    ("R1", 1, 2, START, CHANGE, [("category", "is", "billing")]),
    ("R1", 2, 3, CHANGE, None, [("category", "is", "billing"), ("impact", "at_least", "2")]),
    (
        *("R2", 1, 3, START, None),
        [
            ("category", "in", "billing,delivery"),
            ("urgency", "is", "3"),
            ("category", "not_in", "billing,delivery", 2),
            ("channel", "is", "chat", 2),
            ("impact", "at_least", "3", 2),
        ],
    ),
    ("R3", 1, 2, CHANGE, None, None),
    ("R4", 1, None, START, CHANGE, [("channel", "is_not", "phone"), ("impact", "at_most", "1")]),
]

# rule, version: the time limit after the first sign (seconds) and the clock that it runs on
LIMITS = {
    ("R1", 1): (240, "wall"),
    ("R1", 2): (420, "business"),
    ("R3", 1): (180, "business"),
}

# rule, version: what a report must tell; without an entry the center's template holds
ITEMS = {
    ("R1", 1): "overview,request",
    ("R1", 2): "overview,assessment,order_no",
    ("R4", 1): "scope,cause,result",
}

# rule, version: whether an emergency may leave the route; without an entry the rule does not say
SKIPS = {("R1", 1): True, ("R1", 2): False, ("R4", 1): True}

# rule, version: step, target, means, weekdays, from, to
ROUTES = {
    ("R1", 1): [
        (1, "leader", "hold", "1,2,3,4,5", "09:00", "18:00"),
        (2, "neighbor_leader", "chat", None, "08:30", "20:15"),
        (3, "supervisor", "phone", "6,7", "22:00", "34:30"),
    ],
    ("R1", 2): [
        (1, "leader", "phone", "2,4,6,7", None, None),
        (2, "manager", None, None, None, None),
    ],
    ("R2", 1): [
        (1, "supervisor", "phone", None, "07:00", "23:45"),
        (2, "supervisor", "hold", None, None, None),
        (3, "manager", "phone", None, None, None),
    ],
    ("R4", 1): [
        # One step with means for the day and others for the night.
        (1, "leader", "hold", None, "06:00", "18:00"),
        (1, "leader", "chat", None, "18:00", "30:00"),
        (2, "manager", "phone", None, None, None),
    ],
}

# What a rule version also carries and no metric here asks for.
UNUSED = [
    *("category", "subcategory", "channel", "condition_words", "impact", "urgency", "target"),
    *("mode", "review_by", "change_reason"),
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
            "required_items": ITEMS.get((rule, version)),
            "allows_emergency_skip": SKIPS.get((rule, version)),
            **dict.fromkeys(UNUSED),
        }
        for rule, version, level, start, stop, conditions in VERSIONS
    ]
    conditions = [
        {
            "rule_version_id": f"{rule}@{start:%Y-%m-%d}",
            "branch": branch[0] if branch else 1,
            "item": item,
            "comparison": comparison,
            "value": value,
        }
        for rule, _, _, start, _, given in VERSIONS
        for item, comparison, value, *branch in given or []
    ]
    routes = [
        (f"{rule}@{start:%Y-%m-%d}", step, target, None, means, None, *when)
        for rule, version, _, start, _, _ in VERSIONS
        for step, target, means, *when in ROUTES.get((rule, version), [])
    ]
    rules = [
        {"rule_id": rule, "title": f"Rule {rule}", "is_implied": False, "status": "active"}
        for rule in ("R1", "R2", "R3", "R4")
    ]
    return {
        "dim_rule": pl.DataFrame(rules),
        "dim_rule_version": pl.DataFrame(versions),
        "dim_rule_condition": pl.DataFrame(conditions),
        "dim_rule_route": pl.DataFrame(
            routes, schema=DIMENSION_SCHEMAS["dim_rule_route"], orient="row"
        ),
    }
