"""Read a mapping file: TOML, strictly, into the records of `etl.grammar`."""

import hashlib
import tomllib
from dataclasses import replace
from pathlib import Path

from etl import grammar, headers
from etl.cells.durations import UNITS
from etl.errors import EtlError
from etl.grammar import Column, Mapping, People, Source, columns_of
from etl.mapping_events import read_counts, read_events, read_ignores
from etl.section import Section

_FOLDER = Path(__file__).parent / "mappings"
_TIME_KEYS = ("formats", "zone", "basis", "date_of", "after", "time_header")


def mapping_names() -> list[str]:
    """Return the names of the mappings that come with the product."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def read_mapping(name_or_file: str | Path) -> Mapping:
    """Return the mapping of that name, or the one in that file.

    Raises EtlError naming file, key and the nearest valid key when something is not understood.
    """
    path = _find(name_or_file)
    text = path.read_bytes()
    try:
        table = tomllib.loads(text.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EtlError(f"{path}: not readable as TOML: {error}. Mend that line.") from None
    return _read(Section(table, path.name), hashlib.sha256(text).hexdigest())


def _find(name_or_file: str | Path) -> Path:
    path = Path(name_or_file)
    if path.suffix == ".toml":
        if not path.is_file():
            raise EtlError(f"{path}: no such mapping file. Check the path.")
        return path
    path = _FOLDER / f"{name_or_file}.toml"
    if path.is_file():
        return path
    names = mapping_names()
    raise Section({}, "mappings").error(
        str(name_or_file), "is not a mapping that comes with the product.", str(name_or_file), names
    )


def _read(top: Section, digest: str) -> Mapping:
    source = _read_source(top.section("source"))
    columns = _read_columns(top.section("columns"), source)
    mapping = Mapping(
        name=top.text("name"),
        title=top.text("title", ""),
        shape=top.choice("shape", grammar.SHAPES),
        source=source,
        columns=columns,
        events=read_events(top, columns),
        ignores=read_ignores(top, columns),
        counts=read_counts(top, columns),
        implied_rule=top.texts("implied_rule"),
        people=_read_people(top.section("people")),
        digest=digest,
    )
    top.finish()
    _check_names(top, mapping)
    return _with_masked_notes(mapping)


def _read_source(section: Section) -> Source:
    source = Source(
        contact=section.texts("contact"),
        encoding=section.choice("encoding", grammar.ENCODINGS, "detect"),
        delimiter=section.text("delimiter", headers.DETECT),
        header_row=section.number("header_row", headers.FOUND),
        sheet=section.optional_text("sheet"),
        records=section.optional_text("records"),
        unfold=section.texts("unfold"),
        zone=section.text("zone", "UTC"),
        trim=section.flag("trim", True),
        missing=section.texts("missing"),
        did_not_happen=section.texts("did_not_happen"),
        bots=section.texts("bots"),
        order=section.texts("order"),
        seq=section.optional_text("seq"),
        exact_duplicates=section.choice("exact_duplicates", grammar.DUPLICATES, "keep"),
    )
    section.finish()
    return source


def _read_columns(section: Section, source: Source) -> tuple[Column, ...]:
    return tuple(
        _plain_column(name, value, source)
        if isinstance(value, str)
        else _read_column(section.section(name), name, source)
        for name, value in section.items()
    )


def _plain_column(name: str, header: str, source: Source) -> Column:
    return Column(
        name=name,
        header=header,
        zone=source.zone,
        missing=source.missing,
        did_not_happen=source.did_not_happen,
    )


def _read_column(section: Section, name: str, source: Source) -> Column:
    # A column may have several headers, such as one in each language.
    names, clocks = section.texts("header"), section.texts("time_header")
    if not names:
        raise section.error("header", "is missing. Name the header of the column in the file.")
    column = Column(
        name=name,
        header=names[0],
        other_headers=names[1:],
        nth=section.number("nth", 1),
        kind=section.choice("kind", grammar.KINDS, "text"),
        is_optional=section.flag("optional"),
        is_person=section.flag("person"),
        is_role=section.flag("role"),
        is_masked=section.flag("mask"),
        time_header=clocks[0] if clocks else None,
        other_time_headers=clocks[1:],
        else_header=section.optional_text("else"),
        formats=section.texts("formats"),
        zone=section.text("zone", source.zone),
        basis=section.choice("basis", grammar.BASES) if section.has("basis") else None,
        date_of=section.optional_text("date_of"),
        after=section.optional_text("after"),
        unit=section.choice("unit", tuple(UNITS)) if section.has("unit") else None,
        missing=source.missing + section.texts("missing"),
        did_not_happen=source.did_not_happen + section.texts("did_not_happen"),
        pattern=section.optional_text("pattern"),
        values=section.pairs("values"),
        other=section.optional_text("other"),
    )
    section.finish()
    if (column.after is None) != (column.unit is None):
        what = "goes with after alone" if column.after is None else "is missing beside after"
        raise section.error("unit", f"{what}. A length of time needs the unit of its numbers.")
    if column.kind == "time" and not column.formats and column.after is None:
        raise section.error("formats", 'is missing. Add one, for example "%Y-%m-%d %H:%M:%S".')
    for key in _TIME_KEYS:
        if column.kind != "time" and section.has(key):
            raise section.error(key, 'belongs to a column of kind "time".')
    return column


def _with_masked_notes(mapping: Mapping) -> Mapping:
    """What becomes a note is masked, whether the mapping says so or not."""
    notes = columns_of(mapping, "note")
    columns = [
        replace(column, is_masked=True) if column.name in notes else column
        for column in mapping.columns
    ]
    return replace(mapping, columns=tuple(columns))


def _read_people(section: Section) -> People:
    people = People(section.pairs("roles"), section.choice("others", ("keep", "hash"), "keep"))
    section.finish()
    return people


def _check_names(top: Section, mapping: Mapping) -> None:
    """Every column that the mapping mentions outside its event tables is declared."""
    names = [column.name for column in mapping.columns]
    source = mapping.source
    used = {
        "source.contact": source.contact,
        "source.order": source.order,
        "source.seq": () if source.seq is None else (source.seq,),
        "implied_rule": mapping.implied_rule,
    }
    for key, columns in used.items():
        for column in columns:
            if column not in names:
                raise top.error(key, f'"{column}" is not a declared column.', column, names)
    _check_date_of(top, mapping)
    if mapping.shape == "counts":
        if mapping.counts is None:
            raise top.error("counts", "is missing. Add a [counts] table.")
    elif not source.contact:
        raise top.error("source.contact", "is missing. Name the column that holds the contact.")
    elif not mapping.events:
        raise top.error("event", "is missing. Add at least one [[event]] table.")


def _check_date_of(top: Section, mapping: Mapping) -> None:
    """A clock or a length of time takes its day from a column that is read before it."""
    times: list[str] = []
    for column in mapping.columns:
        for key, earlier in (("date_of", column.date_of), ("after", column.after)):
            if earlier is not None and earlier not in times:
                what = f'"{earlier}" is not a column of kind "time" declared above it.'
                raise top.error(f"columns.{column.name}.{key}", what, earlier, times)
        if column.kind == "time":
            times.append(column.name)
