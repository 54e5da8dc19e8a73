"""The numbers that people may argue about: thresholds.toml and the centre's own minimum."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from queries.errors import CatalogError

FILE: Final = Path(__file__).parent / "thresholds.toml"
SETTINGS_NAME: Final = "minaoshi.toml"
_REQUIRED = ("min_denominator", "why", "set", "next_review")
_KNOWN = ("watch", "revisit", *_REQUIRED, "follow_up_days", "params")


@dataclass(frozen=True)
class Threshold:
    """What a metric is held against, why, and when to look at that again.

    `watch` and `revisit` are None where no fixed level makes sense. `follow_up_days` is how long
    after its last day a figure may still change: until then it is provisional.
    """

    metric: str
    watch: float | None
    revisit: float | None
    min_denominator: int
    why: str
    set: dt.date
    next_review: dt.date
    follow_up_days: int = 0
    params: Mapping[str, Any] = field(default_factory=dict)


@cache
def load_thresholds(path: Path = FILE) -> dict[str, Threshold]:
    """Return the threshold of each metric."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: _read(path, name, entry) for name, entry in entries["metric"].items()}


def _read(path: Path, name: str, entry: dict[str, Any]) -> Threshold:
    missing = [key for key in _REQUIRED if key not in entry]
    unknown = [key for key in entry if key not in _KNOWN]
    if missing or unknown:
        raise CatalogError(
            f"{path}: metric.{name}: missing keys {missing or 'none'}, unknown keys "
            f"{unknown or 'none'}. Known are {', '.join(_KNOWN)}."
        )
    levels = {key: entry.get(key) for key in ("watch", "revisit")}
    return Threshold(metric=name, **(entry | levels))


@cache
def _default_coverage() -> float:
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return float(entries["coverage"]["minimum"])


def coverage_minimum(warehouse: Path) -> float:
    """Return the share of cases below which there is no verdict, as the centre has set it."""
    settings = warehouse.parent / SETTINGS_NAME
    if settings.exists():
        found = tomllib.loads(settings.read_text(encoding="utf-8")).get("coverage_minimum")
        if found is not None:
            return float(found)
    return _default_coverage()
