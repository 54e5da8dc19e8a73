"""The numbers behind the audit, with their reasons: thresholds.toml."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "thresholds.toml"
# What population.sql can tell contacts apart by.
STRATA: Final = ("category", "center", "channel", "product", "risk")


@dataclass(frozen=True)
class AuditSettings:
    """How a week is sampled, and how many judgements make a rate."""

    size: int
    seed: int
    strata: tuple[str, ...]
    max_strata: int
    min_judged: int
    next_review: dt.date


@cache
def load_settings(path: Path = FILE) -> AuditSettings:
    """Return the settings as the file has them."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    sample = given["sample"]
    unknown = sorted(set(sample["strata"]) - set(STRATA))
    if unknown:
        raise ValueError(
            f"{path}: strata {', '.join(unknown)} unknown; known are {', '.join(STRATA)}."
        )
    return AuditSettings(
        size=sample["size"],
        seed=sample["seed"],
        strata=tuple(sample["strata"]),
        max_strata=sample["max_strata"],
        min_judged=given["rate"]["min_judged"],
        next_review=given["next_review"],
    )
