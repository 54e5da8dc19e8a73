"""How often flags were right: every flag once, the last word counts, unclear is not wrong."""

import datetime as dt

import polars as pl
import pytest
from statsmodels.stats.proportion import proportion_confint

from minaoshi import main
from queries.errors import QueryError
from queries.flags import COLUMNS, Revisit
from queries.journal.answers import FlagAnswer, answer_history
from queries.journal.store import journal_of
from queries.revisit import answering
from queries.revisit.answering import answered_status
from queries.revisit.precision import Precision, precision, precision_text

WEEK = dt.date(2026, 1, 5)
NOON = dt.datetime(2026, 1, 12, 12, tzinfo=dt.UTC)


def answered(rule_id, answer, weeks=0, status="revisit", kind="late"):
    week = WEEK + dt.timedelta(weeks=weeks)
    return FlagAnswer(rule_id, kind, week, status, answer, NOON, "b1")


def test_unclear_is_counted_apart_and_the_interval_is_wilsons():
    words = ["right"] * 7 + ["wrong"] * 2 + ["unclear"]
    found = precision([answered(f"R{place}", word) for place, word in enumerate(words)])
    assert (found.right, found.size, found.unclear) == (7, 9, 1)
    assert found.value == pytest.approx(77.78, abs=0.01)
    # Wilson by hand: (7 + 1.9208) / (9 + 3.8415) ± 1.96 / 12.8415 × √(7·2/9 + 0.9604).
    assert (found.low, found.high) == (
        pytest.approx(45.26, abs=0.01),
        pytest.approx(93.68, abs=0.01),
    )
    second = proportion_confint(7, 9, method="wilson")
    assert (found.low / 100, found.high / 100) == pytest.approx(second)


def test_a_finding_flagged_week_after_week_is_one_flag():
    answers = [answered("R1", "right", weeks) for weeks in (12, 0, 5)]
    answers += [answered("R1", "wrong", 13), answered("R1", "right", 0, kind="unreachable")]
    found = precision(answers)
    assert (found.right, found.size) == (2, 3)


def test_the_latest_week_of_a_finding_counts():
    found = precision([answered("R1", "wrong", 3), answered("R1", "right", 0)])
    assert (found.right, found.size) == (0, 1)


def test_what_was_only_watched_is_no_flag():
    assert precision([answered("R1", "right", status="watch")]).size == 0


def test_without_answers_nothing_is_claimed():
    nothing = precision([])
    assert nothing == Precision(0, 0, 0, None, None, None)
    assert "not yet answered" in precision_text(nothing, "en")
    assert "まだ回答がありません" in precision_text(nothing, "ja")
    unclear = precision([answered("R1", "unclear")])
    assert precision_text(unclear, "en") == (
        "Flags that were right: no answer decides yet (unclear: 1)"
    )


def test_the_line_gives_share_interval_and_size():
    found = precision([answered("R1", "right"), answered("R2", "wrong")])
    assert precision_text(found, "en") == (
        "Flags that were right: 1 of 2 answered, 50% (95% interval 9 to 91%); unclear: 0"
    )
    assert "回答2件のうち1件が妥当 50%(95%区間 9〜91%)" in precision_text(found, "ja")


def review(*rows):
    frame = pl.DataFrame(
        [dict(zip(("rule_id", "kind", "status"), row, strict=True)) for row in rows],
        schema=COLUMNS,
    )
    return Revisit(frame, WEEK, None, "b1")


def test_only_what_is_flagged_can_be_answered():
    found = review(("R012", "late", "revisit"), ("R013", "late", "ok"))
    assert answered_status(found, "R012", "late") == "revisit"
    with pytest.raises(QueryError, match="Did you mean 'R012'"):
        answered_status(found, "R12", "late")
    with pytest.raises(QueryError, match="kind `latte`"):
        answered_status(found, "R012", "latte")
    with pytest.raises(QueryError, match="is not flagged"):
        answered_status(found, "R013", "late")


def test_an_answer_on_the_command_line_is_kept(make_warehouse, monkeypatch, capsys):
    warehouse = make_warehouse({})
    monkeypatch.setattr(answering, "rules_to_revisit", lambda *_: review(("R1", "late", "revisit")))
    words = ["rules", "--warehouse", str(warehouse.path), "answer", "R1", "late"]
    assert main([*words, "wrong"]) == 0
    assert main([*words, "right", "--note", "criterion too vague", "--role", "quality"]) == 0
    assert "1 of 1 answered, 100%" in capsys.readouterr().out
    first, last = answer_history(journal_of(warehouse.path))
    assert (first.answer, first.note, first.answered_by) == ("wrong", None, None)
    assert (last.answer, last.note, last.answered_by) == ("right", "criterion too vague", "quality")
    assert (last.review_week, last.build_id, last.status) == (WEEK, "b1", "revisit")
    assert main([*words[:-1], "none", "right"]) == 2
    assert "kind `none`" in capsys.readouterr().err
