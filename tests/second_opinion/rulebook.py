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
        """Versions all of whose conditions the case is known to meet, the most specific first."""
        return sorted(
            (v for v in self.in_force(when) if v["is_machine_readable"] and self._met(v, case)),
            key=lambda version: (-len(self._conditions(version)), version["rule_id"]),
        )

    def route(self, version: Row | None) -> list[Row]:
        """The steps of a version's route, by their order."""
        mine = version["rule_version_id"] if version else None
        return sorted(
            (s for s in self.steps if s["rule_version_id"] == mine), key=lambda s: s["step"]
        )

    def _conditions(self, version: Row) -> list[Row]:
        return [c for c in self.conditions if c["rule_version_id"] == version["rule_version_id"]]

    def _met(self, version: Row, case: Row) -> bool:
        mine = self._conditions(version)
        return bool(mine) and all(meets(case.get(c["item"]), c) for c in mine)


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
