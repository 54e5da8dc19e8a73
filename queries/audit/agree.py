"""How far two people who judged the same sheet apart agree: whether the question is clear."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from queries.audit.sheet_reading import sheet_rows
from queries.audit.words import codes, plain, say
from queries.methods.agreement import Agreement, two_judges

# Below this Kappa swings with every case, and its limits say nothing.
_FEWEST_BOTH = 20
_DECIDED = ("yes", "no")


@dataclass(frozen=True)
class JudgesAgreement:
    """`agreement` of two sheets on whether an escalation was needed; None below twenty cases.

    `both` were decided on both sheets, `one_sided` on one alone; unclear and blank ones, and words
    that are no judgement, are not decided.
    """

    agreement: Agreement | None
    both: int
    one_sided: int


def judges_agreement(first: Path, second: Path, lang: str) -> JudgesAgreement:
    """Return how far two sheets agree; raises QueryError where a file is no such sheet."""
    one, other = _decided(first, lang), _decided(second, lang)
    common = one.keys() & other.keys()
    table = [
        [sum(one[case] == mine and other[case] == theirs for case in common) for theirs in _DECIDED]
        for mine in _DECIDED
    ]
    found = two_judges(table) if len(common) >= _FEWEST_BOTH else None
    return JudgesAgreement(found, len(common), len(one.keys() ^ other.keys()))


def _decided(path: Path, lang: str) -> Mapping[tuple[str, str], str]:
    words = codes("needed")
    given = {
        (cells["draw"], cells["contact"]): words.get(plain(cells["needed"]))
        for _, cells in sheet_rows(path, lang)
    }
    return {case: word for case, word in given.items() if word in _DECIDED}


def agreement_text(found: JudgesAgreement, lang: str) -> str:
    """Return the agreement in words: never Kappa alone, which is low wherever yes is rare."""
    counts = say(lang, "agree.counts", both=found.both, one_sided=found.one_sided)
    agreed = found.agreement
    if agreed is None:
        return "\n".join([say(lang, "agree.too_few", fewest=_FEWEST_BOTH), counts])
    percent = {
        name: say(lang, "agree.none") if part is None else f"{100 * part:.0f}%"
        for name, part in (
            ("observed", agreed.observed),
            ("positive", agreed.positive),
            ("negative", agreed.negative),
        )
    }
    lines = [say(lang, "agree.shares", **percent)]
    if agreed.kappa is not None:
        lines.append(
            say(
                lang, "agree.kappa",
                kappa=agreed.kappa, low=agreed.low, high=agreed.high, ac1=agreed.ac1,
            )
        )  # fmt: skip
    return "\n".join([*lines, counts])
