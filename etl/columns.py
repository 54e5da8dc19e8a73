"""Declared columns: from raw cells to typed values, and what could not be read."""

import difflib
from dataclasses import dataclass, field

import polars as pl

from etl.cells.durations import durations
from etl.cells.flags import flags
from etl.cells.numbers import ROUNDED, decimals, whole_numbers
from etl.conditions import did_not_happen_name, predicates
from etl.errors import EtlError
from etl.extract import EXTRA_CELL, ORIGIN
from etl.grammar import Column, Mapping
from etl.masking import Masks
from etl.pseudonyms import Pseudonyms
from etl.times import basis_name, clock_times, parse_stamps

CONTACT = "@contact"
UNKNOWN_ROLE = "person"


@dataclass
class Rows:
    """Mapped rows, and per reason which of them cannot be used."""

    frame: pl.DataFrame
    problems: list[tuple[str, pl.Series]] = field(default_factory=list)

    def note(self, reason: str, mask: pl.Series) -> None:
        """Remember a reason when it concerns any row."""
        if mask.any():
            self.problems.append((reason, mask))

    def without(self, left_out: pl.Series) -> "Rows":
        """Return the other rows, with their problems."""
        rows = Rows(self.frame.filter(~left_out))
        for reason, mask in self.problems:
            rows.note(reason, mask.filter(~left_out))
        return rows


def header_of(column: Column) -> str:
    """Return the unique header under which `etl.extract` gives the column."""
    return column.header if column.nth == 1 else f"{column.header}#{column.nth}"


def under_own_headers(raw: pl.DataFrame, mapping: Mapping) -> pl.DataFrame:
    """Return raw rows with each column under its first header where the file has another of it."""
    names: dict[str, str] = {}
    for column in mapping.columns:
        pairs = [(column.header, column.other_headers)]
        if column.time_header:
            pairs.append((column.time_header, column.other_time_headers))
        for first, others in pairs:
            found = next((other for other in others if other in raw.columns), None)
            if found is not None and first not in raw.columns:
                names[found] = first
    return raw.rename(names)


def check_headers(mapping: Mapping, raw: pl.DataFrame, file: str) -> None:
    """Raise EtlError when a column that the mapping needs is not in the file."""
    headers = [name for name in raw.columns if name not in (EXTRA_CELL, *ORIGIN)]
    wanted = [(column, header_of(column)) for column in mapping.columns]
    wanted += [(column, column.time_header) for column in mapping.columns if column.time_header]
    for column, header in wanted:
        if header in headers or column.is_optional:
            continue
        near = difflib.get_close_matches(header, headers, n=1)
        hint = f'Did you mean "{near[0]}"?' if near else f"The file has: {', '.join(headers)}."
        raise EtlError(
            f'{file}: column "{header}" is missing (mapping {mapping.name}, '
            f"columns.{column.name}). {hint}"
        )


def read_columns(raw: pl.DataFrame, mapping: Mapping, pseudonyms: Pseudonyms, masks: Masks) -> Rows:
    """Return the declared columns of raw rows, typed, with contact, file and row."""
    asked_marks = _asked_marks(mapping)
    text = raw.select(
        "source_file",
        "source_row",
        *(_cell(column, raw, mapping).alias(column.name) for column in mapping.columns),
    )
    marks = text.select(
        pl.col(column.name)
        .is_in(column.did_not_happen)
        .fill_null(False)
        .alias(did_not_happen_name(column.name))
        for column in mapping.columns
        if column.name in asked_marks
    )
    text = text.with_columns(
        _meaning(column, mapping).alias(column.name)
        for column in mapping.columns
        if _has_meaning(column, mapping) and not _is_empty(text[column.name])
    )
    rows = Rows(pl.concat([text, marks], how="horizontal") if marks.width else text)
    rows.note("no_extra_cell", raw[EXTRA_CELL].is_not_null())
    _read_kinds(rows, text, mapping, pseudonyms)
    _mask(rows, text, mapping, masks)
    _read_contact(rows, mapping)
    return rows


def _asked_marks(mapping: Mapping) -> set[str]:
    conditions = [table.condition for table in mapping.events]
    conditions += [rule.condition for rule in mapping.ignores]
    return {
        predicate.column or ""
        for condition in conditions
        for predicate in predicates(condition)
        if predicate.verb == "did_not_happen"
    }


def _cell(column: Column, raw: pl.DataFrame, mapping: Mapping) -> pl.Expr:
    """Return the cell's text; blank and missing markers are unknown."""
    header = header_of(column)
    if header not in raw.columns:
        if column.else_header not in raw.columns:
            return pl.lit(None, dtype=pl.String)
        header = column.else_header
    text = _known(pl.col(header), column, mapping)
    if column.else_header in raw.columns:
        text = pl.coalesce(text, _known(pl.col(column.else_header), column, mapping))
    if column.time_header is None:
        return text
    clock = _known(pl.col(column.time_header), column, mapping)
    joined = pl.concat_str(text, clock, separator=" ", ignore_nulls=True)
    return pl.when(text.is_not_null()).then(joined)


def _known(text: pl.Expr, column: Column, mapping: Mapping) -> pl.Expr:
    missing = list(column.missing)
    if mapping.source.trim:
        text = text.str.strip_chars()
        missing.append("")
    return pl.when(~text.is_in(missing)).then(text) if missing else text


def _is_empty(cells: pl.Series) -> bool:
    return cells.null_count() == len(cells)


def _has_meaning(column: Column, mapping: Mapping) -> bool:
    return bool(
        column.did_not_happen
        or column.pattern
        or column.values
        or (column.is_person and mapping.source.bots)
    )


def _meaning(column: Column, mapping: Mapping) -> pl.Expr:
    """Return the text after markers, bots, pattern and value map, in this order."""
    text = pl.col(column.name)
    nobody = column.did_not_happen + (mapping.source.bots if column.is_person else ())
    if nobody:
        text = pl.when(~text.is_in(nobody)).then(text)
    if column.pattern is not None:
        text = text.str.extract(column.pattern, 1)
    if column.values:
        old, new = zip(*column.values, strict=True)
        # Other values stay as they are, or become the one word given; an empty word is unknown.
        default = text if column.other is None else pl.lit(column.other or None, dtype=pl.String)
        known = text.replace_strict(old, new, default=default, return_dtype=pl.String)
        text = pl.when(text.is_not_null()).then(known)
    return text


def _read_kinds(rows: Rows, text: pl.DataFrame, mapping: Mapping, pseudonyms: Pseudonyms) -> None:
    """Replace texts by values of the declared kind; what does not fit becomes a problem."""
    for column in mapping.columns:
        cells = text[column.name]
        if column.is_person:
            rows.frame = rows.frame.with_columns(pseudonyms.of_all(cells))
        elif column.is_role:
            roles = pseudonyms.as_roles(cells, mapping.people, unknown_role=UNKNOWN_ROLE)
            rows.frame = rows.frame.with_columns(roles)
        elif column.kind != "text":
            values = _read_kind(rows, cells, column)
            rows.frame = rows.frame.with_columns(values)
            if values.null_count() > cells.null_count():
                rows.note(f"{column.name}_is_{column.kind}", values.is_null() & cells.is_not_null())


def _mask(rows: Rows, text: pl.DataFrame, mapping: Mapping, masks: Masks) -> None:
    """Mask free text; people named in other cells of a row are known in it by their very names."""
    persons = [text[column.name] for column in mapping.columns if column.is_person]
    for column in mapping.columns:
        if column.is_masked and column.name not in masks.off:
            rows.frame = rows.frame.with_columns(masks.of(text[column.name], persons))


def _read_kind(rows: Rows, cells: pl.Series, column: Column) -> pl.Series:
    if column.kind == "flag" and _is_empty(cells):
        return cells.cast(pl.Boolean)
    match column.kind:
        case "integer":
            return whole_numbers(cells)
        case "number":
            return decimals(cells)
        case "flag":
            return flags(cells)
    return _read_time(rows, cells, column)


def _read_time(rows: Rows, cells: pl.Series, column: Column) -> pl.Series:
    basis: pl.Series | str
    if column.date_of is not None:
        stamps = clock_times(cells, column, rows.frame[column.date_of])
        basis = column.basis or "exact"
    elif column.after is not None and column.unit is not None:
        stamps = rows.frame[column.after] + durations(cells, column.unit)
        basis = column.basis or "exact"
    else:
        stamps, basis = parse_stamps(cells, column)
    values = pl.lit(basis) if isinstance(basis, str) else basis
    rows.frame = rows.frame.with_columns(values.alias(basis_name(column.name)))
    return stamps.alias(column.name)


def _read_contact(rows: Rows, mapping: Mapping) -> None:
    """Add the contact: its key columns joined; a row without it cannot be used."""
    if not mapping.source.contact:
        return
    keys = [pl.col(name).cast(pl.String) for name in mapping.source.contact]
    contact = keys[0] if len(keys) == 1 else pl.concat_str(keys, separator="/")
    rows.frame = rows.frame.with_columns(contact.alias(CONTACT))
    if rows.frame[CONTACT].null_count():
        rows.note("contact_id_present", rows.frame[CONTACT].is_null())
    # Contacts of one rounded number would become one contact.
    rows.note("contact_id_not_rounded", rows.frame[CONTACT].str.contains(ROUNDED).fill_null(False))
