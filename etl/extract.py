"""Read files as they are: every cell as text, with the file and the row it came from."""

import csv
import gzip
import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from etl import formats
from etl.encodings import as_utf8, open_plain, resolve_encoding, with_line_feeds
from etl.errors import EtlError
from etl.grammar import Source
from etl.headers import Needed, located, told

BATCH_ROWS = 250_000
EXTRA_CELL = "@extra_cell"
ORIGIN = ("source_file", "source_row")
_GLOB = frozenset("*?[")
_TEXTS = (".csv", ".tsv", ".txt")
_PACKED = ("", ".gz", ".zst")
_SUFFIXES = (*(text + packed for text in _TEXTS for packed in _PACKED), *formats.SUFFIXES)


def expand_paths(paths: list[Path]) -> list[Path]:
    """Return the files behind files and folders, in the order of their names."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += [file for file in path.iterdir() if file.name.lower().endswith(_SUFFIXES)]
        elif path.is_file():
            files.append(path)
        elif _GLOB.intersection(path.name) and path.parent.is_dir():
            # Not every shell writes out what a pattern stands for.
            files += [file for file in path.parent.glob(path.name) if file.is_file()]
        else:
            raise EtlError(f"{path}: no such file or folder. Check the path.")
    if not files:
        raise EtlError(
            f"{', '.join(map(str, paths))}: no file of a kind that can be loaded found. "
            f"Name one: {', '.join(_SUFFIXES)}."
        )
    return sorted(set(files), key=lambda file: (file.name, str(file)))


def read_batches(
    path: Path,
    source: Source,
    scratch: Path,
    needed: Needed = frozenset(),
    note: Callable[[str], None] = lambda text: None,
) -> Iterator[pl.DataFrame]:
    """Yield the rows of a file in parts, in their order.

    Columns are named by `unique_headers`; `@extra_cell` holds what stands beyond the last header;
    `source_file` is the file's name and `source_row` counts its rows from 1, the header apart.
    `needed` are the headers by which delimiter and header row are found where they are not
    declared; `note` is told what was found and is not the usual.
    """
    try:
        inner = formats.unpacked(path, scratch)
        if formats.is_table(inner):
            declared = replace(source, delimiter=formats.DELIMITER)
            if formats.has_header_of_its_own(inner):
                declared = replace(declared, header_row=1)
            encoding, text_file = "utf-8", formats.as_csv(inner, declared, scratch)
            for unread in formats.unread_sheets(inner, source):
                note(unread)
        else:
            declared = source
            encoding = resolve_encoding(inner, source.encoding)
            if source.encoding == "detect" and not encoding.startswith("utf-8"):
                note(f"{path.name}: its encoding was found to be {encoding}.")
            text_file = with_line_feeds(as_utf8(inner, encoding, scratch), scratch)
        source = located(text_file, declared, needed)
        headers = read_headers(text_file, source)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise _damaged(path, error) from None
    for found in told(path.name, source, declared):
        note(found)
    schema = pl.Schema({name: pl.String() for name in (*headers, EXTRA_CELL)})
    frame = pl.scan_csv(
        text_file,
        has_header=False,
        skip_rows=source.header_row,
        schema=schema,
        missing_columns="insert",
        truncate_ragged_lines=True,
        separator=source.delimiter,
        glob=False,
    )
    start = 1
    try:
        for batch in frame.collect_batches(chunk_size=BATCH_ROWS, maintain_order=True):
            yield _with_origin(batch, path.name, start)
            start += batch.height
        if start == 1:
            # Headers alone: they may be the wrong ones.
            yield _with_origin(pl.DataFrame(schema=schema), path.name, start)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise EtlError(
            f"{path}: not readable as {encoding} CSV near row {start}: {error}. "
            "Check encoding, delimiter and quotes in the mapping."
        ) from None
    except OSError as error:
        raise _damaged(path, error) from None
    finally:
        for copy in {inner, text_file} - {path}:
            # A load that is given up takes its scratch folder along before this is reached.
            copy.unlink(missing_ok=True)


def _damaged(path: Path, error: Exception) -> EtlError:
    return EtlError(
        f"{path}: cannot be read to its end: {error}. It was probably cut off or damaged on its "
        "way: fetch it again."
    )


def _with_origin(batch: pl.DataFrame, name: str, start: int) -> pl.DataFrame:
    return batch.with_columns(
        source_file=pl.lit(name),
        source_row=pl.int_range(start, start + batch.height, dtype=pl.Int64),
    )


def read_headers(text_file: Path, source: Source) -> list[str]:
    """Return the file's headers, made unique."""
    with open_plain(text_file) as file:
        lines = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            rows = csv.reader(lines, delimiter=source.delimiter)
            for number, cells in enumerate(rows, start=1):
                if number == source.header_row:
                    return unique_headers(cells)
        except UnicodeDecodeError:
            raise EtlError(
                f"{text_file}: not UTF-8. Declare the encoding: [source] encoding."
            ) from None
    raise EtlError(
        f"{text_file}: has no row {source.header_row} for the headers. "
        "Check header_row in the mapping, or whether the file is empty."
    )


def unique_headers(cells: list[str]) -> list[str]:
    """Return the headers without blanks around them; the nth of a name becomes `name#n`."""
    seen: Counter[str] = Counter()
    headers = []
    for position, cell in enumerate(cells, start=1):
        name = cell.strip() or f"column {position}"
        seen[name] += 1
        headers.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return headers
