"""The rule book of the simulated center: topics, rules, their versions and routes."""

import csv
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from etl.simulate.plan import SimulationPlan

_FOLDER = Path(__file__).parent
LIMIT_MINUTES = {"very_high": 5, "high": 15, "medium": 30}
RISK = {(2, 2): "medium", (2, 3): "high", (3, 2): "high", (3, 3): "very_high"}


@dataclass(frozen=True)
class RouteStep:
    """One step of a route: whom to try, how, and how long to wait for an answer."""

    step: int
    role: str
    means: str
    wait_minutes: int
    weekdays: str
    hours: str


@dataclass(frozen=True)
class Topic:
    """What customers ask about; most topics have a rule that says when to escalate."""

    rule_id: str | None
    title: str
    category: str
    subcategory: str
    words: str
    item: str
    comparison: str
    bound: int | None
    amount: tuple[int, int] | None
    impact: int
    urgency: int
    target: str
    mode: str
    items: tuple[str, ...]
    owner: str
    manual: str
    weight: float
    escalated_share: float
    second_version: str


@dataclass(frozen=True)
class RuleVersion:
    """One rule as it stands from `from_week` of the plan on (0 also covers the time before)."""

    topic: Topic
    version: int
    from_week: int
    valid_from: date
    review_by: date
    limit_minutes: int
    route: tuple[RouteStep, ...]
    change_reason: str


def read_topics() -> tuple[Topic, ...]:
    """Every topic of `rulebook.csv`, in file order."""
    with (_FOLDER / "rulebook.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_topic(row) for row in csv.DictReader(file))


def _topic(row: dict[str, str]) -> Topic:
    return Topic(
        rule_id=row["rule_id"] or None,
        title=row["title"],
        category=row["category"],
        subcategory=row["subcategory"],
        words=row["words"],
        item=row["item"],
        comparison=row["comparison"],
        bound=int(row["value"]) if row["value"] else None,
        amount=_amount(row),
        impact=int(row["impact"]),
        urgency=int(row["urgency"]),
        target=row["target"],
        mode=row["mode"],
        items=tuple(row["items"].split(";")),
        owner=row["owner"],
        manual=row["manual"],
        weight=float(row["weight"]),
        escalated_share=float(row["escalated_share"]),
        second_version=row["second_version"],
    )


def _amount(row: dict[str, str]) -> tuple[int, int] | None:
    if not row["amount_low"]:
        return None
    return int(row["amount_low"]), int(row["amount_high"])


def read_routes() -> dict[str, tuple[RouteStep, ...]]:
    """The usual route for each role that a rule can name (`routes.csv`)."""
    routes: dict[str, list[RouteStep]] = {}
    with (_FOLDER / "routes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            step = RouteStep(
                int(row["step"]),
                row["role"],
                row["means"],
                int(row["wait_minutes"]),
                row["weekdays"],
                row["hours"],
            )
            routes.setdefault(row["target"], []).append(step)
    return {target: tuple(steps) for target, steps in routes.items()}


def version_weeks(plan: SimulationPlan) -> tuple[int, int]:
    """The two weeks of the plan in which a new edition of the workbook takes effect."""
    return plan.weeks // 3, 2 * plan.weeks // 3


def rule_versions(plan: SimulationPlan) -> tuple[RuleVersion, ...]:
    """Every version of every rule that is in force at some time of the plan."""
    versions: list[RuleVersion] = []
    for number, topic in enumerate(topic for topic in read_topics() if topic.rule_id):
        versions.extend(_versions_of(plan, number, topic))
    return tuple(versions)


def _versions_of(plan: SimulationPlan, number: int, topic: Topic) -> list[RuleVersion]:
    first_day = plan.start_date - timedelta(days=112)
    limit = LIMIT_MINUTES[RISK[(topic.impact, topic.urgency)]]
    route = _route(number, topic)
    first = RuleVersion(
        topic,
        1,
        0,
        first_day,
        plan.end_date + timedelta(days=90 + 7 * number),
        limit,
        route,
        "初版",
    )
    if not topic.second_version:
        return [first]
    week = version_weeks(plan)[0 if number % 2 else 1]
    day = plan.start_date + timedelta(weeks=week)
    if topic.second_version == "new":
        return [
            replace(first, from_week=week, valid_from=day, change_reason="新しい申し出への対応")
        ]
    return [first, replace(_changed(first), version=2, from_week=week, valid_from=day)]


def _route(number: int, topic: Topic) -> tuple[RouteStep, ...]:
    # every third rule for leaders does without the last resort, so that depths differ
    steps = read_routes()[topic.target]
    return steps[:-1] if len(steps) == 4 and number % 3 == 0 else steps


def _changed(first: RuleVersion) -> RuleVersion:
    topic, change = first.topic, first.topic.second_version
    if change == "limit":
        return replace(
            first, limit_minutes=first.limit_minutes // 2, change_reason="待たせすぎの声"
        )
    if change == "level":
        target = "リーダー" if topic.target == "スーパーバイザー" else "スーパーバイザー"
        changed = replace(topic, target=target)
        return replace(
            first, topic=changed, route=read_routes()[target], change_reason="権限の見直し"
        )
    if change == "means":
        step = replace(first.route[0], means="emergency_phone")
        return replace(first, route=(step, *first.route[1:]), change_reason="つながりにくさ")
    if change == "target":
        route = tuple(replace(step, wait_minutes=step.wait_minutes + 1) for step in first.route)
        return replace(first, route=route, change_reason="経路の見直し")
    return replace(
        first, topic=replace(topic, words=topic.words + "場合"), change_reason="表現の改訂"
    )
