"""The rules to revisit as text: a table to read, JSON or CSV to pass on."""

import io
import json
from typing import Any, Final

import polars as pl
from rich.console import Console
from rich.table import Table

from queries.flags import Revisit
from queries.revisit.reasons import label

_STATUS: Final = {
    "ja": {
        "revisit": "見直し候補",
        "watch": "様子見",
        "ok": "目立つ変化なし",
        "not_enough_data": "件数不足",
        "not_recorded": "記録なし",
    },
    "en": {
        "revisit": "revisit",
        "watch": "watch",
        "ok": "ok",
        "not_enough_data": "not enough data",
        "not_recorded": "not recorded",
    },
}
_HEADS: Final = {
    "ja": ("ルール", "種類", "状態", "理由", "対策"),
    "en": ("rule", "kind", "status", "reason", "remedy"),
}
_CATEGORY: Final = {"ja": "区分", "en": "category"}
_NOTHING: Final = {
    "ja": "見直し候補・様子見はありません。",
    "en": "Nothing to revisit or to watch.",
}
_WIDTH = 120


def format_revisit(revisit: Revisit, lang: str, format: str) -> str:
    """Return the review as text: table, json or csv."""
    if format == "json":
        return _as_json(revisit)
    if format == "csv":
        lists = pl.col("members", "hours").cast(pl.List(pl.String)).list.join(" ")
        return revisit.frame.with_columns(lists).write_csv().rstrip("\n")
    return _as_table(revisit, lang)


def _as_json(revisit: Revisit) -> str:
    whole = {
        "review_week": revisit.review_week,
        "build_id": revisit.build_id,
        "share_too_small": revisit.share_too_small,
        "rules": revisit.frame.to_dicts(),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2, default=str)


def _as_table(revisit: Revisit, lang: str) -> str:
    pressing = revisit.frame.filter(pl.col("status").is_in(["revisit", "watch"]))
    lines = [_heading(revisit, lang)]
    lines += [_drawn(pressing, lang)] if pressing.height else [_NOTHING[lang]]
    return "\n".join([*lines, _rest(revisit, lang)])


def _drawn(pressing: pl.DataFrame, lang: str) -> str:
    table = Table(show_lines=True)
    for head in _HEADS[lang]:
        # Rich would cut a Japanese sentence, which has no spaces to break at.
        table.add_column(head, overflow="fold")
    for row in pressing.iter_rows(named=True):
        table.add_row(
            _name(row, lang),
            label(row["kind"], lang),
            _STATUS[lang][row["status"]],
            row[f"reason_{lang}"],
            row[f"remedy_{lang}"],
        )
    text = io.StringIO()
    Console(file=text, width=_WIDTH, no_color=True, markup=False).print(table)
    return text.getvalue().rstrip("\n")


def _name(row: dict[str, Any], lang: str) -> str:
    if row["rule_basis"] != "named":
        return f"{_CATEGORY[lang]} {row['title']}"
    return row["rule_id"] if row["title"] == row["rule_id"] else f"{row['rule_id']} {row['title']}"


def _heading(revisit: Revisit, lang: str) -> str:
    if lang == "ja":
        return f"{revisit.review_week}の週の見直し"
    return f"Review of the week of {revisit.review_week}"


def _rest(revisit: Revisit, lang: str) -> str:
    """Say how many rows the table leaves out, and the share of rules that are too small."""
    counts = dict(revisit.frame["status"].value_counts().iter_rows())
    quiet = [name for name in ("ok", "not_enough_data", "not_recorded") if counts.get(name)]
    parts = [f"{_STATUS[lang][name]}: {counts[name]}" for name in quiet]
    if revisit.share_too_small is not None:
        share = f"{100 * revisit.share_too_small:.0f}%"
        small = (
            f"件数不足のルール: {share}" if lang == "ja" else f"rules with too few cases: {share}"
        )
        parts.append(small)
    return " · ".join(parts)
