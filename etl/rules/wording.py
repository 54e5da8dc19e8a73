"""How a change of a rule reads: the fields by their headers, what was and what is."""

from collections.abc import Sequence
from typing import Any, Final

from etl.rules.change import Change
from etl.rules.rule import RouteStep, Rule
from etl.rules.say import say
from etl.rules.words import header_names, word_in

_OWN_NAMES: Final = {
    "route": "route_field",
    "conditions": "conditions_field",
    "level": "level_field",
}
_HEADERS: Final = {"limit_seconds": "limit_minutes"}
_KINDS: Final = {
    "impact": "scale",
    "urgency": "scale",
    "mode": "mode",
    "limit_clock": "clock",
    "allows_emergency_skip": "flag",
}
# Their values are too long for a line.
_UNSHOWN: Final = ("route", "conditions", "condition_words", "expression")


def field_names(names: Sequence[str], lang: str) -> list[str]:
    """Return fields of a rule by the headers that the workbook has for them."""
    return [_field_name(name, lang) for name in names]


def _field_name(name: str, lang: str) -> str:
    if name in _OWN_NAMES:
        return say(lang, _OWN_NAMES[name])
    japanese, english, *_ = header_names("rule")[_HEADERS.get(name, name)]
    return japanese if lang == "ja" else english


def change_lines(change: Change, lang: str) -> list[str]:
    """Return one line that says which rule, from when, and what differs for which reason."""
    day = say(lang, "from", day=change.valid_from)
    head = f"{change.rule.rule_id} {change.rule.title} {day}"
    if change.before is None:
        return [head]
    parts = [_difference(name, change.before, change.rule, lang) for name in change.fields]
    between = "、" if lang == "ja" else ", "
    return [f"{head}: {between.join(parts)} ({change.reason})"]


def differences(change: Change, lang: str) -> list[tuple[str, str, str]]:
    """Return what differs: the field, what it was and what it is, in full; none for a new rule."""
    if change.before is None:
        return []
    before, after = change.before, change.rule
    return [
        (_field_name(name, lang), _told(name, before, lang), _told(name, after, lang))
        for name in change.fields
    ]


def _told(name: str, rule: Rule, lang: str) -> str:
    """Return a field in full, a route step by step and every condition among them."""
    parts: list[str] = []
    if name == "route":
        parts = [_step(step, lang) for step in rule.route]
    elif name == "conditions":
        parts = [f"{part.item} {part.comparison} {part.value}" for part in rule.conditions]
    else:
        return _shown(name, getattr(rule, name), lang)
    return say(lang, "then").join(parts) or say(lang, "blank")


def _step(step: RouteStep, lang: str) -> str:
    """Return one step of a route: whom, by what means, for how long."""
    told = [f"{step.step}. {step.target}"]
    if step.means is not None:
        told.append(word_in("means", step.means, lang))
    if step.wait_seconds is not None:
        told.append(say(lang, "waits", minutes=f"{step.wait_seconds / 60:g}"))
    return " ".join(told)


def _difference(name: str, before: Rule, after: Rule, lang: str) -> str:
    if name in _UNSHOWN:
        return _field_name(name, lang)
    was, now = (_shown(name, getattr(rule, name), lang) for rule in (before, after))
    return f"{_field_name(name, lang)} {was} → {now}"


def _shown(name: str, value: Any, lang: str) -> str:
    if value is None:
        return say(lang, "blank")
    if name == "limit_seconds":
        return f"{value / 60:g}"
    if name in _KINDS:
        code = str(value).lower() if isinstance(value, bool) else str(value)
        return word_in(_KINDS[name], code, lang)
    if name == "required_items":
        return str(value).replace(",", "+")
    return str(value)
