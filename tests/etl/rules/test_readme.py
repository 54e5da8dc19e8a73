"""The README of the rules says what the code accepts, and nothing else."""

import re
from pathlib import Path

import pytest

import etl.rules
from etl.rules import analysis
from etl.rules.branches import MAX_BRANCHES
from etl.rules.conditions import KINDS
from etl.rules.expression import (
    MAX_DEPTH,
    MAX_SIGNS,
    MAX_TESTS,
    ExpressionError,
    items,
    read_expression,
)
from etl.rules.words import codes, plain
from queries.revisit.standing import KINDS as STANDING

TEXT = (Path(etl.rules.__file__).parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?:^    \S.*\n)+", TEXT, re.MULTILINE)
ACCEPTED = [line.strip() for block in BLOCKS[:2] for line in block.splitlines()]
REFUSED = [line.strip() for line in BLOCKS[2].splitlines()]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| `")
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_its_examples_are_read(text):
    assert read_expression(text)


@pytest.mark.parametrize("text", REFUSED)
def test_its_counterexamples_are_refused(text):
    with pytest.raises(ExpressionError):
        read_expression(text)


def test_it_lists_every_item_with_its_names_and_values():
    listed = {row[0].strip("`"): row for row in ROWS}
    assert set(listed) == set(items().values())
    for item, (_, names, values) in listed.items():
        written = {plain(name) for name in names.split(",")} | {item}
        assert written == {name for name, code in items().items() if code == item}
        if item in KINDS:
            assert re.findall(r"`(\w+)`", values) == list(
                dict.fromkeys(codes(KINDS[item]).values())
            )


def test_it_names_the_limits_and_every_kind_of_finding():
    for limit in (MAX_SIGNS, MAX_TESTS, MAX_DEPTH, MAX_BRANCHES):
        assert re.search(rf"\b{limit}\b", TEXT)
    kinds = re.findall(r"^\| (\w+) \| [^|]+ \|$", TEXT, re.MULTILINE)
    assert set(kinds) - {"kind"} == set(STANDING) | set(analysis.KINDS)
