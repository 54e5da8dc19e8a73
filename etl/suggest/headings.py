"""What a header may mean, from its words alone."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

OTHER: Final = "other"
_FOLDER: Final = Path(__file__).parent
_MARKS: Final = re.compile(r"[\s_\-‐–—・:：.,;'\"()\[\]{}【】「」〔〕『』<>〈〉《》*※?？!！/\\]+")
_UNIT: Final = re.compile(
    r"[(\[](秒|分|時間|sec|secs|seconds|s|min|mins|minutes|hours|[hms:]+)[)\]]$"
)
_SAME: Final = (
    (re.compile("(お|御)?問い?合わ?せ"), "問合せ"),
    (re.compile("引き?継ぎ?"), "引継"),
    (re.compile("エスカレーション|エスカレート|エスカレ|エスカ"), "エスカレ"),
    (re.compile("受け付け|受付け"), "受付"),
    (re.compile("折り返し"), "折返し"),
    (re.compile("ステイタス"), "ステータス"),
    (re.compile("サーヴィス"), "サービス"),
    (re.compile("さま"), "様"),
    (re.compile("^(customfield|カスタムフィールド|お?客様へ?の(?=再|保留)|のべ)"), ""),
    (re.compile("^(お|ご|御)(?!客)"), ""),
)
_BRACKETS: Final = re.compile(r"[(\[【「<]([^)\]】」>]*)[)\]】」>]")
_AT_END: Final = 0.84
_WITHIN: Final = 0.6


@dataclass(frozen=True)
class Heading:
    """What a header may mean: fields with how sure its words are of each, from 0 to 1.

    `doubt` is the question in words of each language where the header says two things, and
    `settled` the field by the kinds of cells that settle it.
    """

    fields: tuple[tuple[str, float], ...]
    doubt: tuple[tuple[str, str], ...] = ()
    settled: tuple[tuple[str, str], ...] = ()

    @property
    def best(self) -> tuple[str, float] | None:
        """The likeliest field, if any."""
        return self.fields[0] if self.fields else None


def plain_header(header: str) -> str:
    """Return a header without what tells no meanings apart: width, case, marks, units, honors."""
    text = unicodedata.normalize("NFKC", header).strip().lower()
    text = _MARKS.sub("", _UNIT.sub("", text))
    for pattern, word in _SAME:
        text = pattern.sub(word, text)
    return text


@cache
def load_fields() -> dict[str, dict[str, Any]]:
    """Return the fields of a list: their names in words, kinds of cells and words of headers."""
    fields = tomllib.loads((_FOLDER / "fields.toml").read_text(encoding="utf-8"))
    parts = fields.pop("parts")
    for field in fields.values():
        field["words"] = [_with_parts(words, parts) for words in field["words"]]
    return fields


def _with_parts(words: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        words = words.replace(f"{{{name}}}", part)
    return words


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(words))
        for name, field in load_fields().items()
        for words in field["words"]
    )


@cache
def _doubts() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    entries = tomllib.loads((_FOLDER / "ambiguous.toml").read_text(encoding="utf-8"))["header"]
    return tuple((re.compile(entry["words"]), entry) for entry in entries)


def meanings(header: str) -> Heading:
    """Return what the words of a header may mean, the likeliest first."""
    forms = _forms(header)
    for pattern, entry in _doubts():
        if any(pattern.search(plain) for plain in forms[:1]):
            fields = tuple((name, 0.5) for name in entry["may"])
            doubt = (("ja", entry["ja"]), ("en", entry["en"]))
            return Heading(fields, doubt, tuple(entry.get("settled", {}).items()))
    found: dict[str, float] = {}
    for name, pattern in _patterns():
        sure = max((_sure(pattern, plain) for plain in forms), default=0.0)
        if sure:
            found[name] = max(found.get(name, 0.0), sure)
    return Heading(tuple(sorted(found.items(), key=lambda pair: (-pair[1], _place(pair[0])))))


def _forms(header: str) -> list[str]:
    """The header in its plain form: whole, without what stands in brackets, and that alone."""
    text = unicodedata.normalize("NFKC", header)
    within = " ".join(_BRACKETS.findall(text))
    forms = (text, _BRACKETS.sub("", text), within)
    return [form for form in dict.fromkeys(map(plain_header, forms)) if form]


def _sure(pattern: re.Pattern[str], plain: str) -> float:
    """How much of a header a pattern explains; its end counts more than the rest."""
    match = pattern.search(plain)
    if match is None:
        return 0.0
    share = len(match.group()) / len(plain)
    if match.end() == len(plain):
        return _AT_END + (1 - _AT_END) * share
    return _WITHIN + (_AT_END - _WITHIN) * share


def _place(name: str) -> int:
    return list(load_fields()).index(name)
