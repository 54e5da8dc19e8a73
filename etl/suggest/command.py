"""`minaoshi map --suggest FILE`: a mapping proposed, explained and asked about."""

import argparse
import json
from pathlib import Path
from typing import Any, Final

from etl.errors import EtlError
from etl.suggest.draft import Draft, draft
from etl.suggest.match import ASKED, Match, matched
from etl.suggest.peek import Peek, peek
from etl.suggest.preview import Preview, preview
from etl.suggest.told import as_data, as_text, reason_of, words_of

DONE: Final = 0
NEEDS_ATTENTION: Final = 1


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give `minaoshi map` the options of a proposal."""
    parser.add_argument(
        "--suggest", type=Path, metavar="FILE", help="propose a mapping for a file of rows"
    )
    parser.add_argument(
        "--choose",
        action="append",
        default=[],
        metavar="HEADER=FIELD",
        help="say what a column holds; `other` leaves it out",
    )
    parser.add_argument("--out", type=Path, metavar="MAPPING.toml", help="where to write it")
    parser.add_argument("--encoding", default="detect", help="of the file (default: %(default)s)")
    parser.add_argument("--sheet", help="of a workbook (default: the first)")
    parser.add_argument("--zone", default="Asia/Tokyo", help="of its clocks (default: %(default)s)")
    parser.add_argument(
        "--every-row-escalated", action="store_true", help="each row is a request for help"
    )
    parser.add_argument("--lang", choices=("ja", "en"), default="en")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run_suggest(given: argparse.Namespace) -> int:
    """Print what each column holds and what is asked; write the mapping where nothing is missing.

    1 where a person has to decide something before the file can be loaded.
    """
    found = peek(given.suggest, given.encoding, given.sheet)
    matches = matched(found.rows, [_choice(text) for text in given.choose])
    made = _drafted(found, matches, given)
    shown = preview(found.rows, found.file, made.text, given.zone) if made.text else None
    if given.out and made.text:
        _write(given.out, made.text)
    print(_said(found, matches, made, shown, given))
    asked = any(match.state == ASKED for match in matches)
    return NEEDS_ATTENTION if asked or made.missing else DONE


def _choice(text: str) -> tuple[str, str]:
    header, sign, field = text.rpartition("=")
    if not sign:
        raise EtlError(f"--choose {text}: says no field. Write HEADER=FIELD.")
    return header, field


def _drafted(found: Peek, matches: list[Match], given: argparse.Namespace) -> Draft:
    words = words_of(given.lang)
    remarks = {match.header: reason_of(match, words, given.lang) for match in matches}
    return draft(matches, found.file, remarks, given.zone, given.sheet, given.every_row_escalated)


def _write(path: Path, text: str) -> None:
    if path.suffix != ".toml":
        raise EtlError(f"--out {path}: a mapping is a TOML file. Let the name end in .toml.")
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EtlError(f"{path}: cannot be written ({error}). Name another place.") from None


def _said(
    found: Peek,
    matches: list[Match],
    made: Draft,
    shown: Preview | None,
    given: argparse.Namespace,
) -> str:
    if given.format == "json":
        data: dict[str, Any] = as_data(found, matches, made, shown, given.lang)
        return json.dumps(data, ensure_ascii=False, indent=2, default=str)
    out = given.out if made.text else None
    return as_text(found, matches, made, shown, given.lang, given.suggest, out)
