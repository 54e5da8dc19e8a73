"""How often nobody on a route answers, when its levels are busy at the same times."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Reach:
    """`nobody`: the part of requests that no level answers. `attempts`: asked on average."""

    nobody: float
    attempts: float


def reach(answering: npt.ArrayLike, share: npt.ArrayLike | None = None) -> Reach:
    """Return what becomes of requests that go along a route from level to level.

    `answering`: for each kind of hour (rows) the part of requests that each level (columns)
    answers; one row where all hours are alike. `share`: how much of all requests falls into each
    kind, summing to 1. Within a kind of hour levels answer independently; across kinds they do
    not, which is why rates of levels over all hours must never be multiplied: with the same rates
    a shared busy time can leave several times as many without an answer.
    """
    kinds = np.atleast_2d(np.asarray(answering, dtype=float))
    weights = np.ones(1) if share is None else np.asarray(share, dtype=float)
    if weights.shape != (len(kinds),) or abs(weights.sum() - 1) > 1e-9:
        raise ValueError(
            f"share: {len(kinds)} parts that sum to 1 wanted, one for each kind of hour; "
            f"{weights.tolist()} given."
        )
    if ((kinds < 0) | (kinds > 1)).any():
        raise ValueError("answering: parts between 0 and 1 wanted.")
    missed = np.cumprod(1 - kinds, axis=1)
    asked = 1 + missed[:, :-1].sum(axis=1)
    return Reach(float(weights @ missed[:, -1]), float(weights @ asked))
