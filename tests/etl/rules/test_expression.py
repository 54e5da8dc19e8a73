"""Condition expressions: what is read, what is refused and where, and what DuckDB makes of them."""

import datetime as dt
import random

import duckdb
import polars as pl
import pytest

from etl.errors import EtlError
from etl.facts import FactInput, build_facts
from etl.rules import Book, plan_import, read_workbook, rule_dimensions, write_workbook
from etl.rules.branches import expression_text
from etl.rules.expression import ExpressionError, read_expression


def written(text: str) -> str:
    return expression_text(branch.conditions() for branch in read_expression(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("category = 'a'", "category = 'a'"),
        ("大分類 = '返品' and 影響度 >= 2", "category = '返品' and impact in (2, 3)"),
        ("impact > '中'", "impact = 3"),
        ("risk between 'medium' and 'high'", "risk in ('medium', 'high')"),
        ("channel in ('電話', 'chat')", "channel in ('chat', 'phone')"),
        ("not category in ('a', 'b')", "category not in ('a', 'b')"),
        ("category <> 'a' and category not in ('b')", "category not in ('a', 'b')"),
        ("category = 'a' or category = 'b'", "category in ('a', 'b')"),
        ("category = 'it''s'", "category = 'it''s'"),
        (
            "not (category = 'a' and (impact = 3 or channel = 'phone'))",
            "(category <> 'a') or (channel <> 'phone' and impact in (1, 2))",
        ),
        ("category = 'a' or (category = 'a' and impact = 3)", "category = 'a'"),
        ("影響度　＞＝　２".replace("２", "2"), "impact in (2, 3)"),
    ],
)
def test_an_expression_becomes_branches(text, expected):
    assert written(text) == expected


@pytest.mark.parametrize(
    "text", ["impact > 3", "category = 'a' and category = 'b'", "impact < 2 and impact > 1"]
)
def test_what_can_never_hold_has_no_branch(text):
    assert read_expression(text) == ()


REFUSED = [
    ("", "expression_empty", None),
    ("category", "expression_word", 1),
    ("weather = 'rain'", "expression_item", 1),
    ("category = 'a' -- x", "expression_word", 16),
    ("/* x */ impact = 1", "expression_word", 1),
    ("category = 'a'; drop table x", "expression_word", 15),
    ("category = lower('a')", "expression_literal", 1),
    ("category() = 'a'", "expression_word", 1),
    ("category in (select 1)", "expression_word", 14),
    ("category = 'a' union select 1", "expression_word", 16),
    ("category = 'a'::text", "expression_word", 15),
    ("cast(category as text) = 'a'", "expression_word", 15),
    ("category = product", "expression_literal", 1),
    ("category in (product)", "expression_literal", 1),
    ("'a' = category", "expression_word", 1),
    ("1 <= impact", "expression_word", 1),
    ("t.category = 'a'", "expression_word", 2),
    ('category = "a"', "expression_word", 12),
    ("category = 'a' 'b'", "expression_literal", 1),
    ("category = e'a'", "expression_word", 12),
    ("category like 'a%'", "expression_word", 10),
    ("impact = -1", "expression_word", 10),
    ("impact = 1 = 2", "expression_word", 1),
    ("impact + 1 = 2", "expression_word", 8),
    ("impact between symmetric 1 and 2", "expression_word", 1),
    ("(category, impact) = ('a', 1)", "expression_word", 2),
    ("category = $x", "expression_word", 12),
    ("category is null", "expression_null", 10),
    ("category is not null", "expression_null", 10),
    ("category in ()", "expression_word", 1),
    ("category = 'a' and", "expression_broken", 18),
    ("(category = 'a'", "expression_broken", 15),
    ("category = 'a", "expression_open", 13),
    ("category > 'a'", "expression_rank", 1),
    ("impact = 4", "expression_value", 1),
    ("impact = 2.5", "expression_value", 1),
    ("channel = 'fax'", "expression_value", 1),
    ("category = 'a' and product = 3", "expression_text", 20),
    ("product in ('a,b')", "expression_text", 1),
    ("(" * 11 + "impact = 1" + ")" * 11, "expression_deep", 11),
    ("not " * 11 + "impact = 1", "expression_deep", 41),
    ("category = '" + "a" * 1000 + "'", "expression_long", None),
    ("category in (" + ",".join(["'a'"] * 61) + ")", "expression_values", 254),
    (
        " and ".join(f"(category <> 'c{n}' or product <> 'p{n}')" for n in range(20)),
        "expression_branches",
        None,
    ),
]


@pytest.mark.parametrize(("text", "key", "position"), REFUSED)
def test_anything_else_is_refused_with_its_place(text, key, position):
    with pytest.raises(ExpressionError) as refused:
        read_expression(text)
    assert (refused.value.key, refused.value.values.get("position")) == (key, position)
    assert refused.value.said("ja") != refused.value.said("en")


def test_a_refusal_says_what_where_and_what_to_do(write_rules):
    path = write_rules({"条件式": "channel = 'fax'"})
    with pytest.raises(EtlError) as refused:
        read_workbook(path)
    assert str(refused.value).splitlines()[1] == (
        '  ルール row 2, 条件式: sign 1: "fax" is no value of channel. '
        "Use one of: 電話, メール, チャット, SNS, Web, その他."
    )


def book_of(write_rules, *rows):
    numbered = [{"ルール番号": f"R{n:03}"} | row for n, row in enumerate(rows, start=1)]
    return plan_import(Book(), read_workbook(write_rules(*numbered))).book


def test_an_expression_is_exported_as_it_was_written(write_rules, tmp_path):
    text = "impact >= 2 and (channel = '電話' or urgency = 3)"
    book = book_of(write_rules, {"大分類": "請求", "条件式": text})
    write_workbook(book, tmp_path / "export.xlsx")
    (rule,) = read_workbook(tmp_path / "export.xlsx")
    assert rule.expression == text
    assert plan_import(book, [rule]).is_empty


def test_columns_hold_in_every_branch(write_rules):
    row = {"大分類": "請求", "条件式": "channel = 'phone' or urgency = 3"}
    conditions = rule_dimensions(book_of(write_rules, row), "Asia/Tokyo")["dim_rule_condition"]
    assert conditions.drop("rule_version_id").rows() == [
        (1, "category", "is", "請求"),
        (1, "channel", "is", "phone"),
        (2, "category", "is", "請求"),
        (2, "urgency", "is", "3"),
    ]


def test_a_contradiction_stays_a_rule_that_never_holds(write_rules):
    row = {"大分類": "請求", "条件式": "category = '配送'"}
    dimensions = rule_dimensions(book_of(write_rules, row), "Asia/Tokyo")
    assert dimensions["dim_rule_condition"].drop("rule_version_id").rows() == [
        (1, "category", "in", "")
    ]
    assert dimensions["dim_rule_version"]["is_machine_readable"].to_list() == [True]


VALUES = {
    "center": "ab",
    "team": "cd",
    "channel": ("phone", "chat", "email"),
    "category": "xyz",
    "subcategory": "uv",
    "product": "pq",
}


def random_expression(dice: random.Random, depth: int = 0) -> str:
    if depth < 3 and dice.random() < 0.6:
        parts = [random_expression(dice, depth + 1) for _ in range(dice.choice((2, 2, 3)))]
        text = f" {dice.choice(('and', 'or'))} ".join(f"({part})" for part in parts)
        return f"not ({text})" if dice.random() < 0.3 else text
    if dice.random() < 0.4:
        item, bound = dice.choice(("impact", "urgency")), dice.randint(1, 3)
        if dice.random() < 0.2:
            return f"{item} not between {bound} and {dice.randint(bound, 3)}"
        return f"{item} {dice.choice(('=', '<>', '>=', '<=', '<', '>'))} {bound}"
    item = dice.choice(list(VALUES))
    if dice.random() < 0.4:
        values = ", ".join(f"'{v}'" for v in dice.sample(VALUES[item], 2))
        return f"{item} {dice.choice(('in', 'not in'))} ({values})"
    return f"{item} {dice.choice(('=', '<>'))} '{dice.choice(VALUES[item])}'"


def random_contacts(dice: random.Random, count: int) -> pl.DataFrame:
    """Contacts of which about every seventh value is unknown."""
    rows = []
    for number in range(count):
        row = {
            name: None if dice.random() < 0.15 else dice.choice(values)
            for name, values in VALUES.items()
        }
        # The log assesses both or neither.
        is_assessed = dice.random() < 0.8
        for item in ("impact", "urgency"):
            row[item] = dice.randint(1, 3) if is_assessed else None
        rows.append(row | {"contact_id": f"c{number:03}"})
    return pl.DataFrame(rows, schema_overrides={"impact": pl.Int32, "urgency": pl.Int32})


def test_the_matcher_agrees_with_duckdb_on_the_text_itself(write_rules, tmp_path):
    dice = random.Random(20261123)
    texts = []
    while len(texts) < 60:
        text = random_expression(dice)
        try:
            read_expression(text)
        except ExpressionError:
            continue
        texts.append(text)
    contacts = random_contacts(dice, 300)
    dimensions = rule_dimensions(
        book_of(write_rules, *({"条件式": text} for text in texts)), "Asia/Tokyo"
    )
    matched = matched_rules(contacts, dimensions, tmp_path)
    connection = duckdb.connect()
    connection.register("contact", contacts.to_arrow())
    columns = ", ".join(f"coalesce({text}, false)" for text in texts)
    held = connection.execute(f"select contact_id, {columns} from contact").fetchall()
    expected = {row[0]: sum(row[1:]) for row in held}
    assert matched == expected
    assert 5 < sum(expected.values()) / len(expected) < 55


def matched_rules(contacts, dimensions, folder) -> dict[str, int]:
    """Return how many rules the facts match to each contact."""
    from etl.canonical import EVENT_SCHEMA

    start = dt.datetime(2026, 11, 16, tzinfo=dt.UTC)
    opened = contacts.drop("impact", "urgency").with_columns(
        event=pl.lit("opened"), occurred_at=pl.lit(start), seq=pl.lit(0)
    )
    assessed = contacts.select("contact_id", "impact", "urgency").with_columns(
        event=pl.lit("assessed"), occurred_at=pl.lit(start), seq=pl.lit(1)
    )
    events = pl.concat([opened, assessed], how="diagonal").with_columns(
        time_basis=pl.lit("exact"), source_file=pl.lit("log"), source_row=pl.int_range(pl.len())
    )
    missing = [pl.lit(None).alias(name) for name in EVENT_SCHEMA if name not in events.columns]
    typed = events.with_columns(missing).select(
        pl.col(name).cast(kind) for name, kind in EVENT_SCHEMA.items()
    )
    typed.write_parquet(folder / "events.parquet")
    connection = duckdb.connect()
    connection.execute("set timezone = 'Asia/Tokyo'")
    build_facts(connection, FactInput([folder / "events.parquet"], dimensions=dimensions))
    rows = connection.execute(
        "select contact_id, coalesce(matched_rule_count, 0) from facts.fct_contact"
    ).fetchall()
    connection.close()
    return dict(rows)
