"""When a rule counts as unused, a gap or a cluster as worth a rule: thresholds.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from queries.revisit.settings import FILE


@dataclass(frozen=True)
class StandingSettings:
    """The numbers of the sections [unused], [gap] and [no_rule]."""

    unused_weeks: int
    gap_min_cases: int
    no_rule_weeks: int
    no_rule_min_cases: int
    no_rule_narrowing: float
    no_rule_consistency: float
    no_rule_most: int


@cache
def load_standing_settings(path: Path = FILE) -> StandingSettings:
    """Return the settings as the file has them."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    return StandingSettings(
        **{
            f"{section}_{key}": value
            for section in ("unused", "gap", "no_rule")
            for key, value in given[section].items()
            if key != "why"
        }
    )
