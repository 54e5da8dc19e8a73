"""What the first rows of a file become with a mapping, before anything is loaded."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from etl.columns import read_columns
from etl.derive import derive_events
from etl.extract import EXTRA_CELL
from etl.grammar import Mapping
from etl.mapping import read_mapping
from etl.masking.settings import MaskingSettings
from etl.pseudonyms import Pseudonyms
from etl.validate import row_reasons, split_events

_ROWS: Final = 200
# Nothing of a preview is kept, so its pseudonyms need no secret; they are not those of a load.
_NO_SECRET: Final = b"preview"
SHOWN: Final = ("contact_id", "occurred_at", "time_basis", "event", "target", "outcome", "slot")


@dataclass(frozen=True)
class Preview:
    """Events of the first rows, in their order, and how many of the rows break a rule and which.

    `events` has the columns SHOWN and `source_row`; `reasons` are rule names with their rows.
    """

    rows: int
    events: pl.DataFrame
    reasons: tuple[tuple[str, int], ...]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many events of each kind the rows looked at become, the most frequent first."""
        counted = self.events.group_by("event").len().sort("len", "event", descending=[True, False])
        return counted.rows()


def preview(rows: pl.DataFrame, file: str, mapping_text: str, zone: str) -> Preview:
    """Return what the first rows of a file become with the mapping that a text holds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mapping.toml"
        path.write_text(mapping_text, encoding="utf-8")
        mapping = read_mapping(path)
    raw = rows.head(_ROWS).with_columns(
        pl.when(pl.col(rows.columns) == "").then(None).otherwise(pl.col(rows.columns)).name.keep(),
        pl.lit(None, pl.String).alias(EXTRA_CELL),
        pl.lit(file).alias("source_file"),
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("source_row"),
    )
    return _of(raw, mapping, zone)


def _of(raw: pl.DataFrame, mapping: Mapping, zone: str) -> Preview:
    read = read_columns(raw, mapping, Pseudonyms(_NO_SECRET), MaskingSettings().masks())
    reasons = row_reasons(read)
    usable = read.frame.join(reasons, on=("source_file", "source_row"), how="anti")
    good, broken = split_events(derive_events(usable, mapping))
    every = pl.concat([reasons.select("reason"), broken.select("reason")])
    counted = every.group_by("reason").len().sort("len", "reason", descending=[True, False])
    events = good.sort("source_row", "occurred_at", "seq").select("source_row", *SHOWN)
    local = events.with_columns(pl.col("occurred_at").dt.convert_time_zone(zone))
    return Preview(raw.height, local, tuple(counted.rows()))
