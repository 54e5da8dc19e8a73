"""Which column of a list holds what: by the words of its header and by its cells, with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from etl.errors import EtlError
from etl.suggest.evidence import Evidence, evidence_of
from etl.suggest.headings import OTHER, Heading, load_fields, meanings

MAPPED, ASKED, LEFT_OUT = "mapped", "asked", "left_out"
# Reasons, in the order of their weight; `etl/suggest/words.toml` says each in words.
EXACT, WORDS, CELLS, DOUBTFUL = "exact", "words", "cells", "doubtful"
UNFIT, TWICE, NOT_USED, UNKNOWN, CHOSEN = "unfit", "twice", "not_used", "unknown", "chosen"
ACCEPTED: Final = 0.8
_FROM_CELLS: Final = 0.6
_TIE: Final = 0.02
_PARTS: Final = {"stamp": "at", "day": "date", "clock": "time"}
# The fields of a point in time, and what they are called by what their cells hold.
_WHEN: Final = {"opened": "opened", "escalated_when": "escalated", "resolved": "resolved"}
_ONLY_STAMP: Final = {"accepted": "accepted_at"}
# Several columns may hold these; the first is read and the others are named.
SEVERAL: Final = ("note", "customer_id", "operator", OTHER)
_LENGTHS: Final = ("duration", "integer", "number")
_CHANNELS: Final = frozenset({"電話", "メール", "チャット", "phone", "email", "chat", "web", "sns"})


@dataclass(frozen=True)
class Match:
    """One column: its field, or what to ask.

    `state` is mapped, asked or left_out; `field` the field where mapped, else the likeliest or
    None; `may` are the fields to choose from where asked; `confidence` from 0 to 1; `doubt` is the
    question by language where the header itself says two things.
    """

    header: str
    state: str
    field: str | None
    confidence: float
    reason: str
    evidence: Evidence
    may: tuple[str, ...] = ()
    doubt: tuple[tuple[str, str], ...] = ()


def field_names() -> list[str]:
    """Every field that a column can be said to hold."""
    names: list[str] = []
    for name in load_fields():
        if name in _WHEN:
            names += [f"{_WHEN[name]}_{part}" for part in _PARTS.values()]
        else:
            names.append(_ONLY_STAMP.get(name, name))
    return names


def matched(rows: pl.DataFrame, chosen: Sequence[tuple[str, str]] = ()) -> list[Match]:
    """Return what each column of a list holds; `chosen` are headers and fields a person named.

    Raises EtlError where a chosen header or field does not exist.
    """
    said = _checked(dict(chosen), rows.columns)
    found = [_said(name, rows[name], said) or _match(name, rows[name]) for name in rows.columns]
    return _once(found)


def _checked(said: dict[str, str], headers: Sequence[str]) -> dict[str, str]:
    for header, field in said.items():
        if header not in headers:
            raise EtlError(
                f"--choose {header}={field}: the file has no column {header!r}. "
                f"It has {', '.join(headers)}."
            )
        if field not in field_names():
            raise EtlError(
                f"--choose {header}={field}: {field!r} is no field. "
                f"Choose one of {', '.join(field_names())}."
            )
    return said


def _said(header: str, cells: pl.Series, said: dict[str, str]) -> Match | None:
    if header not in said:
        return None
    field = said[header]
    state = LEFT_OUT if field == OTHER else MAPPED
    return Match(header, state, field, 1.0, CHOSEN, evidence_of(cells))


def _match(header: str, cells: pl.Series) -> Match:
    heading, evidence = meanings(header), evidence_of(cells)
    settled = dict(heading.settled).get(evidence.kind)
    if settled:
        return Match(header, _state(settled), _named(settled, evidence), 0.9, CELLS, evidence)
    if heading.doubt:
        may = tuple(dict.fromkeys(_named(name, evidence) for name, _ in heading.fields))
        return Match(
            header, ASKED, _likeliest(may, evidence), 0.5, DOUBTFUL, evidence, may, heading.doubt
        )
    if heading.best is None:
        return _from_cells(header, evidence)
    return _from_words(header, heading, evidence)


def _state(field: str) -> str:
    return LEFT_OUT if field == OTHER else MAPPED


def _from_words(header: str, heading: Heading, evidence: Evidence) -> Match:
    fitting = [(name, sure) for name, sure in heading.fields if _fits(name, evidence)]
    if not fitting:
        field, sure = heading.fields[0]
        if evidence.kind in _LENGTHS and "stamp" in load_fields()[field].get("kinds", ()):
            # A length of time, where the header could also have been a point in time.
            return Match(header, LEFT_OUT, OTHER, sure, CELLS, evidence)
        may = tuple(_named(name, evidence) for name, _ in heading.fields)
        return Match(header, ASKED, may[0], sure / 2, UNFIT, evidence, may)
    (field, sure), *others = fitting
    rivals = [name for name, also in others if sure - also < _TIE and name != OTHER]
    if rivals and field != OTHER:
        may = tuple(_named(name, evidence) for name in (field, *rivals))
        return Match(header, ASKED, may[0], sure / 2, DOUBTFUL, evidence, may)
    if field == OTHER:
        return Match(header, LEFT_OUT, OTHER, sure, NOT_USED, evidence)
    name, reason = _named(field, evidence), EXACT if sure == 1 else WORDS
    state = MAPPED if sure >= ACCEPTED else ASKED
    return Match(header, state, name, sure, reason, evidence, () if state == MAPPED else (name,))


def _from_cells(header: str, evidence: Evidence) -> Match:
    """What cells alone tell is proposed and never taken."""
    if evidence.is_personal:
        return Match(
            header, ASKED, "customer_id", _FROM_CELLS, CELLS, evidence, ("customer_id", OTHER)
        )
    if evidence.kind == "few" and len(_CHANNELS & {c.lower() for c in evidence.distinct}) >= 2:
        return Match(header, ASKED, "channel", _FROM_CELLS, CELLS, evidence, ("channel", OTHER))
    return Match(header, LEFT_OUT, None, 0.0, UNKNOWN, evidence)


def _fits(field: str, evidence: Evidence) -> bool:
    kinds = load_fields()[field].get("kinds")
    if kinds is None or evidence.kind == "empty":
        return True
    # One word in a few rows may be any word.
    like = {"few": ("text", "long", "flag"), "text": ("few", "long"), "person": ("few", "text")}
    return evidence.kind in kinds or any(evidence.kind in like.get(kind, ()) for kind in kinds)


def _named(field: str, evidence: Evidence) -> str:
    if field in _ONLY_STAMP:
        return _ONLY_STAMP[field]
    if field in _WHEN:
        return f"{_WHEN[field]}_{_PARTS.get(evidence.kind, 'at')}"
    return field


def _likeliest(may: Sequence[str], evidence: Evidence) -> str | None:
    """The first that its cells do not speak against; nothing is taken without being asked."""
    for name in may:
        is_when = name.endswith(tuple(f"_{part}" for part in _PARTS.values()))
        if is_when == evidence.is_time:
            return name
    return None


def _once(found: Sequence[Match]) -> list[Match]:
    """Keep the surest column of each field, or the first; ask about the others."""
    best: dict[str, Match] = {}
    for match in found:
        if match.state == MAPPED and match.field:
            kept = best.get(match.field)
            if kept is None or _weight(match) > _weight(kept):
                best[match.field] = match
    return [_alone(match, best) for match in found]


def _weight(match: Match) -> float:
    return match.confidence + (match.reason == CHOSEN)


def _alone(match: Match, best: dict[str, Match]) -> Match:
    field = match.field
    if match.state != MAPPED or field is None or field in SEVERAL or best[field] is match:
        return match
    return replace(match, state=ASKED, reason=TWICE, may=(field, OTHER))
