"""From a workbook into a store: written once, whole, and only when nothing is open."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.errors import EtlError
from etl.rules import (
    Answers,
    Book,
    Rule,
    import_workbook,
    plan_import,
    read_book,
    read_workbook,
    write_workbook,
)
from etl.rules.book import book_file
from etl.rules.conditions import COLUMN_ITEMS, column_condition
from etl.rules.rule import Condition, RouteStep
from etl.simulate import Planted, SimulationPlan
from etl.simulate.workbook import write_workbooks


def test_an_import_is_told_and_written(write_rules, tmp_path):
    path = write_rules({"大分類": "請求", "エスカレ先(役割)": "二次窓口", "備考": "x"})
    imported = import_workbook(path, tmp_path / "store", last_day=dt.date(2026, 9, 30), lang="ja")
    assert imported.text().splitlines() == [
        "新規1件、変更0件、なくなった0件、変わらず0件",
        "  新規  R1 返金 2026-04-01から",
        "  注意: ルール: 列「備考」は対象外のため読んでいません",
        "  注意: ルール: 役割「二次窓口」のレベルが未登録です。"
        "minaoshi.toml の [roles] に足してください",
        "ルール表そのものについて:",
        "  経路なし 1件: R1",
        "  レベル不明 1件: R1",
    ]
    assert imported.is_written
    assert list(read_book(tmp_path / "store").in_force()) == ["R1"]


def test_a_dry_run_writes_nothing(write_rules, tmp_path):
    imported = import_workbook(write_rules({}), tmp_path / "store", dry_run=True)
    assert not imported.is_written
    assert read_book(tmp_path / "store") == Book()
    assert imported.text().startswith("1 new, 0 changed, 0 gone")


def test_an_open_question_leaves_the_book_as_it_was(write_rules, tmp_path):
    store = tmp_path / "store"
    import_workbook(write_rules({}), store)
    before = book_file(store).read_bytes()
    with pytest.raises(EtlError, match="--valid-from"):
        import_workbook(write_rules({"件名": "返品"}), store)
    assert book_file(store).read_bytes() == before
    import_workbook(write_rules({"件名": "返品"}), store, Answers(dt.date(2026, 5, 1), "改称"))
    assert [version.number for version in read_book(store).versions] == [1, 2]


def test_the_same_workbook_again_is_not_written(write_rules, tmp_path):
    path = write_rules({})
    import_workbook(path, tmp_path / "store")
    assert not import_workbook(path, tmp_path / "store").is_written


def test_a_damaged_book_says_what_to_do(tmp_path):
    file = book_file(tmp_path)
    file.parent.mkdir()
    file.write_text('[{"rule": ', encoding="utf-8")
    with pytest.raises(EtlError, match="is not readable as a rule book"):
        read_book(tmp_path)


def test_the_workbooks_of_a_simulated_center_and_what_is_planted_in_them(tmp_path):
    plan = SimulationPlan(
        seed=1,
        contacts=100,
        weeks=12,
        planted=(
            Planted("conflict", rule_id="R004", size=0.2),
            Planted("unused_stale", rule_id="R021", size=0.2),
        ),
    )
    for path in write_workbooks(plan, tmp_path):
        imported = import_workbook(path, tmp_path / "store", last_day=plan.start_date)
        assert imported.notes == ()
    found = {(f.kind, f.rule_id, f.other_rule_id) for f in imported.findings}
    assert found == {("overdue", "R021", None), ("conflict", "R004", "R901")}


texts = st.text("返金請求AbＺ9・/ ", min_size=1, max_size=6).map(str.strip).filter(bool)
optional_texts = st.none() | texts
scales = st.none() | st.sampled_from([1, 2, 3])
conditions = st.one_of(
    st.builds(Condition, st.sampled_from(["product", "category"]), st.just("is_not"), texts),
    st.builds(Condition, st.just("team"), st.just("in"), st.just("A班,B班")),
    st.builds(Condition, st.just("impact"), st.just("at_least"), st.sampled_from("123")),
    st.builds(Condition, st.just("risk"), st.just("in"), st.just("high,very_high")),
    st.builds(Condition, st.just("reason"), st.just("is"), st.just("customer_demand")),
)
minutes = st.none() | st.integers(0, 600).map(lambda number: number * 60)
steps = st.builds(
    RouteStep,
    step=st.just(1),
    target=st.just("SV"),
    target_level=st.just(3),
    means=st.sampled_from([None, "hold", "emergency_phone"]),
    wait_seconds=minutes,
    weekdays=st.sampled_from([None, "1", "1,2,3", "6,7"]),
    hour_from=st.just("09:00"),
    hour_to=st.sampled_from(["18:00", "26:30"]),
)


@st.composite
def rules(draw) -> Rule:
    own = {
        "category": draw(optional_texts),
        "subcategory": draw(optional_texts),
        "channel": draw(st.sampled_from([None, "phone", "phone,chat"])),
    }
    found = [column_condition(item, own[item]) for item in COLUMN_ITEMS]
    found += draw(st.lists(conditions, max_size=3))
    limit = draw(minutes)
    return Rule(
        rule_id=draw(st.sampled_from(["R1", "001", "規-7"])),
        title=draw(texts),
        condition_words=draw(optional_texts),
        conditions=tuple(dict.fromkeys(part for part in found if part is not None)),
        impact=draw(scales),
        urgency=draw(scales),
        target="リーダー",
        level=2,
        mode=draw(st.sampled_from([None, "consult", "takeover"])),
        limit_seconds=limit,
        limit_clock=None if limit is None else draw(st.sampled_from(["wall", "business"])),
        allows_emergency_skip=draw(st.sampled_from([None, True, False])),
        required_items=draw(st.sampled_from([None, "overview", "overview,注文番号"])),
        owner=draw(optional_texts),
        review_by=draw(st.sampled_from([None, "2026-12-01"])),
        manual_page=draw(optional_texts),
        valid_from="2026-04-01",
        change_reason="初版",
        route=tuple(draw(st.lists(steps, max_size=1))),
        **own,
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rules())
def test_what_is_exported_is_read_back(tmp_path, rule):
    book = plan_import(Book(), [rule]).book
    write_workbook(book, tmp_path / "export.xlsx")
    (back,) = read_workbook(tmp_path / "export.xlsx")
    assert back == rule
    assert plan_import(book, [back]).is_empty
