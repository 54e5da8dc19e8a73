"""A rate from a stratified sample, with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from queries.methods.intervals import wilson


@dataclass(frozen=True)
class Stratum:
    """`size` contacts, of which `judged` were drawn and decided, `needed` of them with a yes."""

    size: int
    judged: int
    needed: int


@dataclass(frozen=True)
class Estimate:
    """A share with the ends of its 95 % interval, and how many cases it is worth."""

    share: float
    low: float
    high: float
    effective_size: float


def stratified_rate(strata: Sequence[Stratum]) -> Estimate | None:
    """Return the rate over all strata that have a judged case; None where none has.

    Every judged case stands for size / judged contacts. The interval is Wilson's on the effective
    sample size (Σw)² / Σw², so for one stratum it is Wilson's own; it takes no credit for the
    strata being alike within nor for the sample being a part of few contacts, and so is rather too
    wide than too narrow. It holds where a stratum gives a single case, which a variance within
    strata does not. Sources: Kish 1965, Survey Sampling, 11.7 (effective size); Wilson 1927;
    Franco, Little, Louis and Slud 2019, J Surv Stat Methodol 7:334 (Wilson on it).
    """
    known = [stratum for stratum in strata if stratum.judged]
    if not known:
        return None
    whole = sum(stratum.size for stratum in known)
    share = sum(stratum.size * stratum.needed / stratum.judged for stratum in known) / whole
    squares = sum(stratum.size**2 / stratum.judged for stratum in known)
    effective = whole**2 / squares
    low, high = wilson(share * effective, effective)
    return Estimate(share, float(low), float(high), effective)
