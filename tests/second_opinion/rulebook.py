"""Which version of a rule was in force, and which rules a case matches."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import polars as pl

Row = dict[str, Any]


@dataclass(frozen=True)
class RuleBook:
    versions: list[Row] = field(default_factory=list)
    conditions: list[Row] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)

    def in_force(self, when: dt.datetime) -> list[Row]:
        """The versions valid at that moment; the end of a validity is exclusive."""
        return [
            version
            for version in self.versions
            if version["valid_from"] <= when
            and (version["valid_to"] is None or when < version["valid_to"])
        ]

    def version(self, rule_id: str | None, when: dt.datetime) -> Row | None:
        return next((v for v in self.in_force(when) if v["rule_id"] == rule_id), None)

    def matching(self, case: Row, when: dt.datetime) -> list[Row]:
        """Versions of which the case is known to meet a branch, the most specific first."""
        met = [(self._specificity(v, case), v) for v in self.in_force(when)]
        found = [(n, v) for n, v in met if n and v["is_machine_readable"]]
        return [v for _, v in sorted(found, key=lambda one: (-one[0], one[1]["rule_id"]))]

    def route(self, version: Row | None) -> list[Row]:
        """The steps of a version's route, by their order."""
        mine = version["rule_version_id"] if version else None
        return sorted(
            (s for s in self.steps if s["rule_version_id"] == mine), key=lambda s: s["step"]
        )

    def size(self, version: Row | None) -> Row:
        """How much there is to read; a condition in words only cannot be counted."""
        if version is None:
            return dict.fromkeys(["rule_condition_count", "rule_branch_count", "rule_step_count"])
        mine = [c for c in self.conditions if c["rule_version_id"] == version["rule_version_id"]]
        readable = version["is_machine_readable"]
        return {
            "rule_condition_count": len(mine) if readable else None,
            "rule_branch_count": len({c["branch"] for c in mine}) if readable else None,
            "rule_step_count": len({step["step"] for step in self.route(version)}),
        }

    def _specificity(self, version: Row, case: Row) -> int:
        """How many conditions the longest branch has that the case meets; 0 where it meets none."""
        mine = [c for c in self.conditions if c["rule_version_id"] == version["rule_version_id"]]
        branches = [[c for c in mine if c["branch"] == n] for n in {c["branch"] for c in mine}]
        met = [b for b in branches if all(meets(case.get(c["item"]), c) for c in b)]
        return max(map(len, met), default=0)


def meets(value: Any, condition: Row) -> bool:
    """Whether a known value meets the condition; an unknown value meets none."""
    wanted = condition["value"]
    if value is None:
        return False
    match condition["comparison"]:
        case "is":
            return str(value) == wanted
        case "is_not":
            return str(value) != wanted
        case "in":
            return str(value) in wanted.split(",")
        case "not_in":
            return str(value) not in wanted.split(",")
        case "at_least":
            return float(value) >= float(wanted)
        case "at_most":
            return float(value) <= float(wanted)
    raise ValueError(f"unknown comparison {condition['comparison']!r}")


def rule_book(dimensions: dict[str, pl.DataFrame]) -> RuleBook:
    return RuleBook(
        dimensions["dim_rule_version"].to_dicts(),
        dimensions["dim_rule_condition"].to_dicts(),
        dimensions["dim_rule_route"].to_dicts(),
    )
