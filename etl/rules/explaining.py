"""A finding on the rule set in one plain sentence, with its example."""

from typing import Final

from etl.rules.analysis import RuleFinding
from etl.rules.conditions import KINDS
from etl.rules.say import listed, say
from etl.rules.space import OTHER
from etl.rules.words import word_in


def explain(finding: RuleFinding, lang: str) -> str:
    """Return what is wrong, where, and what to do, in `ja` or `en`."""
    others = listed(lang, list(finding.other_rule_ids))
    key = f"found_{finding.kind}"
    if finding.kind == "unreachable" and not finding.other_rule_ids:
        key = "found_never"
    sentence = say(
        lang,
        key,
        rule=finding.rule_id,
        others=others,
        level=finding.level,
        other_level=finding.other_level,
        example=situation(dict(finding.witness), lang),
        condition=finding.condition or say(lang, "everything"),
    )
    if finding.escalations is None or finding.kind == "unreachable":
        return sentence
    counts = say(lang, "found_counts", n=finding.escalations, contacts=finding.contacts)
    return f"{sentence}{'' if lang == 'ja' else ' '}{counts}"


_JOINED: Final = {"ja": "、", "en": ", "}


def situation(witness: dict[str, str], lang: str) -> str:
    """Return a situation in words."""
    parts = [
        say(lang, "item_is", item=word_in("item", item, lang), value=_value(item, value, lang))
        for item, value in witness.items()
    ]
    return _JOINED[lang].join(parts) or say(lang, "everything")


def _value(item: str, value: str, lang: str) -> str:
    if value == OTHER:
        return say(lang, "any_other")
    return word_in(KINDS[item], value, lang) if item in KINDS else value
