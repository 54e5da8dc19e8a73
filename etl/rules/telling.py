"""What an import changes, or what it still asks, as plain values that a page can draw."""

from typing import Any

from etl.rules.change import Change
from etl.rules.findings import findings_text
from etl.rules.importing import Imported
from etl.rules.questions import NeedsAnswerError
from etl.rules.wording import differences


def told_import(imported: Imported) -> dict[str, Any]:
    """Return counts, each change field by field, what is gone, notes and findings, in words."""
    changes = imported.changes
    lang = changes.lang
    return {
        "is_written": imported.is_written,
        "counts": {
            "new": len(changes.new),
            "changed": len(changes.changed),
            "gone": len(changes.missing),
            "same": len(changes.unchanged),
        },
        "changes": [
            *(_told(change, "new", lang) for change in changes.new),
            *(_told(change, "changed", lang) for change in changes.changed),
        ],
        "gone": list(changes.missing),
        "retired_on": None if changes.retired_on is None else changes.retired_on.isoformat(),
        "notes": [*changes.warnings, *imported.notes],
        "findings": findings_text(imported.findings, lang).splitlines(),
        "asks": [],
    }


def told_question(open_to: NeedsAnswerError) -> dict[str, Any]:
    """Return what an import asks: which answers are open, and the rules that wait for them."""
    return {"is_written": False, "asks": sorted(open_to.asked), "message": str(open_to)}


def _told(change: Change, kind: str, lang: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "rule_id": change.rule.rule_id,
        "title": change.rule.title,
        "valid_from": change.valid_from.isoformat(),
        "reason": change.reason,
        "fields": [
            {"field": field, "before": before, "after": after}
            for field, before, after in differences(change, lang)
        ],
    }
