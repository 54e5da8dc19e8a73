"""Write what was found as numbers that the product reads and as a page that people read."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from bench.calibrate.centers import Seen
from bench.calibrate.plans import FLAGS, RATE_KINDS
from bench.calibrate.scores import METHODS, false_flags, flagged, left_out, score

FOLDER: Final = Path(__file__).parents[2] / "queries" / "revisit"
ENOUGH: Final = 0.8
_PAGE: Final = Path(__file__).with_name("page.md")
_METHOD_HEADS: Final = [
    *("escalations", "size", "method", "found", "recall", "precision", "F1"),
]


def numbers(quiet: Sequence[Seen], planted: Sequence[Seen]) -> dict[str, Any]:
    """Return everything that is published, as plain values."""
    groups = sorted({(seen.trial.volume, seen.trial.size) for seen in planted})
    of = {
        group: [s for s in planted if (s.trial.volume, s.trial.size) == group] for group in groups
    }
    false = [false_flags(seen) for seen in quiet]
    by_kind = Counter(kind for pairs in false for kind, _ in pairs)
    return {
        "quiet": {
            "reviews": len(quiet),
            "contacts": quiet[0].trial.plan.total_contacts,
            "flags": sum(map(len, false)),
            "left_out": sum(len(left_out(flagged(seen))) for seen in quiet),
            "by_kind": dict(sorted(by_kind.items())),
        },
        "method": [
            {"volume": volume, "size": size, "name": name, **_scored(score(of[volume, size], name))}
            for volume, size in groups
            for name in METHODS
        ],
        "kind": [
            {
                "volume": volume,
                "size": size,
                "name": kind,
                "cases": _cases(of[volume, size], kind),
                **_scored(score(of[volume, size], kind=kind)),
            }
            for volume, size in groups
            for kind in FLAGS.values()
            if any(pair[0] == kind for seen in of[volume, size] for pair in seen.trial.truth)
        ],
    }


def _scored(found: Any) -> dict[str, Any]:
    return {"planted": found.planted, "found": found.found, "false": found.false}


def _cases(reviews: Sequence[Seen], kind: str) -> int:
    """Return the median number of cases of the planted rules; 0 where cases are not the measure."""
    sizes = [
        int(seen.counts.filter(kind=kind, rule_id=rule)["denominator"].sum())
        for seen in reviews
        for planted, rule in seen.trial.truth
        if planted == kind
    ]
    return int(np.median(sizes)) if kind in RATE_KINDS.values() else 0


def as_toml(found: dict[str, Any]) -> str:
    """Return the numbers as TOML."""
    quiet = found["quiet"]
    lines = ["# Written by `make calibrate`. See CALIBRATION.md.", "", "[quiet]"]
    lines += [f"{key} = {value}" for key, value in quiet.items() if key != "by_kind"]
    lines += ["", "[quiet.by_kind]", *(f"{k} = {v}" for k, v in quiet["by_kind"].items())]
    for table in ("method", "kind"):
        for row in found[table]:
            values = [
                f'{k} = "{v}"' if isinstance(v, str) else f"{k} = {v}" for k, v in row.items()
            ]
            lines += ["", f"[[{table}]]", *values]
    return "\n".join(lines) + "\n"


def as_page(found: dict[str, Any]) -> str:
    """Return the page in Markdown."""
    quiet = found["quiet"]
    rate = quiet["flags"] / quiet["reviews"]
    said = _PAGE.read_text(encoding="utf-8")
    return said.format(
        reviews=quiet["reviews"],
        contacts=f"{quiet['contacts']:,}",
        rate=f"{rate:.2f}",
        left_out=f"{quiet['left_out'] / quiet['reviews']:.1f}",
        quiet="\n".join(_table(["flag", "false per review"], _quiet_rows(quiet))),
        methods="\n".join(_table(_METHOD_HEADS, [_method_row(row) for row in found["method"]])),
        kinds="\n".join(_kind_table(found["kind"])),
    )


def _quiet_rows(quiet: dict[str, Any]) -> list[list[str]]:
    return [[kind, f"{count / quiet['reviews']:.3f}"] for kind, count in quiet["by_kind"].items()]


def _method_row(row: dict[str, Any]) -> list[str]:
    flagged_count = row["found"] + row["false"]
    precision = f"{row['found'] / flagged_count:.2f}" if flagged_count else "–"
    f1 = 2 * row["found"] / (row["planted"] + flagged_count)
    return [
        str(row["volume"]),
        f"+{100 * row['size']:g}",
        row["name"],
        f"{row['found']} / {row['planted']}",
        f"{row['found'] / row['planted']:.2f}",
        precision,
        f"{f1:.2f}",
    ]


def _kind_table(rows: list[dict[str, Any]]) -> list[str]:
    frame = pl.DataFrame(rows).with_columns((pl.col("found") / pl.col("planted")).alias("recall"))
    sizes = sorted(frame["size"].unique())
    lines = []
    for (kind, volume), part in frame.group_by("name", "volume", maintain_order=True):
        recall = dict(part.select("size", "recall").iter_rows())
        passed = [size for size in sizes if recall.get(size, 0.0) >= ENOUGH]
        cells = [f"{recall[size]:.2f}" if size in recall else "" for size in sizes]
        least = f"+{100 * passed[0]:g}" if passed else "not reached"
        cases = int(part["cases"].median() or 0)
        lines.append([str(kind), str(volume), str(cases) if cases else "", *cells, least])
    lines.sort(key=lambda line: (-(line[1] == "300"), int(line[1])))
    heads = [f"+{100 * size:g}" for size in sizes]
    return _table(["flag", "escalations", "cases", *heads, f"recall {ENOUGH} from"], lines)


def _table(heads: list[str], rows: list[list[str]]) -> list[str]:
    return [
        "| " + " | ".join(heads) + " |",
        "|" + " --- |" * len(heads),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]
