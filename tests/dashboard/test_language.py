"""No page in Japanese shows a word of our English, and none in English a word of our Japanese."""

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.frame.layout import SECTIONS
from dashboard.patterns.offer import VIEWS as PATTERNS
from dashboard.words import in_language
from queries.warehouse import Warehouse

from .conftest import Opened
from .test_words import LATIN

PAGES = [(name, {}) for group in SECTIONS.values() for name in group]
VIEWS = [("patterns", {"view": view}) for view in PATTERNS]
RULE = [("register", {"rule": "R012"})]
MEETING = [
    ("weekly", {"mode": "meet", "item": item}) for item in ("summary", "corrections", "decisions")
]
# What names a thing in both languages: units, identifiers, the log's own words.
SHARED = {*LATIN, "xlsx", "tokyo", "sapporo", "fukuoka", "asia", "english", "events", "canonical"}


def shown(app: AppTest) -> list[str]:
    """All texts of a page that we have written or put together."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "warning", "info", "error")
    texts = [str(element.value) for kind in kinds for element in app.get(kind)]
    texts += [str(element.label) for element in (*app.button, *app.selectbox, *app.text_input)]
    texts += [option for element in app.selectbox for option in element.options]
    texts += [link.proto.label for link in app.get("page_link")]
    texts += [tile.label for tile in app.metric]
    texts += [chart.proto.alt for chart in app.get("plotly_chart")]
    for table in app.dataframe:
        named = json.loads(table.proto.columns or "{}")
        texts += [named.get(name, {}).get("label") or name for name in table.value.columns]
        cells = (cell for row in table.value.itertuples(index=False) for cell in row)
        texts += [cell for cell in cells if isinstance(cell, str)]
    return texts


def bare(text: str) -> str:
    """A text without icons, colours, codes in quotes and identifiers."""
    text = re.sub(r":material/\w+:|:[\w-]+\[|`[^`]*`", " ", text)
    return re.sub(r"\b[A-Z]+\d[\w-]*\b|\b[0-9a-f]{12,}\b", " ", text)


@pytest.fixture(scope="module")
def own_words(full: Path) -> set[str]:
    """The log's own words, which are of no language of ours."""
    found: set[str] = set()
    columns = {
        "fct_contact": ("category", "subcategory", "product"),
        "fct_escalation": ("target",),
        "dim_rule_version": ("title", "condition_words", "change_reason", "target"),
        "dim_rule": ("owner", "manual_page"),
        "dim_rule_route": ("target",),
    }
    for table, names in columns.items():
        for name in names:
            rows = Warehouse(full).query(f"select distinct {name} from warehouse.facts.{table}")
            found |= {str(value) for value in rows[name] if value}
    return found


@pytest.mark.parametrize(("page", "params"), [*PAGES, *VIEWS, *RULE, *MEETING])
def test_a_japanese_page_has_no_english_of_ours(
    opened: Opened, full: Path, page: str, params: dict[str, str]
) -> None:
    found = {
        word
        for text in shown(opened(full, page, lang="ja", **params))
        for word in re.findall(r"[A-Za-z]{2,}", bare(text))
        if word.lower() not in SHARED
    }
    assert found == set()


@pytest.mark.parametrize(("page", "params"), [*PAGES, *VIEWS, *RULE, *MEETING])
def test_an_english_page_has_no_japanese_of_ours(
    opened: Opened, full: Path, own_words: set[str], page: str, params: dict[str, str]
) -> None:
    words = sorted(own_words, key=len, reverse=True)
    japanese = set(in_language("ja").texts.values()) - own_words
    japanese -= set(in_language("en").texts.values())
    found = set()
    for text in shown(opened(full, page, lang="en", **params)):
        for word in words:
            text = text.replace(word, " ")
        left = text.replace("日本語", " ").replace("見直し", " ")
        if re.search(r"[ぁ-んァ-ヶ一-龠]", left) or left in japanese:
            found.add(text)
    assert found == set()
