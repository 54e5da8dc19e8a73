"""The slot lexicon: the product's own, over which a center writes its items."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl

from etl.facts.dimensions import DIMENSION_SCHEMAS
from etl.patterns import require_readable
from etl.section import Section

LANGUAGES: Final = ("ja", "en")
_FILE: Final = Path(__file__).with_name("lexicon.toml")
_CODE: Final = re.compile(r"[a-z][a-z0-9_]*")


@cache
def _own() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["slots"]
    return table


def read_lexicon(top: Section) -> pl.DataFrame:
    """Return slot, lang and pattern of every word; the `slots` of a center over the product's.

    Raises EtlError for a slot that is no code, an unknown key, a pattern that RE2 refuses and one
    that stands under two slots.
    """
    given = top.section("slots")
    rows: list[dict[str, str]] = []
    owners: dict[str, str] = {}
    for slot in dict.fromkeys([*_own(), *(name for name, _ in given.items())]):
        is_given = given.has(slot)
        section = given.section(slot) if is_given else Section(_own(), _FILE.name).section(slot)
        if not _CODE.fullmatch(slot):
            raise given.error(slot, "is no code. Write small letters, digits and _: order_no.")
        for lang in LANGUAGES:
            for pattern in section.texts(lang):
                require_readable(section, lang, pattern)
                if owners.setdefault(pattern, slot) != slot:
                    raise section.error(
                        lang,
                        f'"{pattern}" is a pattern of {owners[pattern]} already. A question that '
                        "fits two items tells neither: keep it under one.",
                    )
                rows.append({"slot": slot, "lang": lang, "pattern": pattern})
        section.finish()
    return pl.DataFrame(rows, schema=DIMENSION_SCHEMAS["dim_slot_pattern"])
