"""The wording lexicon: the product's own, over which a center writes its signals."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl

from etl.facts.dimensions import DIMENSION_SCHEMAS
from etl.patterns import require_readable
from etl.section import Section

SIGNALS: Final = ("said_before", "in_a_hurry", "angry", "number", "heated")
EXCEPT: Final = "except"
PARTS: Final = ("ja", "en", EXCEPT)
_FILE: Final = Path(__file__).with_name("lexicon.toml")


@cache
def _own() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["wording"]
    return table


def read_wording(top: Section) -> pl.DataFrame:
    """Return signal, part and pattern of every word; a center's `wording` over the product's.

    Raises EtlError for an unknown signal or key and for a pattern that RE2 refuses or that fits
    everything.
    """
    given = top.section("wording")
    rows = []
    for signal in SIGNALS:
        is_given = given.has(signal)
        section = given.section(signal) if is_given else Section(_own(), _FILE.name).section(signal)
        for part in PARTS:
            for pattern in section.texts(part):
                require_readable(section, part, pattern)
                rows.append({"signal": signal, "part": part, "pattern": pattern})
        section.finish()
    given.finish()
    return pl.DataFrame(rows, schema=DIMENSION_SCHEMAS["dim_wording_pattern"])
