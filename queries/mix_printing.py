"""The parts of a change as text: a table to read, JSON or CSV to work with."""

import datetime as dt
import json
from typing import Any, Final

from queries.asked import Asked
from queries.mix_shift import MixShift
from queries.printing import draw_table, to_csv

_WORDS: Final = {
    "en": {
        "title": "{}: where the change comes from, by {}",
        "before": "before: {}",
        "now": "now:    {}",
        "period": "{} to before {}",
        "first": "the beginning",
        "last": "the end",
        "whole": (
            "{before} → {now} ({change} {unit}): {within} within the groups, {mix} by their mix"
        ),
        "unit": {"percent": "points"},
        "missing": "not recorded in this log: no event {}",
        "nothing": "One of the two periods has no cases to compare. Widen its dates.",
        "note": (
            "note: within is what groups of the same size would have changed; mix is what their "
            "sizes changed at the same rates. Both at the mean of the two periods; they sum to "
            "the change."
        ),
        "provisional": "provisional: what is yet to happen may change either period",
        "build": "build: {}",
    },
    "ja": {
        "title": "{}: 変化の内訳({} 別)",
        "before": "前の期間: {}",
        "now": "今の期間: {}",
        "period": "{} から {} の前日まで",
        "first": "最初",
        "last": "最後",
        "whole": "{before} → {now}({change} {unit}): 区分の中の変化 {within}、構成の変化 {mix}",
        "unit": {"percent": "ポイント"},
        "missing": "このログには記録がありません({} の出来事がない)",
        "nothing": "どちらかの期間に対象がないため、比べられません。期間を広げてください。",
        "note": (
            "注: 区分の中の変化(within_part)は、各区分の大きさが同じだった場合の変化。"
            "構成の変化(mix_part)は、各区分の率が同じだった場合の変化。"
            "どちらも両期間の平均を基準とし、合計は全体の変化に一致する。"
        ),
        "provisional": "速報: どちらかの期間の値は、まだ変わりうる",
        "build": "ビルド: {}",
    },
}


def print_mix_shift(shift: MixShift, form: str = "table", lang: str = "en") -> str:
    """Return the parts of a change as `table`, `json` or `csv`."""
    if form == "json":
        return _as_json(shift)
    return to_csv(shift.frame) if form == "csv" else _as_table(shift, lang)


def _as_json(shift: MixShift) -> str:
    answer = {
        "metric": shift.metric.metric,
        "unit": shift.metric.unit,
        "by": shift.now.by,
        "before": {"start": shift.before.start, "stop": shift.before.stop},
        "now": {"start": shift.now.start, "stop": shift.now.stop},
        "filters": shift.now.filters(),
        "before_value": shift.before_value,
        "metric_value": shift.metric_value,
        "change": shift.change,
        "mix_part": shift.mix_part,
        "within_part": shift.within_part,
        "missing": shift.missing,
        "is_final": shift.is_final,
        "build_id": shift.build_id,
        "rows": shift.frame.to_dicts(),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2, default=str)


def _as_table(shift: MixShift, lang: str) -> str:
    words: dict[str, Any] = _WORDS[lang]
    label = shift.metric.label_ja if lang == "ja" else shift.metric.label
    head = [
        words["title"].format(label, ", ".join(shift.now.by)),
        words["before"].format(_period(shift.before, words)),
        words["now"].format(_period(shift.now, words)),
    ]
    soft = [] if shift.is_final else [words["provisional"]]
    foot = [words["note"], *soft, words["build"].format(shift.build_id)]
    return "\n".join([*head, _whole(shift, words), "", draw_table(shift.frame), "", *foot])


def _period(asked: Asked, words: dict[str, Any]) -> str:
    first: dt.date | str = asked.start or words["first"]
    return str(words["period"].format(first, asked.stop or words["last"]))


def _whole(shift: MixShift, words: dict[str, Any]) -> str:
    if shift.missing:
        return str(words["missing"].format(", ".join(shift.missing)))
    if shift.change is None:
        return str(words["nothing"])
    signed = {
        "change": shift.change,
        "within": shift.within_part,
        "mix": shift.mix_part,
    }
    return str(
        words["whole"].format(
            before=f"{shift.before_value:.2f}",
            now=f"{shift.metric_value:.2f}",
            unit=words["unit"].get(shift.metric.unit, shift.metric.unit),
            **{name: f"{value:+.2f}" for name, value in signed.items()},
        )
    )
