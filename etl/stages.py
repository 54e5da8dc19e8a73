"""Files in, accepted events out: extract, map, validate, conform, load, one batch at a time."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from etl import formats
from etl.columns import CONTACT, Rows, check_headers, read_columns
from etl.conditions import looks_at_neighbors
from etl.conform import content_hashes, count_backward, identity_hashes
from etl.counting import derive_counts
from etl.derive import derive_events
from etl.errors import EtlError
from etl.extract import expand_paths
from etl.grammar import Mapping, columns_of
from etl.masking import Masks
from etl.pseudonyms import Pseudonyms
from etl.readable import readable_raw
from etl.reading import in_one_order, mapped_batches
from etl.rederive import Completed, complete_events, derive_from_rows
from etl.report import FileReport, LoadReport
from etl.store import SUPERSEDED_SCHEMA, Load, NewLoad, read_loads
from etl.validate import (
    ORIGIN,
    ignored_rows,
    quarantine,
    row_reasons,
    split_events,
)

Progress = Callable[[int, int], None]


@dataclass
class _Work:
    """What the stages of one load share."""

    mapping: Mapping
    load: NewLoad
    report: LoadReport
    pseudonyms: Pseudonyms
    masks: Masks
    keeps_rows: bool
    hashes: list[pl.Series] = field(default_factory=list)


def ingest(
    paths: Sequence[Path],
    mapping: Mapping,
    store: Path,
    load_id: str,
    pseudonyms: Pseudonyms,
    masks: Masks,
    progress: Progress = lambda rows, size: None,
) -> LoadReport:
    """Read files with a mapping into a new load of the store, and return what became of them.

    A file whose very content was loaded before with this mapping is skipped. When all are, no
    load is written. `progress` is called with the rows read so far and the bytes of all files.
    Raises EtlError, and leaves the store as it was, when a file cannot be read or nothing of it
    can be used.
    """
    files = expand_paths(list(paths))
    if any(formats.is_table(path) for path in files):
        mapping = formats.with_written_times(mapping)
    everything = read_loads(store)
    earlier = [load for load in everything if load.mapping == mapping.name]
    position = max((load.report["position"] for load in everything), default=0) + 1
    report = LoadReport(load_id, mapping.name, mapping.digest, position, pseudonyms.mark)
    report.persons = [column.name for column in mapping.columns if column.is_person]
    report.customers = [
        name for name in columns_of(mapping, "customer_id") if name in report.persons
    ]
    work = _Work(
        mapping,
        NewLoad(store, load_id),
        report,
        pseudonyms,
        masks,
        looks_at_neighbors(mapping),
    )
    try:
        _read_files(work, files, earlier, progress)
        if report.is_empty:
            work.load.drop()
            return report
        _complete(work, earlier)
    except BaseException:
        work.load.drop()
        raise
    return report


def _read_files(
    work: _Work, files: Sequence[Path], earlier: Sequence[Load], progress: Progress
) -> None:
    sizes = [path.stat().st_size for path in files]
    total = sum(sizes)
    names = _names(files)
    loaded = {sha for load in earlier if load.digest == work.mapping.digest for sha in load.hashes}
    known_sizes = {file["bytes"] for load in earlier for file in load.report["files"]}
    with ThreadPoolExecutor(max_workers=1) as hasher:
        for path, name, size in zip(files, names, sizes, strict=True):
            file = FileReport(name, size)
            work.report.files.append(file)
            sha = hasher.submit(_sha256, path)
            # The content matters before reading only when a file of this size was seen.
            if (size in known_sizes or sizes.count(size) > 1) and _is_known(sha, loaded):
                file.sha256 = sha.result()
                file.skipped = "already loaded"
                continue
            _read_file(work, path, file, lambda rows: progress(rows, total))
            file.sha256 = sha.result()
            loaded.add(file.sha256)


def _names(files: Sequence[Path]) -> list[str]:
    """Return the files' names; where two are alike, with their folders."""
    names = [path.name for path in files]
    return [
        path.name if names.count(path.name) == 1 else f"{path.parent.name}/{path.name}"
        for path in files
    ]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_known(sha: "Future[str]", loaded: set[str]) -> bool:
    return sha.result() in loaded


def _read_file(work: _Work, path: Path, file: FileReport, progress: Callable[[int], None]) -> None:
    """Read a file part by part: one part is made into events while the next one is read."""
    is_first, making = True, None
    scratch, note = work.load.scratch, work.report.notes.append
    mapping = in_one_order(path, file.name, work.mapping, scratch, note)
    batches = mapped_batches(path, mapping, scratch, note)
    with ThreadPoolExecutor(max_workers=1) as maker:
        for batch in batches:
            raw = batch.with_columns(source_file=pl.lit(file.name))
            if is_first:
                check_headers(mapping, raw, file.name)
                is_first = False
            if raw.is_empty():
                continue
            rows = read_columns(raw, mapping, work.pseudonyms, work.masks)
            if making is not None:
                making.result()
            file.rows_read += raw.height
            making = maker.submit(_make_events, work, raw, rows, file)
            progress(work.report.rows_read)
        if making is not None:
            making.result()
    file.check()


def _make_events(work: _Work, raw: pl.DataFrame, rows: Rows, file: FileReport) -> None:
    mapping, report = work.mapping, work.report
    ignored = ignored_rows(rows, mapping, raw)
    if ignored is not None:
        file.rows_ignored += int(ignored.sum())
        raw, rows = raw.filter(~ignored), rows.without(ignored)
    reasons = row_reasons(rows)
    usable = rows.frame
    if reasons.height:
        usable = usable.join(reasons, on=ORIGIN, how="anti", maintain_order="left")
    report.backward_stamps += _backward(usable, mapping)
    reasons = pl.concat([reasons, _use(work, usable)])
    file.rows_accepted += raw.height
    if reasons.height:
        unusable = raw.join(reasons, on=ORIGIN, how="semi")
        # Its masks are counted once, when the row is read.
        apart = replace(work.masks, counts=Counter())
        cells = readable_raw(unusable, raw, mapping, work.pseudonyms, apart)
        _quarantine(work, reasons, cells)


def _backward(rows: pl.DataFrame, mapping: Mapping) -> int:
    times = [column.name for column in mapping.columns if column.kind == "time"]
    stamps = [name for name in mapping.source.order if name in times]
    stamps += [name for table in mapping.events for name in table.at.columns]
    return count_backward(rows, CONTACT, stamps[0]) if stamps else 0


def _use(work: _Work, usable: pl.DataFrame) -> pl.DataFrame:
    """Write what the rows give; return the reasons of those that broke a rule."""
    if work.mapping.counts is not None:
        counts, reasons = derive_counts(usable, work.mapping, work.mapping.counts)
        work.load.count(counts)
        work.report.counts += counts.height
        return reasons
    if work.keeps_rows:
        work.load.write("rows", usable)
        return row_reasons(Rows(usable))
    good, reasons = split_events(derive_events(usable, work.mapping))
    if work.mapping.source.exact_duplicates != "keep":
        work.hashes.append(identity_hashes(good))
    work.load.write("events", good)
    return reasons


def _quarantine(work: _Work, reasons: pl.DataFrame, cells: pl.DataFrame) -> None:
    """Take rows from those accepted: every file's account must come out even."""
    lines = quarantine(reasons, cells)
    work.load.quarantine(lines)
    rows_of = dict(lines["source_file"].value_counts().iter_rows())
    for file in work.report.files:
        rows = rows_of.get(file.name, 0)
        file.rows_accepted -= rows
        file.rows_quarantined += rows
    for reason, rows in reasons["reason"].value_counts(sort=True).iter_rows():
        work.report.count_reason(reason, rows)


def _complete(work: _Work, earlier: Sequence[Load]) -> None:
    report = work.report
    done = Completed(pl.DataFrame(schema=SUPERSEDED_SCHEMA))
    if work.keeps_rows:
        done = derive_from_rows(work.load, work.mapping, earlier)
        if done.reasons is not None and done.reasons.height and done.cells is not None:
            _quarantine(work, done.reasons, done.cells)
    elif work.mapping.counts is None:
        done = complete_events(work.load, work.mapping, earlier, _repeated(work))
    report.duplicates = done.duplicates
    report.touched_contacts = done.superseded["contact_id"].n_unique()
    _check(report)
    _note(work, earlier)
    parts = work.load.parts("events")
    report.masked = dict(sorted(work.masks.counts.items()))
    report.events = int(pl.scan_parquet(parts).select(pl.len()).collect().item()) if parts else 0
    work.load.finish(report, done.superseded)


def _repeated(work: _Work) -> int:
    """Return how many events repeat another one; few logs need their whole content looked at."""
    if not _count_repeated(work.hashes):
        return 0
    parts = work.load.parts("events")
    return _count_repeated([content_hashes(pl.read_parquet(part)) for part in parts])


def _count_repeated(hashes: list[pl.Series]) -> int:
    if not hashes:
        return 0
    together = pl.concat(hashes)
    return together.len() - together.n_unique()


def _check(report: LoadReport) -> None:
    for file in report.files:
        file.check()
    if report.rows_read and report.rows_accepted + report.rows_ignored == 0:
        worst = ", ".join(f"{reason}: {rows}" for reason, rows in report.reasons.items())
        raise EtlError(
            f"{report.files[0].name}: none of {report.rows_read} rows can be used ({worst}). "
            f"Check the mapping {report.mapping}: formats, missing markers and value maps."
        )


def _note(work: _Work, earlier: Sequence[Load]) -> None:
    """Say what a reader of the report must know, and which loads this one replaces."""
    report, mapping = work.report, work.mapping
    hashes = {file.sha256 for file in report.files}
    older = [load for load in earlier if load.digest != mapping.digest]
    report.replaces = [load.load_id for load in older if load.hashes <= hashes]
    if len(report.replaces) < len(older):
        report.notes.append(
            "The mapping changed since an earlier load; contacts without new rows stay as they "
            "were read then. Load their files again to read them anew."
        )
    if work.keeps_rows and not mapping.source.order:
        report.notes.append("No order is declared: rows follow each other as in the files.")
    if any("%z" not in f and not f.endswith("Z") for c in mapping.columns for f in c.formats):
        report.notes.append(f"Stamps without a zone are read as {mapping.source.zone}.")
