"""How far two or more judges of the same cases agree, beyond what chance would give."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_Z95: Final = 1.959963984540054


@dataclass(frozen=True)
class Agreement:
    """The agreement of two judges on yes and no.

    All are parts of 1 but `kappa`, `pabak` and `ac1`, which run from -1 to 1. `low` and `high` are
    the 95 % limits of kappa. `positive` and `negative` are the agreement on yes and on no alone.
    None where nobody said so: without a yes there is no agreement on it.
    """

    size: int
    observed: float
    kappa: float | None
    standard_error: float | None
    low: float | None
    high: float | None
    positive: float | None
    negative: float | None
    pabak: float
    ac1: float


def two_judges(table: npt.ArrayLike) -> Agreement | None:
    """Return how far two judges agree on yes and no; None without cases.

    `table`: [[both yes, only the first], [only the second, both no]], as counts. Kappa alone
    misleads where yes is rare: the same agreement of 85 % is .70 or .32, so the parts stand beside
    it. The error of kappa is that of Fleiss, Cohen and Everitt 1969, for large samples: below 50
    cases its limits are too narrow. Sources: Cohen 1960; Cicchetti and Feinstein 1990; Byrt 1993
    (PABAK); Gwet 2008 (AC1).
    """
    counts = np.asarray(table, dtype=float)
    if counts.shape != (2, 2):
        raise ValueError(f"table: two rows and two columns wanted, {counts.shape} given.")
    total = counts.sum()
    if not total:
        return None
    parts = counts / total
    observed = float(np.trace(parts))
    kappa, error = _kappa(parts, total)
    limits: tuple[float | None, float | None] = (None, None)
    if kappa is not None and error is not None:
        limits = (kappa - _Z95 * error, kappa + _Z95 * error)
    yes = float(parts[0].sum() + parts[:, 0].sum()) / 2
    by_chance = 2 * yes * (1 - yes)
    return Agreement(
        size=int(total),
        observed=observed,
        kappa=kappa,
        standard_error=error,
        low=limits[0],
        high=limits[1],
        positive=float(parts[0, 0] / yes) if yes else None,
        negative=float(parts[1, 1] / (1 - yes)) if yes < 1 else None,
        pabak=2 * observed - 1,
        ac1=(observed - by_chance) / (1 - by_chance),
    )


def _kappa(parts: Floats, total: float) -> tuple[float | None, float | None]:
    """Return kappa and its standard error; neither where both judges always said the same."""
    rows, columns = parts.sum(axis=1), parts.sum(axis=0)
    observed, by_chance = float(np.trace(parts)), float(rows @ columns)
    if by_chance >= 1:
        return None, None
    kappa = (observed - by_chance) / (1 - by_chance)
    on = (np.diag(parts) * (1 - (rows + columns) * (1 - kappa)) ** 2).sum()
    crossed = parts * (columns[:, None] + rows[None, :]) ** 2
    off = (1 - kappa) ** 2 * (crossed.sum() - np.trace(crossed))
    rest = (kappa - by_chance * (1 - kappa)) ** 2
    variance = (on + off - rest) / (total * (1 - by_chance) ** 2)
    return kappa, float(np.sqrt(max(variance, 0.0)))


def fleiss_kappa(counts: npt.ArrayLike) -> float | None:
    """Return the agreement of equally many judges per case on categories.

    `counts`: cases by categories, how many judges chose each; every case wants the same number of
    judges, two or more. None without cases, or where all chose one category. Source: Fleiss 1971.
    """
    table = np.asarray(counts, dtype=float)
    if not table.size:
        return None
    judges = table.sum(axis=1)
    if (judges != judges[0]).any() or judges[0] < 2:
        raise ValueError(
            "counts: every case wants the same number of judges, two or more; "
            f"between {judges.min():g} and {judges.max():g} are given. Use krippendorff_alpha."
        )
    agreed = ((table**2).sum(axis=1) - judges) / (judges * (judges - 1))
    by_chance = float(((table.sum(axis=0) / table.sum()) ** 2).sum())
    return None if by_chance == 1 else float((agreed.mean() - by_chance) / (1 - by_chance))


def krippendorff_alpha(ratings: npt.ArrayLike) -> float | None:
    """Return the agreement of any number of judges, not all of whom judged every case.

    `ratings`: judges by cases, category numbers, NaN where a judge did not judge; categories have
    no order. Cases with fewer than two judgements do not count. None where none is left, or all
    are alike. Source: Krippendorff 2011, nominal metric.
    """
    given = np.asarray(ratings, dtype=float)
    categories = np.unique(given[~np.isnan(given)])
    chosen = (given[:, :, None] == categories).sum(axis=0).astype(float)
    judges = chosen.sum(axis=1)
    chosen, judges = chosen[judges > 1], judges[judges > 1]
    total = judges.sum()
    if not total:
        return None
    pairs = judges * (judges - 1) - (chosen * (chosen - 1)).sum(axis=1)
    differing = float((pairs / (judges - 1)).sum())
    sums = chosen.sum(axis=0)
    by_chance = float((total**2 - (sums**2).sum()) / (total - 1))
    return None if not by_chance else 1 - differing / by_chance


def intraclass_correlation(ratings: npt.ArrayLike) -> float | None:
    """Return how far judges give the same score to the same case: ICC(2,1), agreement.

    `ratings`: cases by judges, scores without a gap; two or more of each. The judges stand for any
    judges: one who is always stricter lowers it, unlike ICC(3,1). None where all scores are
    alike. Source: Shrout and Fleiss 1979.
    """
    scores = np.asarray(ratings, dtype=float)
    if scores.ndim != 2 or min(scores.shape) < 2 or np.isnan(scores).any():
        raise ValueError("ratings: two or more cases and judges wanted, every one with a score.")
    cases, judges = scores.shape
    mean = scores.mean()
    between = judges * ((scores.mean(axis=1) - mean) ** 2).sum() / (cases - 1)
    strict = cases * ((scores.mean(axis=0) - mean) ** 2).sum() / (judges - 1)
    whole = ((scores - mean) ** 2).sum()
    error = (whole - between * (cases - 1) - strict * (judges - 1)) / ((cases - 1) * (judges - 1))
    spread = between + (judges - 1) * error + judges * (strict - error) / cases
    return None if not spread else float((between - error) / spread)
