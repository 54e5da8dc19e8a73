"""Compare rates of groups of unequal size without mistaking chance for merit."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import optimize, special, stats

Floats = npt.NDArray[np.float64]
# Of a prior, in cases; beyond it a prior is a single rate for all practical purposes.
_STRENGTH: Final = (1e-2, 1e5)
_SMALLEST_RATE: Final = 1e-6


def benjamini_hochberg(p_values: npt.ArrayLike) -> Floats:
    """Return the q-values of a family of tests; NaN, which is no test, stays NaN.

    Valid for independent or positively dependent tests. Source: Benjamini and Hochberg 1995.
    """
    values = np.asarray(p_values, dtype=float)
    tested = ~np.isnan(values)
    found = np.full(values.shape, np.nan)
    if tested.any():
        found[tested] = stats.false_discovery_control(values[tested], method="bh")
    return found


@dataclass(frozen=True)
class Prior:
    """A beta distribution of true rates over like groups."""

    alpha: float
    beta: float

    @property
    def mean(self) -> float:
        """The usual rate, as a share."""
        return self.alpha / (self.alpha + self.beta)

    def shrunk(self, count: npt.ArrayLike, size: npt.ArrayLike) -> Floats:
        """Return rates pulled towards the usual one, the more the smaller the group."""
        counts, sizes = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
        return np.asarray((counts + self.alpha) / (sizes + self.alpha + self.beta))


def moment_prior(rates: npt.ArrayLike) -> Prior:
    """Return the beta with the mean and the sample variance of these rates.

    `rates`: two or more shares. Equal rates give the greatest strength, 100,000 cases. Blind to
    how many cases are behind each rate. Source: Gelman et al., Bayesian Data Analysis, section 5.1.
    """
    values = np.asarray(rates, dtype=float)
    mean, variance = _inner(values.mean()), values.var(ddof=1)
    strength = mean * (1 - mean) / max(variance, 1e-300) - 1
    return _prior(mean, float(np.clip(strength, *_STRENGTH)))


def beta_binomial_prior(count: npt.ArrayLike, size: npt.ArrayLike) -> Prior:
    """Return the maximum-likelihood beta behind binomial counts; by moments should that fail.

    `count` and `size`: one number a group; groups without cases say nothing. Where groups differ
    no more than by chance the likelihood has no maximum: the strength is then held at 100,000
    cases, which pulls all of them to the pooled rate. Wants some ten groups. Source: Gelman et al.,
    Bayesian Data Analysis, section 5.1.
    """
    counts, sizes = _with_cases(count, size)
    if not counts.size:
        raise ValueError("size: no group has cases. Compare groups that have some.")

    def surprise(parameters: Floats) -> float:
        prior = _prior(float(special.expit(parameters[0])), float(np.exp(parameters[1])))
        together = special.betaln(counts + prior.alpha, sizes - counts + prior.beta)
        return float(-(together - special.betaln(prior.alpha, prior.beta)).sum())

    start = np.array([special.logit(_inner(counts.sum() / sizes.sum())), np.log(10)])
    edge = special.logit(1 - _SMALLEST_RATE)
    bounds = [(-edge, edge), tuple(np.log(_STRENGTH))]
    found = optimize.minimize(
        surprise, start, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-15}
    )
    refined = optimize.minimize(
        surprise,
        found.x,
        method="Nelder-Mead",
        bounds=bounds,
        options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 2000},
    )
    best = min(found, refined, key=lambda tried: float(tried.fun))
    if not np.isfinite(best.fun):
        return moment_prior(counts / sizes)
    return _prior(float(special.expit(best.x[0])), float(np.exp(best.x[1])))


def _prior(mean: float, strength: float) -> Prior:
    return Prior(mean * strength, (1 - mean) * strength)


def _inner(rate: float) -> float:
    return float(np.clip(rate, _SMALLEST_RATE, 1 - _SMALLEST_RATE))


def _with_cases(count: npt.ArrayLike, size: npt.ArrayLike) -> tuple[Floats, Floats]:
    counts, sizes = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    known = (sizes > 0) & ~np.isnan(counts)
    return counts[known], sizes[known]


def james_stein(values: npt.ArrayLike, variance: float) -> tuple[Floats, float]:
    """Return values pulled to their mean, and by what factor their distances shrank.

    `variance`: of each value, the same for all; at least four values. Source: Efron and Morris
    1977.
    """
    given = np.asarray(values, dtype=float)
    mean = given.mean()
    factor = 1 - (len(given) - 3) * variance / ((given - mean) ** 2).sum()
    return mean + factor * (given - mean), float(factor)


@dataclass(frozen=True)
class Funnel:
    """A funnel of rates: scores with and without what like groups differ anyway.

    The arrays have one number a group, NaN for a group without cases.
    """

    center: float
    score: Floats
    dispersion: float
    between_variance: float
    overdispersed_score: Floats
    p_upper: Floats


def overdispersed_funnel(count: npt.ArrayLike, size: npt.ArrayLike, trim: float = 0.1) -> Funnel:
    """Return each group's distance from the pooled rate, on the arcsine scale.

    `count` and `size`: one number a group. Scores beyond the `trim` quantiles are moved in to them
    before the dispersion is measured. Needs some ten groups. Source: Spiegelhalter 2005; algorithm
    of the R package FunnelPlotR.
    """
    counts, sizes = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    known = (sizes > 0) & ~np.isnan(counts)
    counts, sizes = np.where(known, counts, np.nan), np.where(known, sizes, np.nan)
    if not known.any():
        return Funnel(float("nan"), counts, float("nan"), float("nan"), counts, counts)
    center = float(np.nansum(counts) / np.nansum(sizes))
    spread = 1 / (2 * np.sqrt(sizes))
    distance = np.arcsin(np.sqrt(counts / sizes)) - np.arcsin(np.sqrt(center))
    score = distance / spread
    low, high = np.nanquantile(score, [trim, 1 - trim])
    dispersion = float(np.nanmean(np.clip(score, low, high) ** 2))
    between = _between_variance(dispersion, 1 / spread[known] ** 2)
    adjusted = distance / np.sqrt(spread**2 + between)
    return Funnel(center, score, dispersion, between, adjusted, np.asarray(stats.norm.sf(adjusted)))


def funnel_limits(funnel: Funnel, size: npt.ArrayLike, z: float) -> tuple[Floats, Floats]:
    """Return the rates at which a group of each size is `z` scores below and above the center.

    `size`: n numbers of cases, above 0; the limits allow for what like groups differ anyway. The
    inverse of the score of `overdispersed_funnel`, hence cut off where the arcsine scale ends, at
    rates of 0 and 1.
    """
    sizes = np.asarray(size, dtype=float)
    half = z * np.sqrt(1 / (4 * sizes) + funnel.between_variance)
    middle = np.arcsin(np.sqrt(funnel.center))
    low, high = (np.clip(middle + way * half, 0, np.pi / 2) for way in (-1, 1))
    return np.sin(low) ** 2, np.sin(high) ** 2


def _between_variance(dispersion: float, weight: Floats) -> float:
    """Return what groups differ beyond chance, after DerSimonian and Laird; 0 for one group."""
    number = len(weight)
    if number < 2:
        return 0.0
    excess = number * dispersion - (number - 1)
    return max(0.0, excess / float(weight.sum() - (weight**2).sum() / weight.sum()))
