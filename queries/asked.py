"""What is asked of a metric: the period, the filters, the groups and the clock."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from queries.errors import QueryError
from queries.nearest import nearest

TEXT_FILTERS: Final = (
    "center",
    "team",
    "channel",
    "category",
    "subcategory",
    "product",
    "rule_id",
    "target",
    "mode",
    "reason",
    "means",
    "slot",
    "risk",
    "axis",
    "outcome",
    "judgement",
    "risk_kind",
    "customer_kind",
    "link_from",
    "link_to",
)
NUMBER_FILTERS: Final = (
    *("level", "weekday", "hour", "step", "hop"),
    *("impact", "urgency", "amount_band"),
)
FLAG_FILTERS: Final = ("is_emergency",)
FILTERS: Final = TEXT_FILTERS + NUMBER_FILTERS + FLAG_FILTERS
GRAINS: Final = ("week_start", "day", *FILTERS)
CLOCKS: Final = ("wall", "business")

# How the macros are told "rows without a value"; see queries/macros/is_asked*.sql.
_NO_TEXT: Final = ""
_NO_NUMBER: Final = -1

# Words of the command line.
_NO_VALUE: Final = "-"
_SHORT_NAMES: Final = {"week": "week_start", "rule": "rule_id", "emergency": "is_emergency"}
_FLAGS: Final = {"true": True, "false": False}

Texts = tuple[str | None, ...]
Numbers = tuple[int | None, ...]
Flags = tuple[bool | None, ...]


@dataclass(frozen=True)
class Asked:
    """A question: start inclusive, stop exclusive; an empty filter lets everything pass.

    None inside a filter stands for rows without a value. `by` empty asks for one total.
    """

    start: dt.date | None = None
    stop: dt.date | None = None
    center: Texts = ()
    team: Texts = ()
    channel: Texts = ()
    category: Texts = ()
    subcategory: Texts = ()
    product: Texts = ()
    rule_id: Texts = ()
    level: Numbers = ()
    target: Texts = ()
    weekday: Numbers = ()
    hour: Numbers = ()
    mode: Texts = ()
    reason: Texts = ()
    means: Texts = ()
    step: Numbers = ()
    slot: Texts = ()
    risk: Texts = ()
    impact: Numbers = ()
    urgency: Numbers = ()
    amount_band: Numbers = ()
    axis: Texts = ()
    outcome: Texts = ()
    judgement: Texts = ()
    risk_kind: Texts = ()
    customer_kind: Texts = ()
    hop: Numbers = ()
    link_from: Texts = ()
    link_to: Texts = ()
    is_emergency: Flags = ()
    clock: str = "wall"
    by: tuple[str, ...] = ("week_start",)

    def __post_init__(self) -> None:
        if self.clock not in CLOCKS:
            raise ValueError(f"clock: {self.clock!r} is none of {', '.join(CLOCKS)}.")

    def filters(self) -> dict[str, Texts | Numbers | Flags]:
        """Return the filters that are set."""
        return {name: getattr(self, name) for name in FILTERS if getattr(self, name)}

    def grain(self) -> str:
        """Return the regular expression that picks the group columns in a metric's SQL."""
        return f"^({'|'.join(self.by) or 'overall'})$"

    def params(self) -> dict[str, Any]:
        """Return the parameters `asked` and `grain` of a metric's SQL."""
        values = asdict(self)
        del values["by"]
        for name in TEXT_FILTERS:
            values[name] = _known_list(values[name], _NO_TEXT)
        for name in NUMBER_FILTERS:
            values[name] = _known_list(values[name], _NO_NUMBER)
        for name in FLAG_FILTERS:
            known = _known_list(values[name], _NO_NUMBER)
            values[name] = known and [int(value) for value in known]
        return {"asked": values, "grain": self.grain()}

    def at(self, cell: Mapping[str, Any]) -> "Asked":
        """Return this question narrowed to one row of its answer: a total of that cell."""
        chosen: dict[str, Any] = {name: (cell[name],) for name in self.by if name in FILTERS}
        start, stop = self.start, self.stop
        for name, days in (("week_start", 7), ("day", 1)):
            if name in self.by:
                first = cell[name]
                start = max(first, start or first)
                last = first + dt.timedelta(days=days)
                stop = min(last, stop or last)
        return replace(self, start=start, stop=stop, by=(), **chosen)


def _known_list(values: tuple[Any, ...], missing: Any) -> list[Any] | None:
    return [missing if value is None else value for value in values] or None


def parse_grains(words: Sequence[str]) -> tuple[str, ...]:
    """Return the groups that words such as `week` or `week,center` name."""
    names = [name for word in words for name in word.split(",")]
    return tuple(_SHORT_NAMES.get(name, name) for name in names)


def parse_filters(words: Sequence[str]) -> dict[str, Any]:
    """Return the filters that words such as `center=tokyo,osaka` set, for Asked.

    `-` stands for rows without a value. Raises QueryError on an unknown filter.
    """
    found: dict[str, Any] = {}
    for word in words:
        name, sign, values = word.partition("=")
        name = _SHORT_NAMES.get(name, name)
        if not sign or name not in FILTERS:
            raise QueryError(
                f"--filter {word}: {name!r} is no filter.{nearest(name, FILTERS)} "
                f"Write NAME=VALUE with one of {', '.join(FILTERS)}."
            )
        parsed = tuple(_parse_value(name, value) for value in values.split(","))
        found[name] = found.get(name, ()) + parsed
    return found


def _parse_value(name: str, value: str) -> str | int | bool | None:
    if value == _NO_VALUE:
        return None
    if name in TEXT_FILTERS:
        return value
    if name in FLAG_FILTERS:
        return _parse_flag(name, value)
    try:
        return int(value)
    except ValueError:
        raise QueryError(f"--filter {name}={value}: write a number, such as {name}=1.") from None


def _parse_flag(name: str, value: str) -> bool:
    if value not in _FLAGS:
        raise QueryError(f"--filter {name}={value}: write true, false or - (not on record).")
    return _FLAGS[value]
