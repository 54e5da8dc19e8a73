"""The manager's rule workbooks: one per date on which rules changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import xlsxwriter

from etl.simulate.plan import SimulationPlan
from etl.simulate.rulebook import RouteStep, RuleVersion, read_routes, rule_versions

RULE_HEADERS = (
    "ルール番号 件名 大分類 中分類 チャネル 条件(ことば) 条件1項目 条件1比較 条件1値 条件2項目 "
    "条件2比較 条件2値 条件3項目 条件3比較 条件3値 影響度 緊急度 エスカレ先(役割) 相談/引継ぎ "
    "制限時間(分) 時計(実時間/営業時間) 緊急時の飛び越し 引継ぎ必須項目 責任者 次回見直し "
    "マニュアル 適用開始日 変更理由"
)
ROUTE_HEADERS = "ルール番号 順番 役割 手段 待ち時間(分) 曜日 時間帯"
_COMPARISON = {"at_least": "以上", "at_most": "以下", "": ""}
_ITEM = {"impact": "影響度", "urgency": "緊急度", "": ""}
_SIZE = {1: "低", 2: "中", 3: "高"}
_MODE = {"consult": "相談", "takeover": "引継ぎ"}
_ITEM_JA = {
    "overview": "概要",
    "actions_taken": "実施した対応",
    "assessment": "見立て",
    "request": "依頼事項",
    "scope": "影響範囲",
}
_MEANS_JA = {"hold": "保留", "chat": "チャット", "phone": "内線", "emergency_phone": "緊急電話"}


def write_workbooks(plan: SimulationPlan, folder: Path) -> list[Path]:
    """Write `rules_<date>.xlsx` for every edition, oldest first; returns the files."""
    versions = [*_as_planted(plan, rule_versions(plan)), *_conflicting(plan)]
    written: list[Path] = []
    for day in sorted({version.valid_from for version in versions}):
        path = folder / f"rules_{day}.xlsx"
        _write(path, _edition(versions, day))
        written.append(path)
    return written


def _edition(versions: Sequence[RuleVersion], day: date) -> list[RuleVersion]:
    """The newest version of every rule that is valid on the day."""
    newest: dict[str, RuleVersion] = {}
    for version in versions:
        if version.valid_from <= day and version.topic.rule_id:
            newest[version.topic.rule_id] = version
    return [newest[rule] for rule in sorted(newest)]


def _as_planted(plan: SimulationPlan, versions: Sequence[RuleVersion]) -> list[RuleVersion]:
    """A rule planted as unused is also overdue for review."""
    stale = {planted.rule_id for planted in plan.planted if planted.kind == "unused_stale"}
    past = plan.start_date - timedelta(days=30)
    return [
        replace(version, review_by=past) if version.topic.rule_id in stale else version
        for version in versions
    ]


def _conflicting(plan: SimulationPlan) -> list[RuleVersion]:
    """A second rule with the same conditions and another level, per planted conflict."""
    added: list[RuleVersion] = []
    for planted in plan.planted:
        if planted.kind != "conflict":
            continue
        day = plan.start_date + timedelta(weeks=planted.from_week)
        for version in rule_versions(plan):
            if version.topic.rule_id != planted.rule_id or version.version != 1:
                continue
            target = "マネージャー" if version.topic.target != "マネージャー" else "リーダー"
            topic = replace(
                version.topic,
                rule_id=f"R{900 + len(added) + 1}",
                title=version.topic.title + "(別規定)",
                target=target,
            )
            valid_from = max(day, version.valid_from) if planted.from_week else version.valid_from
            added.append(
                replace(version, topic=topic, valid_from=valid_from, route=read_routes()[target])
            )
    return added


def _write(path: Path, edition: Sequence[RuleVersion]) -> None:
    with xlsxwriter.Workbook(path) as book:
        # a fixed date keeps the file the same for the same plan
        newest = max(version.valid_from for version in edition)
        book.set_properties({"created": datetime.combine(newest, time(), UTC)})
        bold = book.add_format({"bold": True, "bg_color": "#DDE6F0"})
        day_format = book.add_format({"num_format": "yyyy/m/d"})
        rules, routes = book.add_worksheet("ルール"), book.add_worksheet("経路")
        for sheet, headers in ((rules, RULE_HEADERS.split()), (routes, ROUTE_HEADERS.split())):
            sheet.write_row(0, 0, headers, bold)
            sheet.freeze_panes(1, 2)
        line = 0
        for row, version in enumerate(edition, start=1):
            for column, cell in enumerate(_rule_row(version)):
                if isinstance(cell, date):
                    rules.write_datetime(row, column, cell, day_format)
                elif cell is not None and cell != "":
                    rules.write(row, column, cell)
            for step in version.route:
                line += 1
                routes.write_row(line, 0, _route_row(version, step))


def _rule_row(version: RuleVersion) -> list[str | int | date | None]:
    topic = version.topic
    return [
        topic.rule_id,
        topic.title,
        topic.category,
        topic.subcategory,
        "",
        topic.words,
        _ITEM[topic.item],
        _COMPARISON[topic.comparison],
        topic.bound,
        *[""] * 6,
        _SIZE[topic.impact],
        _SIZE[topic.urgency],
        topic.target,
        _MODE[topic.mode],
        version.limit_minutes,
        "実時間",
        "可" if version.limit_minutes <= 5 else "不可",
        "、".join(_ITEM_JA[item] for item in topic.items),
        topic.owner,
        version.review_by,
        topic.manual,
        version.valid_from,
        version.change_reason,
    ]


def _route_row(version: RuleVersion, step: RouteStep) -> list[str | int | None]:
    return [
        version.topic.rule_id,
        step.step,
        step.role,
        _MEANS_JA[step.means],
        step.wait_minutes,
        step.weekdays,
        step.hours,
    ]
