"""Judge the rule book at load: findings with the time in which they held, kept as facts."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from etl.facts.dimensions import DIMENSION_SCHEMAS
from etl.rules.analysis import RuleFinding, RuleInForce, analyse
from etl.rules.explaining import explain
from etl.rules.rule import Condition
from etl.rules.space import AXES

TABLE: Final = "rule_finding"
# What was wrong with editions older than these is history that nobody mends.
MOST_EDITIONS: Final = 24
_SITUATIONS: Final = Path(__file__).with_name("situations.sql")


@dataclass(frozen=True)
class Version:
    """A version with the instants between which it was in force."""

    rule: RuleInForce
    valid_from: dt.datetime
    valid_to: dt.datetime | None

    def holds(self, when: dt.datetime) -> bool:
        """Whether it was in force at an instant."""
        return self.valid_from <= when and (self.valid_to is None or when < self.valid_to)


def keep_findings(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `facts.rule_finding` of the connection's database from its rules and its log."""
    versions = _versions(connection)
    if not versions:
        return
    matrix = read_matrix(connection)
    frame = pl.DataFrame(
        _rows(connection, versions, matrix), schema=DIMENSION_SCHEMAS[TABLE], orient="row"
    )
    connection.register("given_frame", frame.to_arrow())
    connection.execute(f"insert into facts.{TABLE} from given_frame")
    connection.unregister("given_frame")


def read_matrix(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """Return the risk of every impact and urgency."""
    rows = connection.execute("select impact, urgency, risk from facts.dim_risk").fetchall()
    return {(str(impact), str(urgency)): risk for impact, urgency, risk in rows}


def read_situations(
    connection: duckdb.DuckDBPyConnection,
    rules: Sequence[RuleInForce],
    start: dt.datetime | None = None,
    stop: dt.datetime | None = None,
) -> list[dict[str, Any]]:
    """Return the situations of the log between two instants with how often they occurred.

    They are told apart by those items only that some rule asks for.
    """
    items = {c.item for rule in rules for branch in rule.branches for c in branch}
    if items & set(AXES[2]):
        items |= set(AXES[2])
    params = {"start": start, "stop": stop}
    frame = pl.DataFrame(connection.execute(_situations(), params).to_arrow_table())
    counts = pl.col("contacts", "escalations").sum()
    keys = sorted(items)
    return frame.group_by(keys).agg(counts).sort(keys).to_dicts() if keys else []


@cache
def _situations() -> str:
    return _SITUATIONS.read_text(encoding="utf-8")


def _versions(connection: duckdb.DuckDBPyConnection) -> list[Version]:
    branches: dict[str, dict[int, list[Condition]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.table("facts.dim_rule_condition").pl().iter_rows(named=True):
        condition = Condition(row["item"], row["comparison"], row["value"])
        branches[row["rule_version_id"]][row["branch"]].append(condition)
    return [
        Version(
            RuleInForce(
                row["rule_id"],
                row["rule_version_id"],
                row["level"],
                tuple(tuple(b) for _, b in sorted(branches[row["rule_version_id"]].items())),
            ),
            row["valid_from"],
            row["valid_to"],
        )
        for row in connection.table("facts.dim_rule_version").pl().iter_rows(named=True)
    ]


def _rows(
    connection: duckdb.DuckDBPyConnection,
    versions: list[Version],
    matrix: dict[tuple[str, str], str],
) -> list[dict[str, Any]]:
    """Return a row per finding; where consecutive editions share one, it is one row."""
    begins = {v.valid_from for v in versions}
    begins |= {v.valid_to for v in versions if v.valid_to is not None}
    edges = sorted(begins)[-MOST_EDITIONS:]
    found: list[tuple[RuleFinding, dt.datetime, dt.datetime | None]] = []
    last: dict[RuleFinding, int] = {}
    for start, stop in zip(edges, [*edges[1:], None], strict=True):
        rules = [version.rule for version in versions if version.holds(start)]
        now: dict[RuleFinding, int] = {}
        for finding in analyse(rules, matrix, read_situations(connection, rules, start, stop)):
            key = replace(finding, contacts=None, escalations=None, witness=())
            at = last.get(key)
            if at is None:
                found.append((finding, start, stop))
                at = len(found) - 1
            else:
                found[at] = (_summed(found[at][0], finding), found[at][1], stop)
            now[key] = at
        last = now
    return [_row(*one) for one in found]


def _summed(one: RuleFinding, other: RuleFinding) -> RuleFinding:
    def total(name: str) -> int | None:
        parts = [value for f in (one, other) if (value := getattr(f, name)) is not None]
        return sum(parts) if parts else None

    return replace(one, contacts=total("contacts"), escalations=total("escalations"))


def _row(
    finding: RuleFinding, valid_from: dt.datetime, valid_to: dt.datetime | None
) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "rule_id": finding.rule_id,
        "rule_version_id": finding.rule_version_id,
        "other_rule_ids": list(finding.other_rule_ids),
        "condition": finding.condition,
        "witness": json.dumps(dict(finding.witness), ensure_ascii=False),
        "contacts": finding.contacts,
        "escalations": finding.escalations,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "explained_ja": explain(finding, "ja"),
        "explained_en": explain(finding, "en"),
    }
