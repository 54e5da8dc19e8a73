"""A desk to try mappings at: write a mapping and a file, load them, look at the events."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.grammar import Mapping
from etl.mapping import read_mapping
from etl.masking import Masks
from etl.pseudonyms import Pseudonyms
from etl.report import LoadReport
from etl.stages import ingest
from etl.store import active_event_files, quarantine_files

KEY = b"k" * 32


@dataclass
class Desk:
    """A folder with a store, mapping files and logs."""

    folder: Path
    loads: int = 0

    @property
    def store(self) -> Path:
        return self.folder / "store"

    def mapping(self, text: str) -> Mapping:
        path = self.folder / "own.toml"
        path.write_text(text, encoding="utf-8")
        return read_mapping(path)

    def file(self, text: str, name: str = "log.csv", encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    def load(self, mapping: Mapping, *paths: Path) -> LoadReport:
        self.loads += 1
        return ingest(
            list(paths), mapping, self.store, f"load-{self.loads}", Pseudonyms(KEY), Masks()
        )

    def try_out(self, mapping: str, text: str) -> list[tuple[object, ...]]:
        """Load one small file; return (contact, time of day, event) in order."""
        self.load(self.mapping(mapping), self.file(text))
        return self.story()

    def events(self) -> pl.DataFrame:
        frames = [pl.read_parquet(path) for path in active_event_files(self.store)]
        return pl.concat(frames).sort("contact_id", "occurred_at", "seq")

    def story(self, *columns: str) -> list[tuple[object, ...]]:
        clock = pl.col("occurred_at").dt.strftime("%H:%M")
        return self.events().select("contact_id", clock, "event", *columns).rows()

    def content(self) -> pl.DataFrame:
        """The events without where they came from, in one order."""
        events = self.events().drop("source_file", "source_row")
        return events.sort(pl.all(), nulls_last=True)

    def quarantined(self) -> list[tuple[object, ...]]:
        frames = [pl.read_parquet(path) for path in quarantine_files(self.store)]
        if not frames:
            return []
        rows = pl.concat(frames).sort("source_file", "source_row")
        return rows.select("source_row", "reasons").rows()


def spread(path: Path, parts: int, folder: Path, encoding: str = "utf-8") -> Sequence[Path]:
    """Deal the rows of a file out to several files, the last rows first."""
    header, *rows = path.read_text(encoding=encoding).splitlines(keepends=True)
    folder.mkdir()
    files = []
    for number in range(parts):
        part = folder / f"part-{parts - number:02}.csv"
        part.write_text(header + "".join(rows[::-1][number::parts]), encoding=encoding)
        files.append(part)
    return files
