"""From what was typed into the form to a request, or to what is wrong with it."""

import datetime as dt
import re
import unicodedata
import uuid
from collections.abc import Mapping
from typing import Any

from queries.journal.recorded import LONGEST_CONTACT, Request
from queries.recording.form import CLOCKS, CODED, COLUMNS, LISTS

NONE = "none"
_CLOCK = re.compile(r"(\d{1,2})[:時](\d{1,2})分?|(\d{1,2})(\d{2})")
_DAY = re.compile(r"(?:(\d{4})[/年.-])?(\d{1,2})[/月.-](\d{1,2})日?")
_HALF_DAY = dt.timedelta(hours=12)


class TypedError(ValueError):
    """What is wrong with a field, as the name of a text of the page."""


def clock(text: str) -> dt.time | None:
    """A time of day, however it is typed: 14:05, 1405, 14時05分; None for a blank."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if not plain:
        return None
    found = _CLOCK.fullmatch(plain)
    hour, minute = (int(part) for part in found.groups() if part) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise TypedError("no_clock")
    return dt.time(hour, minute)


def day(text: str, today: dt.date) -> dt.date:
    """A day up to today, however it is typed; without a year it is the last such day."""
    found = _DAY.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        raise TypedError("no_day")
    year = int(found[1] or today.year)
    try:
        typed = dt.date(year, int(found[2]), int(found[3]))
        if typed > today and not found[1]:
            typed = typed.replace(year=year - 1)
    except ValueError as error:
        raise TypedError("no_day") from error
    if typed > today:
        raise TypedError("no_day")
    return typed


def items(chosen: list[str]) -> tuple[str, ...] | None:
    """Several things, none of them, or nothing known."""
    if NONE in chosen and len(chosen) > 1:
        raise TypedError("none_and_more")
    if not chosen:
        return None
    return () if chosen == [NONE] else tuple(item.strip() for item in chosen)


def request(given: Mapping[str, Any], now: dt.datetime, request_id: str | None) -> Request:
    """The request that stands in the form; raises TypedError where a field cannot be used."""
    contact_id = unicodedata.normalize("NFKC", given["contact_id"]).strip()
    if not contact_id:
        raise TypedError("no_contact")
    if len(contact_id) > LONGEST_CONTACT:
        raise TypedError("long_contact")
    asked, answered = (clock(given[name] or "") for name in CLOCKS)
    if _is_before(answered, asked):
        raise TypedError("answered_before")
    words = {name: given[name] or None for name in (*CODED, "target", "rule_id")}
    lists = {name: items(given[name]) for name in LISTS}
    return Request(
        request_id=request_id or uuid.uuid4().hex,
        contact_id=contact_id,
        asked_on=day(given["asked_on"], now.date()),
        kept_at=now,
        asked_clock=asked,
        answered_clock=answered,
        **words,
        **lists,
    )


def _is_before(answered: dt.time | None, asked: dt.time | None) -> bool:
    """Whether an answer came before its request; far before it, it is of the next morning."""
    if answered is None or asked is None:
        return False
    day = dt.date(2000, 1, 1)
    early = dt.datetime.combine(day, asked) - dt.datetime.combine(day, answered)
    return dt.timedelta() < early <= _HALF_DAY


def fields_of(given: Request) -> dict[str, Any]:
    """What stands in the form for a request, to be corrected there."""
    fields = {name: getattr(given, name) for name in COLUMNS}
    fields["asked_on"] = f"{given.asked_on:%Y/%m/%d}"
    for name in CLOCKS:
        fields[name] = f"{fields[name]:%H:%M}" if fields[name] else ""
    for name in LISTS:
        fields[name] = [NONE] if fields[name] == () else list(fields[name] or ())
    return {name: "" if value is None else value for name, value in fields.items()}


def blank(now: dt.datetime) -> dict[str, Any]:
    """What an empty form begins with: today, and the time of day."""
    fields: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    fields |= {name: [] for name in LISTS}
    return fields | {"asked_on": f"{now:%Y/%m/%d}", "asked_clock": f"{now:%H:%M}"}
