"""Times to an end that censoring and other ends compete with."""

from typing import Any

import numpy as np

from bench.pandas_measures.facts import WEEK, Facts, Measure


def incidence(seconds: np.ndarray, kind: np.ndarray, wanted: str) -> tuple[float, float]:
    """Return the median and P90 of the wanted end by Aalen and Johansen, ties together."""
    order = np.argsort(seconds, kind="stable")
    times, first = np.unique(seconds[order], return_index=True)
    hit = np.add.reduceat((kind[order] == wanted).astype(float), first)
    ended = np.add.reduceat((kind[order] != "open").astype(float), first)
    at_risk = len(seconds) - first
    survival = np.concatenate([[1.0], np.cumprod(1 - ended / at_risk)[:-1]])
    incidence = np.cumsum(survival * hit / at_risk)
    if not incidence[-1]:
        return np.nan, np.nan
    return tuple(
        float(times[np.searchsorted(incidence, part * incidence[-1] * (1 - 1e-12))])
        for part in (0.5, 0.9)
    )  # type: ignore[return-value]


def time(table: str, name: str, wanted: str) -> Measure:
    seconds, kind = f"{name}_seconds", f"{name}_end_kind"

    def measure(facts: Facts) -> Any:
        frame = facts[table][[WEEK, seconds, kind]].dropna()
        found = {}
        for week, group in frame.groupby(WEEK):
            values = group[seconds].to_numpy()
            found[week] = (
                incidence(values, group[kind].to_numpy(), wanted),
                np.percentile(values[group[kind] == wanted], [50, 90]),
            )
        return found

    return measure


def resolution(facts: Facts) -> Any:
    frame = facts["fct_contact"]
    found = {}
    timed = frame[[WEEK, "resolve_seconds", "end_kind"]].dropna()
    for week, group in timed.groupby(WEEK):
        seconds, kind = group["resolve_seconds"].to_numpy(), group["end_kind"].to_numpy()
        found[week] = incidence(seconds, kind, "resolved")
    return found
