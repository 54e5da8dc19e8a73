"""Compare rates of groups of unequal size without mistaking chance for merit."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, special, stats

Floats = npt.NDArray[np.float64]
_LARGEST_STRENGTH = 1e5


def benjamini_hochberg(p_values: npt.ArrayLike) -> Floats:
    """Return the q-values of a family of tests; none for none.

    Valid for independent or positively dependent tests. Source: Benjamini and Hochberg 1995.
    """
    values = np.asarray(p_values, dtype=float)
    if not values.size:
        return values
    return np.asarray(stats.false_discovery_control(values, method="bh"), dtype=float)


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

    Source: Gelman et al., Bayesian Data Analysis, section 5.1.
    """
    values = np.asarray(rates, dtype=float)
    mean, variance = values.mean(), values.var(ddof=1)
    strength = mean * (1 - mean) / variance - 1
    return Prior(float(mean * strength), float((1 - mean) * strength))


def beta_binomial_prior(count: npt.ArrayLike, size: npt.ArrayLike) -> Prior:
    """Return the maximum-likelihood beta behind binomial counts.

    Where groups differ no more than by chance the likelihood has no maximum: the strength is then
    held at 100,000 cases, which pulls all of them to the pooled rate.
    """
    counts, sizes = np.asarray(count, dtype=float), np.asarray(size, dtype=float)

    def surprise(parameters: Floats) -> float:
        alpha, beta = np.exp(parameters)
        terms = special.betaln(counts + alpha, sizes - counts + beta) - special.betaln(alpha, beta)
        return float(-terms.sum())

    pooled = float(np.clip(counts.sum() / sizes.sum(), 1e-6, 1 - 1e-6))
    start = np.log([10 * pooled, 10 * (1 - pooled)])
    edge = np.log(_LARGEST_STRENGTH)
    found = optimize.minimize(
        surprise, start, method="L-BFGS-B", bounds=[(-edge, edge)] * 2, options={"ftol": 1e-15}
    )
    refined = optimize.minimize(
        surprise, found.x, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-13}
    )
    best = refined.x if refined.fun < found.fun and (np.abs(refined.x) <= edge).all() else found.x
    alpha, beta = np.exp(best)
    return Prior(float(alpha), float(beta))


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
    """A funnel of rates: scores with and without what like groups differ anyway."""

    center: float
    score: Floats
    dispersion: float
    between_variance: float
    overdispersed_score: Floats
    p_upper: Floats


def overdispersed_funnel(count: npt.ArrayLike, size: npt.ArrayLike, trim: float = 0.1) -> Funnel:
    """Return each group's distance from the pooled rate, on the arcsine scale.

    Scores beyond the `trim` quantiles are moved in to them before the dispersion is measured.
    Needs some ten groups. Source: Spiegelhalter 2005; algorithm of the R package FunnelPlotR.
    """
    counts, sizes = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    center = float(counts.sum() / sizes.sum())
    spread = 1 / (2 * np.sqrt(sizes))
    distance = np.arcsin(np.sqrt(counts / sizes)) - np.arcsin(np.sqrt(center))
    score = distance / spread
    low, high = np.quantile(score, [trim, 1 - trim])
    dispersion = float((np.clip(score, low, high) ** 2).mean())
    weight = 1 / spread**2
    number = len(counts)
    excess = number * dispersion - (number - 1)
    between = max(0.0, excess / float(weight.sum() - (weight**2).sum() / weight.sum()))
    adjusted = distance / np.sqrt(spread**2 + between)
    return Funnel(center, score, dispersion, between, adjusted, np.asarray(stats.norm.sf(adjusted)))
