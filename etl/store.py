"""The store beside the warehouse: one folder of immutable Parquet per load.

A load folder holds `events/*.parquet`, `rows/*.parquet` (only where events look at neighbor
rows), `quarantine.parquet`, `counts.parquet`, `superseded.parquet` and `load.json`. It is written
under another name and renamed when complete, so a killed load leaves nothing that counts.

**Active events.** When a load brings rows of a contact that an earlier load of the same mapping
has too, that contact is derived again from all its rows. The result stands in the newer load, and
its `superseded.parquet` names (load_id, contact_id) of what it takes the place of. So the active
events are the events of all loads, without those whose load and contact are superseded, and
without loads that a later one lists under `replaces`. `active_event_files` returns just that.
"""

import json
import shutil
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from etl.canonical import COUNT_SCHEMA
from etl.report import LoadReport

SUPERSEDED_SCHEMA = {"load_id": pl.String, "contact_id": pl.String}


@dataclass(frozen=True)
class Load:
    """A complete load of the store."""

    folder: Path
    report: dict[str, Any]

    @property
    def load_id(self) -> str:
        """The load's name."""
        return self.folder.name

    @property
    def mapping(self) -> str:
        """Name of the mapping it was read with."""
        return str(self.report["mapping"])

    @property
    def digest(self) -> str:
        """Version of that mapping."""
        return str(self.report["digest"])

    @property
    def hashes(self) -> set[str]:
        """SHA-256 of the files it read."""
        return {file["sha256"] for file in self.report["files"] if not file["skipped"]}

    def customer_columns(self, kind: str, names: Sequence[str]) -> list[str]:
        """Return the columns of `events` or `rows` that say who the customer is, where known."""
        known = ["customer_id"] if kind == "events" else self.report.get("customers", [])
        return [name for name in known if name in names]

    def parts(self, kind: str) -> list[Path]:
        """Return the Parquet files of one kind: `events` or `rows`."""
        return sorted((self.folder / kind).glob("*.parquet"))


class NewLoad:
    """A load being written; it counts once `finish` has renamed its folder."""

    def __init__(self, store: Path, load_id: str) -> None:
        """Begin the load's folder; what a killed load left goes, as only one writes at a time."""
        self.load_id = load_id
        self._final = store / "loads" / load_id
        self.folder = store / "loads" / f"{load_id}.part"
        for remains in (store / "loads").glob("*.part"):
            shutil.rmtree(remains, ignore_errors=True)
        for kind in ("events", "rows", "scratch"):
            (self.folder / kind).mkdir(parents=True)
        self._next_part = 0
        self._writer = ThreadPoolExecutor(max_workers=1)
        self._writing: Future[None] | None = None
        self._quarantine: list[pl.DataFrame] = []
        self._counts: list[pl.DataFrame] = []

    @property
    def scratch(self) -> Path:
        """A folder for files that are gone when the load is complete."""
        return self.folder / "scratch"

    def write(self, kind: str, frame: pl.DataFrame) -> None:
        """Write one part of the `events` or `rows`, while the next one is being made ready."""
        if frame.height:
            self._wait()
            path = self.folder / kind / f"part-{self._next_part:05}.parquet"
            self._writing = self._writer.submit(_write_parquet, frame, path)
            self._next_part += 1

    def _wait(self) -> None:
        if self._writing is not None:
            self._writing.result()
            self._writing = None

    def parts(self, kind: str) -> list[Path]:
        """Return the parts written so far."""
        self._wait()
        return sorted((self.folder / kind).glob("*.parquet"))

    def set_aside(self, kind: str) -> list[Path]:
        """Move the parts out of the load, to be written anew; return where they are."""
        aside = []
        for path in self.parts(kind):
            aside.append(path.rename(self.scratch / path.name))
        return aside

    def quarantine(self, rows: pl.DataFrame) -> None:
        """Add rows that cannot be used."""
        self._quarantine.append(rows)

    def count(self, counts: pl.DataFrame) -> None:
        """Add numbers per day."""
        self._counts.append(counts)

    def finish(self, report: LoadReport, superseded: pl.DataFrame) -> Path:
        """Write what is left, and put the folder in its place."""
        self._wait()
        self._writer.shutdown()
        if self._quarantine:
            pl.concat(self._quarantine).write_parquet(self.folder / "quarantine.parquet")
        if self._counts:
            cell = [name for name in COUNT_SCHEMA if name != "contacts"]
            counts = (
                pl.concat(self._counts)
                .group_by(cell, maintain_order=True)
                .agg(pl.col("contacts").sum())
            )
            counts.select(list(COUNT_SCHEMA)).write_parquet(self.folder / "counts.parquet")
        if superseded.height:
            superseded.write_parquet(self.folder / "superseded.parquet")
        text = json.dumps(report.as_json(), ensure_ascii=False, indent=2)
        (self.folder / "load.json").write_text(text + "\n", encoding="utf-8")
        shutil.rmtree(self.scratch)
        for kind in ("events", "rows"):
            if not self.parts(kind):
                (self.folder / kind).rmdir()
        self.folder.rename(self._final)
        return self._final

    def drop(self) -> None:
        """Remove what was written."""
        self._writer.shutdown()
        shutil.rmtree(self.folder, ignore_errors=True)


def _write_parquet(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path, compression="zstd", compression_level=1)


def all_loads(store: Path) -> list[Load]:
    """Return the complete loads, those that a later one replaces among them."""
    return [
        Load(path.parent, json.loads(path.read_text(encoding="utf-8")))
        for path in (store / "loads").glob("*/load.json")
        if path.parent.suffix != ".part"
    ]


def read_loads(store: Path) -> list[Load]:
    """Return the complete loads, oldest first, without those that a later one replaces."""
    loads = all_loads(store)
    replaced = {load_id for load in loads for load_id in load.report["replaces"]}
    kept = [load for load in loads if load.load_id not in replaced]
    return sorted(kept, key=lambda load: (load.report["position"], load.load_id))


def read_superseded(loads: Sequence[Load]) -> pl.DataFrame:
    """Return the (load_id, contact_id) pairs whose events no longer count."""
    paths = [load.folder / "superseded.parquet" for load in loads]
    frames = [pl.read_parquet(path) for path in paths if path.exists()]
    return pl.concat(frames).unique() if frames else pl.DataFrame(schema=SUPERSEDED_SCHEMA)


def active_event_files(store: Path) -> list[Path]:
    """Return Parquet files that hold every active event once.

    They are the parts of the loads themselves; a part with superseded contacts is replaced by a
    copy without them in `<store>/active/`, which is made here when it is not there yet.
    """
    loads = read_loads(store)
    superseded = read_superseded(loads)
    files: list[Path] = []
    for load in loads:
        gone = superseded.filter(pl.col("load_id") == load.load_id)
        if gone.is_empty():
            files += load.parts("events")
        else:
            files += [_active_copy(store, load, part, gone) for part in load.parts("events")]
    _remove_old_copies(store, files)
    return files


def _active_copy(store: Path, load: Load, part: Path, gone: pl.DataFrame) -> Path:
    contacts = gone.select("contact_id")
    touched = (
        pl.scan_parquet(part)
        .select("contact_id")
        .join(contacts.lazy(), on="contact_id", how="semi")
    )
    count = touched.select(pl.len()).collect().item()
    if count == 0:
        return part
    # Contacts are only ever added to those superseded, so their number names the copy.
    copy = store / "active" / f"{load.load_id}-{part.stem}-{count}.parquet"
    if not copy.exists():
        copy.parent.mkdir(exist_ok=True)
        new = copy.with_suffix(".part")
        kept = pl.read_parquet(part).join(contacts, on="contact_id", how="anti")
        _write_parquet(kept, new)
        new.rename(copy)
    return copy


def _remove_old_copies(store: Path, files: Sequence[Path]) -> None:
    for path in (store / "active").glob("*"):
        if path not in files:
            path.unlink()


def active_counts(store: Path) -> pl.DataFrame:
    """Return the numbers per day; where two loads give the same cell, the newer one holds."""
    frames = []
    for position, load in enumerate(read_loads(store)):
        path = load.folder / "counts.parquet"
        if path.exists():
            frames.append(pl.read_parquet(path).with_columns(pl.lit(position).alias("@load")))
    if not frames:
        return pl.DataFrame(schema=COUNT_SCHEMA)
    cell = [name for name in COUNT_SCHEMA if name != "contacts"]
    newest = pl.concat(frames).sort("@load", descending=True, maintain_order=True)
    return (
        newest.unique(cell, keep="first", maintain_order=True).select(list(COUNT_SCHEMA)).sort(cell)
    )


def quarantine_files(store: Path) -> list[Path]:
    """Return the Parquet files of rows that cannot be used."""
    paths = [load.folder / "quarantine.parquet" for load in read_loads(store)]
    return [path for path in paths if path.exists()]
