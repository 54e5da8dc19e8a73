"""What is said of a proposed mapping: columns, questions, what the first rows become."""

import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from etl.suggest.draft import Draft, spare
from etl.suggest.headings import OTHER, load_fields
from etl.suggest.match import ASKED, LEFT_OUT, MAPPED, Match
from etl.suggest.peek import Peek
from etl.suggest.preview import Preview

_FILE: Final = Path(__file__).with_name("words.toml")
_DELIMITERS: Final = {",": ",", "\t": "TAB"}
_ROWS_SHOWN: Final = 3
_SAMPLE: Final = 24
_STEMS: Final = {"opened": "opened", "escalated": "escalated_when", "resolved": "resolved"}


@cache
def words_of(lang: str) -> dict[str, str]:
    """Return the words of a language."""
    words: dict[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))[lang]
    return words


def field_label(field: str | None, lang: str) -> str:
    """Return a field in words; the name of its part follows where a moment has several."""
    if field is None:
        return "–"
    stem, _, part = field.rpartition("_")
    known = load_fields()
    if field == "accepted_at":
        field = "accepted"
    if field in known:
        return str(known[field][lang])
    return f"{known[_STEMS[stem]][lang]} ({words_of(lang)[part]})"


def reason_of(match: Match, words: dict[str, str], lang: str) -> str:
    """Return in words why a column is taken for what it is, or what is asked about it."""
    if match.doubt:
        return dict(match.doubt)[lang]
    text = words[match.reason]
    return text.format(
        field=field_label(match.field, lang), kind=words[f"kind_{match.evidence.kind}"]
    )


def as_text(
    found: Peek,
    matches: Sequence[Match],
    made: Draft,
    shown: Preview | None,
    lang: str,
    file: Path,
    out: Path | None,
) -> str:
    """Return the proposal for a terminal."""
    words = words_of(lang)
    head = words["head"].format(
        file=found.file,
        encoding=found.encoding,
        delimiter=_DELIMITERS.get(found.delimiter, found.delimiter),
        row=found.header_row,
        rows=f"{found.rows.height:,}",
    )
    lines = [head, *found.notes, "", *_table(matches, words, lang), "", *_asked(matches, words)]
    lines += [words[key] for key in made.missing]
    lines += _personal(matches, words)
    if shown is not None:
        lines += ["", *_first_rows(shown, words)]
    if out is not None:
        lines += ["", words["written"].format(path=out, file=file)]
    return "\n".join(lines)


def _table(matches: Sequence[Match], words: dict[str, str], lang: str) -> list[str]:
    also = {match.header for match in spare(matches)}
    rows = []
    for match in matches:
        state = words[match.state]
        field = match.field if match.state != LEFT_OUT else None
        label = field or "–"
        if match.header in also:
            label = words["also"].format(field=field)
        sure = f"{match.confidence:.2f}" if match.confidence else "–"
        rows.append((match.header, state, label, sure, reason_of(match, words, lang)))
    widths = [max(map(_width, column)) for column in list(zip(*rows, strict=True))[:-1]]
    return [
        "  ".join([*(_padded(c, w) for c, w in zip(row[:-1], widths, strict=True)), row[-1]])
        for row in rows
    ]


def _asked(matches: Sequence[Match], words: dict[str, str]) -> list[str]:
    asked = [match for match in matches if match.state == ASKED]
    if not asked:
        return []
    lines = [words["ask_head"].format(count=len(asked))]
    for match in asked:
        cells = ", ".join(cell[:_SAMPLE] for cell in match.evidence.distinct[:4])
        fields = ", ".join(dict.fromkeys((*match.may, OTHER)))
        choose = words["choose"].format(fields=fields)
        lines.append(f'  "{match.header}" ({cells or "–"}): {choose}')
    return lines


def _personal(matches: Sequence[Match], words: dict[str, str]) -> list[str]:
    taken = [
        m.header
        for m in matches
        if m.state == MAPPED and m.field in ("customer_id", "operator", "note")
    ]
    left = [m.header for m in matches if m.state != MAPPED and m.evidence.is_personal]
    lines = [words["personal"].format(headers=", ".join(taken))] if taken else []
    return lines + ([words["personal_left"].format(headers=", ".join(left))] if left else [])


def _first_rows(shown: Preview, words: dict[str, str]) -> list[str]:
    counts = ", ".join(f"{event} {count:,}" for event, count in shown.counts)
    lines = [words["preview"].format(rows=f"{shown.rows:,}", counts=counts)]
    for row in shown.events.filter(shown.events["source_row"] <= _ROWS_SHOWN).iter_rows(named=True):
        rest = " ".join(
            f"{name}={row[name]}" for name in ("target", "outcome", "slot") if row[name] is not None
        )
        basis = "" if row["time_basis"] == "exact" else f" ({row['time_basis']})"
        stamp = row["occurred_at"].strftime("%Y-%m-%d %H:%M:%S")
        lines.append(f"  {row['contact_id']}  {stamp}  {row['event']}{basis}  {rest}".rstrip())
    lines += [words["broken"].format(rule=rule, rows=rows) for rule, rows in shown.reasons]
    return lines


def as_data(
    found: Peek, matches: Sequence[Match], made: Draft, shown: Preview | None, lang: str
) -> dict[str, Any]:
    """Return the proposal as data: what a page needs to show and to ask."""
    words = words_of(lang)
    also = {match.header for match in spare(matches)}
    return {
        "file": found.file,
        "encoding": found.encoding,
        "delimiter": found.delimiter,
        "header_row": found.header_row,
        "rows_looked_at": found.rows.height,
        "notes": list(found.notes),
        "columns": [
            {
                "header": match.header,
                "state": match.state,
                "field": match.field,
                "label": field_label(match.field, lang),
                "confidence": round(match.confidence, 2),
                "reason": reason_of(match, words, lang),
                "kind": match.evidence.kind,
                "sample": list(match.evidence.distinct[:4]),
                "may": list(dict.fromkeys((*match.may, OTHER))),
                "is_spare": match.header in also,
            }
            for match in matches
        ],
        "missing": list(made.missing),
        "told": [words[key] for key in made.missing] + _personal(matches, words),
        "mapping": made.text,
        "preview": _preview_data(shown),
    }


def _preview_data(shown: Preview | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    return {
        "rows": shown.rows,
        "counts": dict(shown.counts),
        "events": shown.events.head(30).to_dicts(),
        "reasons": dict(shown.reasons),
    }


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
