"""Figures that are made once of the same numbers, whoever looks at them.

Plotly checks every property of a figure, which takes longer than anything else in most reruns of a
page; nearly all reruns show figures that were shown before.
"""

import hashlib
import io
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec

import plotly.graph_objects as go
import polars as pl

KEPT: Final = 256
P = ParamSpec("P")


def drawn_once(make: Callable[P, go.Figure]) -> Callable[P, go.Figure]:
    """Keep the figures of a function of frames and plain values; nobody may change a figure."""
    kept: OrderedDict[str, go.Figure] = OrderedDict()
    lock = threading.Lock()

    @wraps(make)
    def once(*given: P.args, **named: P.kwargs) -> go.Figure:
        key = _digest((*given, *sorted(named.items())))
        with lock:
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
        figure = make(*given, **named)
        with lock:
            kept[key] = figure
            while len(kept) > KEPT:
                kept.popitem(last=False)
        return figure

    return once


def _digest(given: tuple[Any, ...]) -> str:
    digest = hashlib.sha256()
    for value in given:
        digest.update(_bytes(value) if isinstance(value, pl.DataFrame) else repr(value).encode())
        digest.update(b"\0")
    return digest.hexdigest()


def _bytes(frame: pl.DataFrame) -> bytes:
    written = io.BytesIO()
    frame.write_ipc(written)
    return written.getvalue()
