"""Everything there is to mend in a rule set: of the warehouse, or of a workbook before import."""

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table

from etl.rules.analysis import RuleInForce, analyse
from etl.rules.branches import rule_branches
from etl.rules.explaining import explain
from etl.rules.say import say
from etl.rules.workbook import read_rules
from etl.settings import read_settings
from queries.flags import review_week
from queries.revisit.standing import COLUMNS, standing_findings
from queries.revisit.standing_words import standing_label
from queries.warehouse import Warehouse

_WIDTH = 120
_HEADS = {"ja": ("種類", "ルール", "指摘"), "en": ("kind", "rule", "finding")}


def check_warehouse(path: Path, week: date | None = None) -> pl.DataFrame:
    """Return the findings as of the end of a week, in the columns of `standing_findings`."""
    with Warehouse(path) as warehouse:
        stop = review_week(warehouse, week) + timedelta(weeks=1)
        return standing_findings(warehouse, stop)


def check_workbook(path: Path, warehouse: Path, lang: str = "en") -> pl.DataFrame:
    """Return what the analysis finds in a workbook, before anything is imported.

    Roles and the risk matrix are those of the warehouse's settings. Raises EtlError for cells that
    cannot be used.
    """
    settings = read_settings(warehouse.with_name("minaoshi.toml"))
    rules = [
        RuleInForce(rule.rule_id, rule.rule_id, rule.level, rule_branches(rule))
        for rule in read_rules(path, settings.roles, lang).rules
    ]
    risks = settings.dimensions["dim_risk"].iter_rows()
    matrix = {(str(impact), str(urgency)): risk for impact, urgency, risk in risks}
    rows: list[dict[str, Any]] = [
        {
            "kind": finding.kind,
            "rule_id": finding.rule_id,
            "other_rule_ids": list(finding.other_rule_ids),
            "condition": finding.condition,
            "witness": json.dumps(dict(finding.witness), ensure_ascii=False),
            "explained_ja": explain(finding, "ja"),
            "explained_en": explain(finding, "en"),
        }
        for finding in analyse(rules, matrix)
    ]
    return pl.DataFrame(rows, schema=COLUMNS)


def checked_text(found: pl.DataFrame, lang: str, format: str = "table") -> str:
    """Return findings as a table to read, or as JSON to pass on."""
    if format == "json":
        return json.dumps(found.to_dicts(), ensure_ascii=False, indent=2, default=str)
    if found.is_empty():
        return say(lang, "nothing_found")
    table = Table(show_lines=True)
    for head in _HEADS[lang]:
        # Rich would cut a Japanese sentence, which has no spaces to break at.
        table.add_column(head, overflow="fold")
    for row in found.iter_rows(named=True):
        rules = [row["rule_id"] or "–", *(row["other_rule_ids"] or [])]
        table.add_row(standing_label(row["kind"], lang), " ".join(rules), row[f"explained_{lang}"])
    text = io.StringIO()
    Console(file=text, width=_WIDTH, no_color=True, markup=False).print(table)
    return text.getvalue().rstrip("\n")
