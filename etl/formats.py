"""Files that are no CSV: their rows as a CSV in UTF-8, every cell as text.

What a workbook shows as a date or a clock is written as one; a day without a time of day stays a
day, so that nobody takes midnight for the time at which something happened.
"""

import re
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import fastexcel
import polars as pl

from etl.errors import EtlError
from etl.grammar import Column, Mapping, Source

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
SUFFIXES = (*WORKBOOKS, ".parquet", ".jsonl", ".ndjson", ".json", ".zip")
DELIMITER = ","
_STAMPS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d")
_CLOCKS = ("%H:%M:%S",)
_MIDNIGHT = r" 00:00:00(\.0+)?$"
# Excel counts from here: a clock without a day is so long after it.
_CLOCK = re.compile(r"^(1899-12-31|1900-01-\d\d) (\d\d):(\d\d):(\d\d(?:\.\d+)?)$")
_DAY = "1899-12-31"
_SECONDS_A_DAY = 86_400


def is_table(path: Path) -> bool:
    """Whether a file is one of those that this module reads."""
    return path.suffix.lower() in SUFFIXES


def has_header_of_its_own(path: Path) -> bool:
    """Whether the columns of a file have names, so that no row of it holds them."""
    return path.suffix.lower() not in WORKBOOKS


def with_written_times(mapping: Mapping) -> Mapping:
    """The mapping that also reads days, clocks and stamps as `as_csv` writes them."""
    return replace(mapping, columns=tuple(_with_written_times(one) for one in mapping.columns))


def _with_written_times(column: Column) -> Column:
    if column.kind != "time":
        return column
    written = _CLOCKS if column.date_of else _STAMPS
    return replace(column, formats=tuple(dict.fromkeys((*column.formats, *written))))


def as_csv(path: Path, source: Source, scratch: Path) -> Path:
    """Write the rows of a file as CSV into `scratch` and return where; headers come first.

    Raises EtlError where the file is damaged, has no such sheet or holds more than one file.
    """
    kind = path.suffix.lower()
    try:
        if kind in WORKBOOKS:
            return _written(_sheet(path, source), path, scratch, has_header=False)
        frame = _unfolded(_flat(_within(_records(path, kind), source.records)), source.unfold)
        texts = frame.select(_as_text(name, kind) for name, kind in frame.schema.items())
        return _written(texts, path, scratch, has_header=True)
    except (
        fastexcel.FastExcelError,
        pl.exceptions.PolarsError,
        # What Polars raises where a damaged file breaks its own assumptions.
        pl.exceptions.PanicException,
        OSError,
    ) as error:
        raise EtlError(
            f"{path}: cannot be read as {kind}: {error}. It was probably cut off or damaged on its "
            "way, or is protected by a password: save it again."
        ) from None


def unpacked(path: Path, scratch: Path) -> Path:
    """Return the only file within a ZIP, in `scratch`; any other file as it is.

    Raises EtlError where a ZIP is damaged or does not hold exactly one file.
    """
    if path.suffix.lower() != ".zip":
        return path
    try:
        with zipfile.ZipFile(path) as packed:
            names = [entry.filename for entry in packed.infolist() if not entry.is_dir()]
            if len(names) != 1:
                told = ", ".join(names[:5]) or "nothing"
                raise EtlError(
                    f"{path}: holds {len(names)} files ({told}), and only one can be told apart "
                    "by its name. Unpack it into a folder and load the folder."
                )
            # The name within may lead anywhere: only its last part is used.
            copy = scratch / f"unpacked-{Path(names[0]).name}"
            with packed.open(names[0]) as within, copy.open("wb") as out:
                shutil.copyfileobj(within, out)
            return copy
    except (zipfile.BadZipFile, RuntimeError) as error:
        raise EtlError(
            f"{path}: cannot be unpacked: {error}. Fetch it again, or unpack it by hand."
        ) from None


def _written(frame: pl.DataFrame, path: Path, scratch: Path, *, has_header: bool) -> Path:
    copy = scratch / f"{path.name}.table.csv"
    frame.write_csv(copy, include_header=has_header, separator=DELIMITER)
    return copy


def _records(path: Path, kind: str) -> pl.DataFrame:
    if kind == ".parquet":
        return pl.read_parquet(path)
    if kind == ".json":
        return pl.read_json(path, infer_schema_length=None)
    return pl.read_ndjson(path, infer_schema_length=None)


def _sheet(path: Path, source: Source) -> pl.DataFrame:
    book = fastexcel.read_excel(path)
    names = book.sheet_names
    name = source.sheet or names[0]
    if name not in names:
        raise EtlError(
            f'{path}: has no sheet "{name}"; it has {", ".join(names)}. '
            "Set [source] sheet in the mapping."
        )
    cells = book.load_sheet(name, header_row=None, dtypes="string").to_polars()
    return cells.with_columns(pl.col(column).pipe(_as_shown) for column in _times(cells))


def unread_sheets(path: Path, source: Source) -> list[str]:
    """Say which other sheets of a workbook hold rows, unless the mapping names the one to read."""
    if path.suffix.lower() not in WORKBOOKS or source.sheet:
        return []
    book = fastexcel.read_excel(path)
    first, *others = book.sheet_names
    full = [name for name in others if book.load_sheet(name, header_row=None, n_rows=2).height > 1]
    if not full:
        return []
    return [
        f"{path.name}: sheet {first} is read; {', '.join(full)} hold rows too and are not. "
        "Name the sheet to read in the mapping: [source] sheet."
    ]


def _times(cells: pl.DataFrame) -> list[str]:
    """The columns that hold a time: only these are looked at cell by cell."""
    looks = pl.all().str.contains(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d").any()
    found = cells.select(looks).row(0)
    return [name for name, has_time in zip(cells.columns, found, strict=True) if has_time]


def _as_shown(column: pl.Expr) -> pl.Expr:
    """A clock without a day as hours, also beyond 24; days without a clock as days."""
    stamped = column.str.contains(r"^\d{4}-\d\d-\d\d ")
    are_days = (~stamped | column.str.contains(_MIDNIGHT)).fill_null(value=True).all()
    days = pl.when(are_days).then(column.str.replace(_MIDNIGHT, "")).otherwise(column)
    clock = column.str.contains(_CLOCK.pattern)
    return pl.when(clock).then(column.map_elements(_hours, pl.String)).otherwise(days)


def _hours(cell: str) -> str:
    found = _CLOCK.match(cell)
    if found is None:
        return cell
    day = 0 if found[1] == _DAY else int(found[1][-2:])
    seconds = day * _SECONDS_A_DAY + int(found[2]) * 3600 + int(found[3]) * 60
    # A workbook holds a clock as a fraction of a day: 25:15 comes back as 25:14:59.997.
    whole = seconds + round(float(found[4]))
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Records within records as columns of their own, `outer.inner`."""
    while nested := [name for name, kind in frame.schema.items() if isinstance(kind, pl.Struct)]:
        for name in nested:
            inner = frame[name].struct.unnest()
            inner = inner.rename({field: f"{name}.{field}" for field in inner.columns})
            frame = frame.drop(name).with_columns(inner)
    return frame


def _within(frame: pl.DataFrame, name: str | None) -> pl.DataFrame:
    """The records that stand in a list of that name; a file of records alone as it is."""
    if name is None or name not in frame.columns:
        return frame
    return frame.select(pl.col(name).explode()).to_series().struct.unnest()


def _unfolded(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """One row per item of lists within records, beside what the record says itself."""
    for name in names:
        if isinstance(frame.schema.get(name), pl.List):
            frame = _flat(frame.explode(name))
    return frame


def _as_text(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.Datetime):
        form = "%Y-%m-%d %H:%M:%S%.f%:z" if kind.time_zone else "%Y-%m-%d %H:%M:%S"
        return column.dt.strftime(form)
    if isinstance(kind, pl.List | pl.Array):
        items = column.list.eval(pl.element().cast(pl.String))
        return items.list.join(", ", ignore_nulls=True).alias(name)
    return column.cast(pl.String)
