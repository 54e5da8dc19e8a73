"""What a center wants its figures to be: the table `[target]` of its minaoshi.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from queries.thresholds import SETTINGS_NAME

BOUNDS: Final = {"at_most": "down", "at_least": "up"}


@dataclass(frozen=True)
class Target:
    """A value in the metric's own unit; `good`: down for at most, up for at least."""

    value: float
    good: str


def targets_of(warehouse: Path) -> dict[str, Target]:
    """Return the target of each metric that has one; none where the center has set none."""
    settings = warehouse.parent / SETTINGS_NAME
    if not settings.exists():
        return {}
    table = tomllib.loads(settings.read_text(encoding="utf-8")).get("target", {})
    return {name: read_target(entry) for name, entry in table.items()}


def read_target(entry: Any) -> Target:
    """Return the target that one entry means; raises ValueError where it means none."""
    if isinstance(entry, Mapping) and len(entry) == 1:
        ((bound, value),) = entry.items()
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if bound in BOUNDS and is_number:
            return Target(float(value), BOUNDS[bound])
    raise ValueError(f"{entry!r} is no target. Write {{ at_most = 8 }} or {{ at_least = 80 }}.")
