"""`minaoshi questions`: suggest items for unknown wordings, and test the lexicon."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from queries.options import add_action, add_warehouse
from queries.texts import Texts

if TYPE_CHECKING:
    from etl.slots.evaluate import Score
    from etl.slots.suggest import Suggestions

DONE: Final = 0
_say: Final = Texts(Path(__file__).with_name("texts.toml")).say


def add_actions(parser: argparse.ArgumentParser) -> None:
    """Give the command its own commands."""
    add_warehouse(parser)
    actions = parser.add_subparsers(title="actions", metavar="suggest | evaluate", required=True)
    words = "wordings without an item, and what they are like"
    add_action(actions, "suggest", words, run_suggest, _add_lang)
    words = "precision and recall on a file of text and slot"
    add_action(actions, "evaluate", words, run_evaluate, _add_evaluate_options)


def _add_evaluate_options(parser: argparse.ArgumentParser) -> None:
    """Give the evaluation its options; the warehouse is the caller's to add."""
    parser.add_argument("path", type=Path, metavar="FILE.csv", help="columns text and slot")
    _add_lang(parser)


def _add_lang(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("ja", "en"), default="en")


def run_suggest(given: argparse.Namespace) -> int:
    """Print the wordings without an item, and say that they are suggestions."""
    from etl.slots.suggest import suggest
    from queries.warehouse import Warehouse

    with Warehouse(given.warehouse) as warehouse:
        print(suggestions_text(suggest(warehouse), given.lang))
    return DONE


def suggestions_text(found: "Suggestions", lang: str) -> str:
    """Return the suggestions as lines, columns apart by tabs."""
    lines = [_say(lang, "heading" if found.rows else "nothing")]
    for row in found.rows:
        slot = row.slot or _say(lang, "none")
        lines.append(f"{row.contact_count}\t{slot}\t{row.likeness:.2f}\t{row.text}")
    lines.append(
        _say(lang, "withheld", texts=found.withheld_texts, questions=found.withheld_questions)
    )
    return "\n".join([*lines, _say(lang, "hint")])


def run_evaluate(given: argparse.Namespace) -> int:
    """Print precision and recall of the lexicon and of the suggestion."""
    from etl.pipeline import settings_of
    from etl.settings import read_settings
    from etl.slots.evaluate import evaluate_lexicon, evaluate_suggestion, read_labeled

    labeled = read_labeled(given.path)
    patterns = read_settings(settings_of(given.warehouse)).dimensions["dim_slot_pattern"]
    print(score_text("lexicon", evaluate_lexicon(labeled, patterns), given.lang))
    print(score_text("suggestion", evaluate_suggestion(labeled), given.lang))
    print(_say(given.lang, "leave_out"))
    return DONE


def score_text(what: str, found: "Score", lang: str) -> str:
    """Return precision and recall with Wilson's intervals as one line."""
    return _say(
        lang,
        "scored",
        what=_say(lang, what),
        precision=_share(found.right, found.told, lang),
        recall=_share(found.right, found.asked, lang),
    )


def _share(count: int, size: int, lang: str) -> str:
    from queries.methods.intervals import interval

    low, high = interval(count, size)
    if low is None or high is None:
        return _say(lang, "no_share")
    share = 100 * count / size
    return _say(lang, "share", count=count, size=size, share=share, low=low, high=high)
