"""How far the flags can be trusted: what simulated centers with known failures showed."""

import streamlit as st
from streamlit import column_config as column

from dashboard.frame.view import View
from queries.revisit.calibration import VOLUME, Calibration, load_calibration
from queries.revisit.reasons import label

SIZES = (0.05, 0.10, 0.15, 0.20)
METHOD_SIZES = (0.10, 0.15)


def trust(view: View) -> None:
    """False alarms, what is found by kind and size, and what rules of thumb do instead."""
    words, found = view.words, load_calibration()
    st.subheader(words("trust.title"), anchor="trust")
    st.markdown(
        words("trust.quiet", rate=f"{found.false_per_review:.2f}", reviews=found.quiet_reviews)
    )
    st.caption(words("trust.by_kind", volume=VOLUME))
    st.dataframe(
        _by_kind(found, view),
        hide_index=True,
        height="content",
        column_config={"kind": column.Column(words("rules.kind"))},
        alt=words("trust.by_kind_alt"),
    )
    st.caption(words("trust.by_method", volume=VOLUME))
    st.dataframe(
        _by_method(found, view),
        hide_index=True,
        height="content",
        column_config={
            name: column.Column(words(f"trust.{name}"))
            for name in ("method", "size", "recall", "precision", "f1")
        },
        alt=words("trust.by_method_alt"),
    )


def _by_kind(found: Calibration, view: View) -> dict[str, list[str]]:
    words = view.words
    kinds = list(dict.fromkeys(one.name for one in found.kinds if one.volume == VOLUME))
    table = {"kind": [label(kind, view.lang) for kind in kinds]}
    for size in SIZES:
        name = words("trust.points", points=f"{100 * size:g}")
        table[name] = [_share(found.recalls(kind).get(size)) for kind in kinds]
    table[words("trust.least")] = [
        words("trust.not_reached")
        if (size := found.least_size(kind)) is None
        else words("trust.points", points=f"{100 * size:g}")
        for kind in kinds
    ]
    return table


def _by_method(found: Calibration, view: View) -> dict[str, list[str]]:
    words = view.words
    rows = [one for one in found.methods if one.volume == VOLUME and one.size in METHOD_SIZES]
    return {
        "method": [words(f"trust.{one.name}") for one in rows],
        "size": [words("trust.points", points=f"{100 * one.size:g}") for one in rows],
        "recall": [_share(one.recall) for one in rows],
        "precision": [_share(one.precision) for one in rows],
        "f1": [f"{one.f1:.2f}" for one in rows],
    }


def _share(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f}%"
