"""How often a flag was right, by those who looked: the product's own precision."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from queries.journal.answers import FlagAnswer
from queries.methods.intervals import interval
from queries.revisit.settings import load_settings

_TEXTS: Final = {
    "ja": {
        "none": "見直し候補の的中: まだ回答がありません(minaoshi rules answer で回答できます)",
        "unclear": "見直し候補の的中: 判断できる回答がまだありません"
        "(どちらとも言えない {unclear}件)",
        "known": "見直し候補の的中: 回答{size}件のうち{right}件が妥当 {value:.0f}%"
        "(95%区間 {low:.0f}〜{high:.0f}%)、どちらとも言えない {unclear}件",
    },
    "en": {
        "none": "Flags that were right: not yet answered (answer with `minaoshi rules answer`)",
        "unclear": "Flags that were right: no answer decides yet (unclear: {unclear})",
        "known": "Flags that were right: {right} of {size} answered, {value:.0f}% "
        "(95% interval {low:.0f} to {high:.0f}%); unclear: {unclear}",
    },
}


@dataclass(frozen=True)
class Precision:
    """Of the flags answered, how many were right.

    `right` and `size` count flags, without the `unclear` ones; `value`, `low` and `high` are
    percent with Wilson's 95 % interval, None while no answer decides.
    """

    right: int
    size: int
    unclear: int
    value: float | None
    low: float | None
    high: float | None


def precision(answers: Sequence[FlagAnswer]) -> Precision:
    """Return the share of `revisit` flags that were right, from the answers that count.

    Reviews look back over a window, so one finding is flagged again week after week: answers to
    one rule and kind within a window are one flag, and the latest week's counts.
    """
    found = [given.answer for given in _findings(answers)]
    right, wrong = found.count("right"), found.count("wrong")
    size = right + wrong
    low, high = interval(right, size)
    value = 100 * right / size if size else None
    return Precision(right, size, found.count("unclear"), value, low, high)


def precision_text(found: Precision, lang: str) -> str:
    """Return the precision in a line of words, `ja` or `en`."""
    key = "known" if found.size else "unclear" if found.unclear else "none"
    return _TEXTS[lang][key].format(**vars(found))


def _findings(answers: Sequence[FlagAnswer]) -> list[FlagAnswer]:
    """Return the last answer of each run of reviews that shared cases."""
    window = dt.timedelta(weeks=load_settings().weeks)
    found: list[FlagAnswer] = []
    first_weeks: dict[tuple[str, str], dt.date] = {}
    places: dict[tuple[str, str], int] = {}
    for given in sorted(answers, key=lambda given: given.review_week):
        unit = (given.rule_id, given.kind)
        if given.status != "revisit":
            continue
        if unit in first_weeks and given.review_week < first_weeks[unit] + window:
            found[places[unit]] = given
        else:
            first_weeks[unit], places[unit] = given.review_week, len(found)
            found.append(given)
    return found
