"""The mapping of a list as a TOML file, from what each of its columns holds."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from etl.suggest.match import MAPPED, SEVERAL, Match

_FOLDER: Final = Path(__file__).parent
_MOMENTS: Final = ("opened", "escalated", "resolved")
_FLAGS: Final = ("escalated", "emergency", "complained", "reopened")
_PERSONS: Final = ("customer_id", "operator")
_WORDS: Final = {"channel": "channel", "mode": "mode", "means": "means", "reason": "reason"}
_NONE: Final = ("なし", "無し", "無", "None", "none")
_SIZES: Final = ("impact", "urgency")


@dataclass(frozen=True)
class Draft:
    """A mapping to be written, or what is missing for one: keys of `words.toml`."""

    text: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Column:
    name: str
    body: str
    remark: str


def draft(
    matches: Sequence[Match],
    file: str,
    remarks: dict[str, str],
    zone: str = "Asia/Tokyo",
    sheet: str | None = None,
    every_row_escalated: bool = False,
) -> Draft:
    """Return the mapping of the columns that are decided.

    `remarks` say by header why it is taken. Without a contact number or a time of receipt there is
    no mapping; without any sign of an escalation there is one, and it is said.
    """
    held = _held(matches)
    columns = [column for name in held if (column := _column(name, held, remarks))]
    names = {column.name for column in columns}
    columns += _levels(held, names, remarks)
    names = {column.name for column in columns}
    needed = {"no_contact": "contact_id" in names, "no_opened": "opened_at" in names}
    missing = [key for key, is_there in needed.items() if not is_there]
    if missing:
        return Draft("", tuple(missing))
    signs = {"escalated", "escalated_at", "target", "target_level"}
    if not names & signs and not every_row_escalated:
        missing.append("no_escalation")
    stem = Path(file).name.partition(".")[0]
    reopened = held.get("reopened")
    text = _template().render(
        file=file,
        name="".join(c if c.isalnum() else "_" for c in stem).lower(),
        title=stem,
        zone=zone,
        sheet=sheet,
        columns=columns,
        has=_Has(names),
        result=_vocabulary()["result"],
        reopened_is_time=bool(reopened and reopened.evidence.is_time),
        is_escalation_list=every_row_escalated and not names & signs,
    )
    return Draft(text, tuple(missing))


class _Has(dict[str, bool]):
    """Whether the mapping has a column of a name."""

    def __init__(self, names: set[str]) -> None:
        super().__init__(dict.fromkeys(names, True))

    def __missing__(self, name: str) -> bool:
        return False


def _held(matches: Sequence[Match]) -> dict[str, Match]:
    """The column of each field; of several the first."""
    held: dict[str, Match] = {}
    for match in matches:
        if match.state == MAPPED and match.field and match.field not in held:
            held[match.field] = match
    return held


def spare(matches: Sequence[Match]) -> list[Match]:
    """Columns that hold the same as an earlier one, which is the one that is read."""
    first = _held(matches)
    return [
        match
        for match in matches
        if match.state == MAPPED and match.field in SEVERAL and first[match.field] is not match
    ]


def _column(name: str, held: dict[str, Match], remarks: dict[str, str]) -> _Column | None:
    match = held[name]
    stem, _, part = name.rpartition("_")
    if stem in _MOMENTS and part in ("date", "time", "at"):
        return _moment(stem, part, held, remarks)
    parts = [f"header = {_quoted(_header(match))}", "optional = true"]
    if name == "contact_id":
        parts.pop()
    parts += _kind(name, match, held)
    return _Column(name, ", ".join(parts + _nth(match)), remarks[match.header])


def _kind(name: str, match: Match, held: dict[str, Match]) -> list[str]:
    if name in ("accepted_at", "due_at") or (name == "reopened" and match.evidence.is_time):
        return _timed(match, held)
    if name in _FLAGS:
        return ['kind = "flag"']
    if name in _PERSONS:
        return ["person = true"]
    if name == "note":
        return ["mask = true"]
    if name == "amount":
        return ['kind = "number"']
    if name in _SIZES:
        return ['kind = "integer"', *_values("size", other=match.evidence.kind != "integer")]
    if name in (*_WORDS, "judgement"):
        return _values(name)
    if name in ("target", "not_reached", "asked_again", "rule_id"):
        return [f"did_not_happen = [{', '.join(map(_quoted, _NONE))}]"]
    if name == "target_level":
        return ['kind = "integer"', *_values("level", other=match.evidence.kind != "integer")]
    return []


def _moment(
    stem: str, part: str, held: dict[str, Match], remarks: dict[str, str]
) -> _Column | None:
    """A point in time out of a stamp, of a day and a clock, of a day alone or of a clock alone."""
    stamp, day, clock = (held.get(f"{stem}_{name}") for name in ("at", "date", "time"))
    main = stamp or day or clock
    if main is None or main is not held[f"{stem}_{part}"]:
        return None
    parts = [f"header = {_quoted(_header(main))}"]
    formats = main.evidence.formats
    if main is day and clock is not None:
        parts.append(f"time_header = {_quoted(_header(clock))}")
        both = [f"{a} {b}" for a, b in product(formats, clock.evidence.formats)]
        formats = (*both, *formats)
    if main is clock:
        if stem == "opened":
            return None
        parts.append('date_of = "opened_at"')
    if stem != "opened":
        parts.append("optional = true")
    parts += ['kind = "time"', f"formats = [{', '.join(map(_quoted, formats or _USUAL))}]"]
    return _Column(f"{stem}_at", ", ".join(parts + _nth(main)), remarks[main.header])


_USUAL: Final = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")


def _timed(match: Match, held: dict[str, Match]) -> list[str]:
    formats = ", ".join(map(_quoted, match.evidence.formats or _USUAL))
    found = ['kind = "time"', f"formats = [{formats}]"]
    if match.evidence.kind == "clock":
        of = (
            "escalated_at" if any(f"escalated_{p}" in held for p in ("at", "date")) else "opened_at"
        )
        found.append(f'date_of = "{of}"')
    return found


def _levels(held: dict[str, Match], names: set[str], remarks: dict[str, str]) -> list[_Column]:
    """The level of whoever was asked, read out of the name of the role where nothing else says."""
    if "target_level" in names or "target" not in held:
        return []
    target = held["target"]
    body = [f"header = {_quoted(_header(target))}", "optional = true", 'kind = "integer"']
    body += [*_values("level"), *_nth(target)]
    return [_Column("target_level", ", ".join(body), remarks[target.header])]


def _values(name: str, other: bool = True) -> list[str]:
    words = _vocabulary()[name]
    pairs = ", ".join(f"{_quoted(a)} = {_quoted(b)}" for a, b in words["values"].items())
    rest = [f"other = {_quoted(words['other'])}"] if other and "other" in words else []
    return [f"values = {{ {pairs} }}", *rest]


def _header(match: Match) -> str:
    return match.header.partition("#")[0]


def _nth(match: Match) -> list[str]:
    number = match.header.partition("#")[2]
    return [f"nth = {number}"] if number.isdigit() else []


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads((_FOLDER / "vocabulary.toml").read_text(encoding="utf-8"))


def _quoted(text: str) -> str:
    """A text as TOML writes it: JSON's quotes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)


@cache
def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # TOML, not HTML: what is quoted goes through `q`
    )
    environment.filters["q"] = _quoted
    return environment.get_template("mapping.toml.j2")
