"""What to simulate: seed, size, weeks and the failures to plant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from etl.errors import EtlError

KINDS = (
    "over_escalation",
    "late",
    "unreachable",
    "wrong_target",
    "repeat_question",
    "report_incomplete",
    "level_misfit",
    "inconsistent",
    "under_escalation",
    "bounce",
    "no_rule",
    "conflict",
    "unused_stale",
)
SLOTS_TOLD = ("name", "phone", "order_no", "symptom")
REPORT_ITEMS = ("overview", "actions_taken", "assessment", "request", "scope", "cause", "result")


class PlanError(EtlError):
    """A plan that cannot be simulated; the message says which value and what to do."""


@dataclass(frozen=True)
class Planted:
    """One failure: `size` is added to the rate of the rule in weeks [from_week, until_week).

    `rule_id` None means every rule. `step` (1 = first), `target` and the half-open hour band
    narrow an `unreachable` or `wrong_target`; `slot` names the item asked again (or missing from
    the report). What each kind does to the log is listed in `etl/simulate/README.md`.
    """

    kind: str
    rule_id: str | None = None
    size: float = 0.15
    from_week: int = 0
    until_week: int | None = None
    step: int | None = None
    target: str | None = None
    slot: str | None = None
    hour_from: int = 0
    hour_to: int = 24

    def is_active(self, week: int) -> bool:
        """Whether the failure is in force in that week of the plan (0 = first)."""
        return self.from_week <= week and (self.until_week is None or week < self.until_week)


@dataclass(frozen=True)
class SimulationPlan:
    """A simulated center. The same plan always gives the same log, byte for byte.

    `contacts` is an exact total over all weeks; without it every week has about
    `contacts_per_week`. `start_date` is a Monday, because weeks start on Monday.
    """

    seed: int = 1
    contacts: int | None = None
    contacts_per_week: int = 2000
    weeks: int = 26
    start_date: date = date(2026, 4, 6)
    planted: Sequence[Planted] = ()

    def __post_init__(self) -> None:
        """Refuse a plan that would silently simulate something else."""
        if self.weeks < 1:
            raise PlanError(f"weeks is {self.weeks}; simulate at least 1 week")
        if self.start_date.weekday() != 0:
            monday = self.start_date - timedelta(days=self.start_date.weekday())
            raise PlanError(f"start_date {self.start_date} is not a Monday; use {monday}")
        if (self.contacts_per_week if self.contacts is None else self.contacts) < 1:
            raise PlanError("a plan needs at least 1 contact; raise contacts or contacts_per_week")
        for planted in self.planted:
            check_planted(planted)

    @property
    def end_date(self) -> date:
        """The first day after the last simulated week; nothing in the log is later."""
        return self.start_date + timedelta(weeks=self.weeks)

    @property
    def total_contacts(self) -> int:
        """How many contacts the plan asks for."""
        return self.contacts if self.contacts is not None else self.contacts_per_week * self.weeks


def check_planted(planted: Planted) -> None:
    """Raise `PlanError` when a failure names something the simulation does not have."""
    if planted.kind not in KINDS:
        raise PlanError(f"planted kind '{planted.kind}' is unknown; use one of {', '.join(KINDS)}")
    if not 0 < planted.size <= 1:
        raise PlanError(f"planted {planted.kind}: size {planted.size} is not in (0, 1]")
    allowed = {"repeat_question": SLOTS_TOLD, "report_incomplete": REPORT_ITEMS}
    slots = allowed.get(planted.kind)
    if slots and planted.slot is not None and planted.slot not in slots:
        raise PlanError(
            f"planted {planted.kind}: slot '{planted.slot}' is unknown; use {', '.join(slots)}"
        )


def parse_planted(text: str) -> Planted:
    """Read KIND[:RULE[:SIZE]][:NAME=VALUE…], such as `unreachable:R012:0.3:step=1:hours=12-14`.

    An empty rule means every rule. Names: step, target, slot, hours (12-14), weeks (8-20).
    """
    plain = [part for part in text.split(":") if "=" not in part]
    named = [part.split("=", 1) for part in text.split(":") if "=" in part]
    try:
        values: dict[str, str | int | float | None] = {"kind": plain[0]}
        if len(plain) > 1:
            values["rule_id"] = plain[1] or None
        if len(plain) > 2:
            values["size"] = float(plain[2])
        for name, value in named:
            values.update(_named_value(name, value))
        planted = Planted(**values)  # type: ignore[arg-type]
    except (IndexError, KeyError, ValueError) as error:
        raise PlanError(
            f"cannot read planted failure '{text}'; write KIND[:RULE[:SIZE]], for example "
            "over_escalation:R012:0.15, then step=, target=, slot=, hours=12-14 or weeks=8-20"
        ) from error
    check_planted(planted)
    return planted


def _named_value(name: str, value: str) -> dict[str, str | int]:
    if name in ("hours", "weeks"):
        first, _, last = value.partition("-")
        names = ("hour_from", "hour_to") if name == "hours" else ("from_week", "until_week")
        return {names[0]: int(first), names[1]: int(last)}
    if name == "step":
        return {"step": int(value)}
    if name in ("target", "slot"):
        return {name: value}
    raise KeyError(name)
