"""What a rule is: its conditions, its route and everything else that the workbook says of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RouteStep:
    """One step of a rule's route: whom to try, how, how long and when."""

    step: int
    target: str
    target_level: int | None
    means: str | None
    wait_seconds: int | None
    weekdays: str | None
    hour_from: str | None
    hour_to: str | None


@dataclass(frozen=True)
class Condition:
    """One machine-readable condition of a rule; a list's values stand between commas."""

    item: str
    comparison: str
    value: str


@dataclass(frozen=True)
class Rule:
    """A rule as the workbook has it; `valid_from` and `change_reason` may be left to be asked.

    `impact` and `urgency` say how grave such a case usually is; they are no conditions.
    `conditions` all have to hold, and with them the `expression`; see etl/rules/README.md.
    """

    rule_id: str
    title: str
    category: str | None
    subcategory: str | None
    channel: str | None
    condition_words: str | None
    conditions: tuple[Condition, ...]
    impact: int | None
    urgency: int | None
    target: str | None
    level: int | None
    mode: str | None
    limit_seconds: int | None
    limit_clock: str | None
    allows_emergency_skip: bool | None
    required_items: str | None
    owner: str | None
    review_by: str | None
    manual_page: str | None
    valid_from: str | None
    change_reason: str | None
    route: tuple[RouteStep, ...]
    expression: str | None = None
