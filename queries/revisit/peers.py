"""What is usual among like rules, and how far one of them stands out."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, stats

from queries.methods.fair_comparison import Prior, benjamini_hochberg

Floats = npt.NDArray[np.float64]
_PRIOR_STRENGTH = (1.0, 1e5)
_ROUNDS = 4
# Were more than this share to stand out, they would be the rule and not the exception.
_MOST_STRIKING = 0.25


@dataclass(frozen=True)
class Peers:
    """Like rules: their usual rate, the sd between them on the arcsine scale, their number.

    A rule is held `against` the usual rate, or a higher one that a center lives with; `prior` is
    what single rules are shrunk with.
    """

    rate: float
    against: float
    between: float
    number: int
    prior: Prior

    def p_values(self, count: Floats, size: Floats) -> Floats:
        """Return how likely a like rule is to reach each count: an over-dispersed funnel."""
        score = _scores(count, size, self.against, self.between)
        # Student's t: the sd between rules is itself only estimated, from this many rules.
        return np.asarray(stats.t.sf(score, max(self.number - 1, 1)))


def compare(
    count: Floats,
    size: Floats,
    winsorized: float,
    min_between_sd: float,
    max_q: float,
    tolerated: float = 0.0,
) -> Peers:
    """Return what is usual among rules of which some may be bad.

    What stands out at `max_q` is no yardstick for the rest: the others are compared without it.
    """
    prior = _prior(count, size, min_between_sd)
    like = np.ones(len(count), dtype=bool)
    for _ in range(_ROUNDS):
        peers = _fit(count[like], size[like], winsorized, min_between_sd, prior, tolerated)
        striking = benjamini_hochberg(peers.p_values(count, size)) <= max_q
        if striking.mean() > _MOST_STRIKING or (like == ~striking).all():
            break
        like = ~striking
    return peers


def _fit(
    count: Floats,
    size: Floats,
    winsorized: float,
    min_between_sd: float,
    prior: Prior,
    tolerated: float,
) -> Peers:
    rate = _usual_rate(count, size, winsorized)
    against = max(rate, tolerated)
    # The granted difference is in points; the arcsine scale stretches it.
    floor = min_between_sd / (2 * np.sqrt(against * (1 - against)))
    between = max(_between(count, size, rate, winsorized), floor)
    return Peers(rate, against, between, len(count), prior)


def _scores(count: Floats, size: Floats, rate: float, between: float) -> Floats:
    """Return how far each rate lies from the usual one, in standard deviations.

    Source: Anscombe 1948. The plain arcsine of the root puts every rule without a single case far
    below the usual rate; a few dozen small rules then look as if rules differed wildly.
    """
    distance = np.arcsin(np.sqrt((count + 0.375) / (size + 0.75))) - np.arcsin(np.sqrt(rate))
    return np.asarray(distance / np.sqrt(1 / (4 * size + 2) + between**2))


def _usual_rate(count: Floats, size: Floats, winsorized: float) -> float:
    """Return the pooled rate with the extreme rules moved in to the edge of the others."""
    rates = count / size
    rate = float(np.clip(count.sum() / size.sum(), 1e-6, 1 - 1e-6))
    for _ in range(5):
        spread = np.sqrt(rate * (1 - rate) / size)
        score = (rates - rate) / spread
        low, high = np.quantile(score, [winsorized, 1 - winsorized])
        moved = rate + np.clip(score, low, high) * spread
        rate = float(np.clip((moved * size).sum() / size.sum(), 1e-6, 1 - 1e-6))
    return rate


def _between(count: Floats, size: Floats, rate: float, winsorized: float) -> float:
    """Return the sd between rules that makes winsorized scores as wide as chance would."""
    edge = stats.norm.ppf(1 - winsorized)
    within = (1 - 2 * winsorized) - 2 * edge * stats.norm.pdf(edge)
    expected = within + 2 * winsorized * edge**2

    def surplus(between: float) -> float:
        score = _scores(count, size, rate, between)
        low, high = np.quantile(score, [winsorized, 1 - winsorized])
        return float((np.clip(score, low, high) ** 2).mean() - expected)

    if surplus(0.0) <= 0:
        return 0.0
    return float(optimize.brentq(surplus, 0.0, 1.6))


def _prior(count: Floats, size: Floats, min_between_sd: float) -> Prior:
    """Return the beta prior by moments, large rules counting more.

    Bad rules are meant to widen it: what truly stands out is then shrunk less.
    """
    mean = float(np.clip(count.sum() / size.sum(), 1e-6, 1 - 1e-6))
    chance = mean * (1 - mean)
    scatter = float((size * (count / size - mean) ** 2).sum())
    room = float(size.sum() - (size**2).sum() / size.sum())
    between = max((scatter - (len(size) - 1) * chance) / max(room, 1.0), min_between_sd**2)
    strength = float(np.clip(chance / between - 1, *_PRIOR_STRENGTH))
    return Prior(mean * strength, (1 - mean) * strength)
