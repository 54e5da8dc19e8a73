"""The numbers behind a flag, with their reasons: thresholds.toml."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parent / "thresholds.toml"


@dataclass(frozen=True)
class Materiality:
    """What a rule must exceed like rules by to be worth a change.

    Below `tolerated_points` percent no rule is held against like rules: where these do without a
    single case, one case would stand out. `min_coverage` takes the place of the center's least
    share on record.
    """

    min_excess_points: float
    min_cases_a_week: float
    why: str
    tolerated_points: float = 0.0
    min_coverage: float | None = None


@dataclass(frozen=True)
class Settings:
    """When a rule is proposed for revisiting."""

    weeks: int
    reviews: int
    persistent: int
    min_expected: float
    min_people: int
    min_peers: int
    max_q: float
    watch_p: float
    watch_ranks: int
    min_between_sd: float
    winsorized: float
    many_peers: int
    outlier_q: float
    materiality: Mapping[str, Materiality]
    hour_bands: tuple[int, ...]
    next_review: dt.date

    def coverage_minimum(self, kind: str, usual: float) -> float:
        """Return the share on record that a verdict of a kind takes."""
        own = self.materiality[kind].min_coverage
        return usual if own is None else own

    def hours(self, band: int) -> list[int]:
        """Return the hours of the band that starts at an hour."""
        later = [start for start in self.hour_bands if start > band]
        return list(range(band, min([*later, 24])))


@cache
def load_settings(path: Path = FILE) -> Settings:
    """Return the settings as the file has them."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    plain: dict[str, Any] = {}
    for section in ("window", "evidence", "decision", "peers"):
        plain |= {key: value for key, value in given[section].items() if key != "why"}
    return Settings(
        materiality={kind: Materiality(**entry) for kind, entry in given["materiality"].items()},
        hour_bands=tuple(given["hour_bands"]["starts"]),
        next_review=given["next_review"],
        **plain,
    )
