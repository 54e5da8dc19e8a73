"""What the cells of a column look like, whatever its header says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final

import polars as pl

from etl.cells.durations import durations
from etl.cells.flags import flags
from etl.cells.plain import plain, plain_word
from etl.grammar import Column
from etl.times import parse_stamps

_DAYS: Final = (
    "%Y/%m/%d",
    "%Y-%m-%d",
    "%Y年%m月%d日",
    "%Y.%m.%d",
    "%Y%m%d",
    "%Ex",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %b %Y",
    "%d/%b/%Y",
    "%d-%b-%Y",
    "%d/%b/%y",
    "%b %d, %Y",
    "%d/%m/%y",
    "%m/%d/%y",
)
_CLOCKS: Final = (
    *("%H:%M:%S", "%H:%M", "%H時%M分", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p", "%H:%M:%S%.f"),
    "%H%M%S",
)
_ISO: Final = (
    *("%Y-%m-%dT%H:%M:%S%.fZ", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%MZ"),
    *("%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S%.f"),
    *("%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S UTC", "%Y-%m-%d %H:%M:%S %z"),
)
_STAMPS: Final = (
    *(f"{day} {clock}" for day, clock in product(_DAYS, _CLOCKS)),
    *(
        "%Ex%H:%M",
        "%Y年%m月%d日%H時%M分",
        "%Y年%m月%d日%H:%M",
        "%b %d, %Y, %I:%M %p",
        "%Y%m%d%H%M%S",
    ),
    *_ISO,
)
_FORMS: Final = {"stamp": _STAMPS, "day": _DAYS, "clock": _CLOCKS}
_LOOKS: Final = (
    ("%Ex", r"(?:[a-z]|明治|大正|昭和|平成|令和)[^:]*"),
    ("%.f", r"\.\d+"),
    ("%Y", r"\d{4}"),
    ("%b", r"[a-z]{3}"),
    ("%p", r"[ap]m"),
    ("%z", r"[+-]\d\d:?\d\d"),
    *((mark, r"\d{1,2}") for mark in ("%m", "%d", "%H", "%I", "%M", "%S", "%y")),
)
# One cell in so many may be something else, such as a note in a column of stamps.
_MOST: Final = 0.9
_FEW: Final = 12
_PHONE: Final = re.compile(r"^\+?[0-9][0-9\-() ]{8,14}[0-9]$")
_MAIL: Final = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_RANGE: Final = re.compile(r"^\d{1,2}:\d{2}\s*[-~〜～–]\s*\d{1,2}:\d{2}$")
_WITHIN_THE_HOUR: Final = r"^0{1,2}:[0-5]\d:[0-5]\d$"
_LONG: Final = 25


@dataclass(frozen=True)
class Evidence:
    """What the cells are: `kind`, the formats of stamps, and a few different cells.

    Kinds: empty, stamp, day, clock, flag, duration, integer, number, phone, mail, range, few (words
    that come again), long (sentences), text.
    """

    kind: str
    formats: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()
    filled: int = 0

    @property
    def is_time(self) -> bool:
        """Whether the cells are stamps, days or clocks."""
        return self.kind in _FORMS

    @property
    def is_personal(self) -> bool:
        """Whether the cells are numbers or addresses of people."""
        return self.kind in ("phone", "mail")


def evidence_of(cells: pl.Series) -> Evidence:
    """Return what the cells of a column look like; blanks are not looked at."""
    texts = cells.drop_nulls().cast(pl.String).str.strip_chars()
    texts = texts.filter((texts != "") & ~texts.is_in(["-", "－", "―", "ー"]))
    distinct = tuple(texts.unique(maintain_order=True).to_list())
    if not distinct:
        return Evidence("empty")
    for kind, forms in _FORMS.items():
        if kind == "clock" and texts.str.contains(_WITHIN_THE_HOUR).all():
            # Nothing but minutes after midnight: how long, not when.
            return Evidence("duration", (), distinct, len(texts))
        if formats := _formats(texts, forms):
            return Evidence(kind, formats, distinct, len(texts))
    return Evidence(_kind(texts, distinct), (), distinct, len(texts))


def _formats(texts: pl.Series, forms: Sequence[str]) -> tuple[str, ...]:
    """The forms that together read most cells, each of which reads some that none before it did.

    Where a day may come first or second both forms are kept: the whole file decides at load.
    """
    left, chosen = texts, list[str]()
    looks = set(plain(texts.unique()).to_list())
    for form in forms:
        # Reading is costly and there are a hundred forms: first a look at the cells.
        if not any(_shape(form).fullmatch(look) for look in looks):
            continue
        read = _reads(left if not _is_swapped(form, chosen) else texts, form)
        if read.any():
            chosen.append(form)
            if len(read) == len(left):
                left = left.filter(~read)
        if left.is_empty():
            left = texts.clear()
    unread = len(left)
    return tuple(chosen) if unread <= (1 - _MOST) * len(texts) else ()


@cache
def _shape(form: str) -> re.Pattern[str]:
    """What text of a form of stamps looks like, its numbers unchecked."""
    pattern = re.escape(plain_word(form)).replace(r"\ ", r"\s*")
    for mark, look in _LOOKS:
        pattern = pattern.replace(re.escape(mark), look)
    return re.compile(pattern, re.IGNORECASE)


def _is_swapped(form: str, chosen: Sequence[str]) -> bool:
    """Whether the form differs from one chosen before by the order of day and month only."""
    return form.startswith("%m/%d") and form.replace("%m/%d", "%d/%m", 1) in chosen


def _reads(texts: pl.Series, form: str) -> pl.Series:
    if texts.is_empty():
        return pl.Series([], dtype=pl.Boolean)
    if form in _CLOCKS:
        # A clock alone is no stamp: it is read on some day.
        texts, form = "2000-01-01 " + texts, f"%Y-%m-%d {form}"
    column = Column(name="at", header="at", kind="time", formats=(form,), zone="UTC")
    stamps, _ = parse_stamps(texts.alias("at"), column)
    return (stamps.is_not_null() & stamps.dt.year().is_between(1990, 2100)).fill_null(False)


def _kind(texts: pl.Series, distinct: tuple[str, ...]) -> str:
    words = plain(texts)
    if flags(texts).is_not_null().all():
        return "flag"
    for kind, pattern in (("mail", _MAIL), ("range", _RANGE)):
        if sum(bool(pattern.match(text)) for text in words) >= _MOST * len(words):
            return kind
    digits = [re.sub(r"\D", "", text) for text in words]
    dashed = sum("-" in text or text.startswith(("+", "0")) for text in words)
    phones = sum(bool(_PHONE.match(text)) for text in words)
    if phones >= _MOST * len(words) and dashed and min(map(len, digits)) >= 9:
        return "phone"
    if words.str.contains(r"^[0-9][0-9,]*$").all():
        return "integer"
    if words.str.contains(r"^[¥￥$€£]?-?[0-9][0-9,]*(\.[0-9]+)?(円)?$").all():
        return "number"
    if durations(texts, "seconds").is_not_null().sum() >= _MOST * len(texts):
        return "duration"
    if sum(map(len, distinct)) / len(distinct) > _LONG:
        return "long"
    return "few" if len(distinct) <= _FEW and len(distinct) < len(texts) else "text"
