"""The load on those who receive, and how far people decide alike."""

from typing import Any

import numpy as np
import pandas as pd

from bench.pandas_measures.facts import WEEK, Facts, Measure


def people(frame: pd.DataFrame) -> Any:
    whole = frame["receiver_mask"].astype("int64")
    masks = whole.groupby(frame[WEEK]).agg(lambda part: np.bitwise_or.reduce(part))
    return masks.map(lambda mask: int(mask).bit_count())


def load(facts: Facts) -> Any:
    frame = facts["fct_receiver_load"]
    sums = ["busy_seconds", "work_seconds", "asked_count", "timed_count", "carried_count"]
    weeks = frame.groupby(WEEK)
    return weeks[sums].sum(), weeks["peak_open"].max(), people(frame)


def asked(facts: Facts) -> Any:
    frame = facts["fct_receiver_load"]
    on_duty = frame[frame["receiver_count"] > 0]
    asked = on_duty.groupby(WEEK)[["asked_count", "receiver_count"]].sum()
    return asked, frame.groupby(WEEK)["asked_count"].sum(), people(frame)


def varied(table: str, person: str, cases: str, hits: str) -> Measure:
    return lambda facts: variation(facts[table], person, cases, hits)


def variation(frame: pd.DataFrame, person: str, cases: str, hits: str) -> Any:
    keys = [WEEK, "like_case", person]
    each = frame.groupby(keys)[[cases, hits]].sum().reset_index()
    each = each[each[cases] >= 5]
    n, x = each[cases].astype(float), each[hits].astype(float)
    each["spread"], each["own_pairs"], each["own_split"] = x * x / n, n * (n - 1) / 2, x * (n - x)
    kinds = each.groupby(keys[:2]).agg(
        n=(cases, "sum"),
        x=(hits, "sum"),
        k=(person, "size"),
        spread=("spread", "sum"),
        own_pairs=("own_pairs", "sum"),
        own_split=("own_split", "sum"),
    )
    kinds = kinds[kinds["k"] >= 5]
    share = kinds["x"] / kinds["n"]
    kinds["chi"] = (kinds["spread"] - kinds["x"] * share) / (share * (1 - share))
    kinds["split"] = kinds["x"] * (kinds["n"] - kinds["x"]) - kinds["own_split"]
    kinds["pairs"] = kinds["n"] * (kinds["n"] - 1) / 2 - kinds["own_pairs"]
    kinds["expected"] = kinds["own_pairs"] * kinds["split"] / kinds["pairs"]
    kinds["k"] -= 1
    sums = kinds.groupby(WEEK).sum()
    return sums["chi"] / sums["k"], 1 - sums["own_split"] / sums["expected"]
