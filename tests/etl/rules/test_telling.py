"""What an import changes, as plain values: field by field, and what it still asks."""

import datetime as dt

import pytest

from etl.rules import Answers, NeedsAnswerError, import_workbook
from etl.rules.telling import told_import, told_question

LAST_DAY = dt.date(2026, 9, 30)


def test_every_field_that_differs_is_told_in_full(write_rules, tmp_path):
    store = tmp_path / "store"
    step = {"順番": 1, "役割": "リーダー", "手段": "保留", "待ち時間(分)": 2}
    first = write_rules({"制限時間(分)": 30}, steps=(step,))
    import_workbook(first, store, last_day=LAST_DAY)
    second = write_rules(
        {"制限時間(分)": 15, "適用開始日": "2026-06-01", "変更理由": "待たせすぎ"},
        steps=({**step, "待ち時間(分)": 3},),
    )
    told = told_import(import_workbook(second, store, last_day=LAST_DAY, dry_run=True))
    assert told["counts"] == {"new": 0, "changed": 1, "gone": 0, "same": 0}
    assert told["is_written"] is False
    assert told["asks"] == []
    (change,) = told["changes"]
    assert (change["rule_id"], change["kind"]) == ("R1", "changed")
    assert (change["valid_from"], change["reason"]) == ("2026-06-01", "待たせすぎ")
    assert change["fields"] == [
        {"field": "time limit (minutes)", "before": "30", "after": "15"},
        {
            "field": "route",
            "before": "1. リーダー hold 2 min",
            "after": "1. リーダー hold 3 min",
        },
    ]


def test_what_is_open_is_asked_by_name(write_rules, tmp_path):
    store = tmp_path / "store"
    import_workbook(write_rules({"制限時間(分)": 30}), store, last_day=LAST_DAY)
    changed = write_rules({"制限時間(分)": 15})
    with pytest.raises(NeedsAnswerError) as open_to:
        import_workbook(changed, store, last_day=LAST_DAY)
    told = told_question(open_to.value)
    assert told["asks"] == ["reason", "valid_from"]
    assert "R1" in told["message"]
    answers = Answers(dt.date(2026, 6, 1), "待たせすぎ")
    told = told_import(import_workbook(changed, store, answers, LAST_DAY))
    assert told["is_written"] is True
