"""The kinds of flag that hold a rule's rate against the rates of like rules."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Kind:
    """One kind of flag: the metric that shows it and the events of which it needs one.

    No event says whether hand-overs are told from advice: then the counts themselves tell.

    `counts/NAME.sql` counts its cases by rule and week, and where they differ by place, by route
    step, hour or item; variation between operators is no count and has a query of its own.
    """

    name: str
    metric: str
    needs: tuple[str, ...]


_UNCOUNTED: Final = {"inconsistent"}
KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind("over_escalation", "over_escalation_by_receiver_rate", ("judged",)),
        Kind("late", "raised_late_rate", ("triggered",)),
        Kind("unreachable", "unreachable_attempt_rate", ("attempted",)),
        Kind("wrong_target", "wrong_target_rate", ("attempted",)),
        Kind("repeat_questions", "repeat_question_rate", ("asked",)),
        Kind("level_misfit", "level_misfit_rate", ("accepted",)),
        Kind("under_escalation", "passed_over_sign_rate", ("triggered", "assessed")),
        Kind("bounce", "bounce_rate", ()),
        Kind("inconsistent", "operator_variation", ()),
    )
}
# Those of which cases are counted.
COUNTED: Final = tuple(name for name in KINDS if name not in _UNCOUNTED)
