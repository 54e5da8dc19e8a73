"""How many contacts should have been escalated and were not: from the audit alone."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from queries.audit.estimate import Stratum, stratified_rate
from queries.audit.settings import load_settings
from queries.journal.audits import Draw, Judgement, draws, latest_judgements
from queries.journal.store import Journal


@dataclass(frozen=True)
class AuditRate:
    """The share of contacts not escalated that should have been.

    `status` is ok, too_few or not_recorded; `value`, `low` and `high` are percent, None unless
    ok. `judged` are the cases decided, `needed` those with a yes; `unclear` and `not_judged` are
    apart. `weeks` were drawn, from `population` contacts; `covered` is the share of those in
    strata with a decided case, None while nothing is decided.
    """

    status: str
    value: float | None
    low: float | None
    high: float | None
    judged: int
    needed: int
    unclear: int
    not_judged: int
    weeks: int
    population: int
    covered: float | None
    min_judged: int


def audit_rate(
    journal: Journal, start: dt.date | None = None, stop: dt.date | None = None
) -> AuditRate:
    """Return the rate over the weeks drawn from `start` on and before `stop`."""
    chosen = [
        draw
        for draw in draws(journal)
        if (start is None or draw.week >= start) and (stop is None or draw.week < stop)
    ]
    return rate_of(chosen, latest_judgements(journal))


def rate_of(chosen: Sequence[Draw], judgements: Mapping[tuple[str, str], Judgement]) -> AuditRate:
    """Return the rate of some draws; each stratum of each week counts by its size."""
    words = {
        (draw.draw_id, case.contact_id): given.needed
        for draw in chosen
        for case in draw.cases
        if (given := judgements.get((draw.draw_id, case.contact_id)))
    }
    counts = Counter(words.values())
    judged, minimum = counts["yes"] + counts["no"], load_settings().min_judged
    strata = _strata(chosen, words)
    found = stratified_rate(strata) if judged >= minimum else None
    covered = sum(stratum.size for stratum in strata if stratum.judged)
    population = sum(draw.population for draw in chosen)
    return AuditRate(
        status="ok" if found else "too_few" if judged else "not_recorded",
        value=100 * found.share if found else None,
        low=100 * found.low if found else None,
        high=100 * found.high if found else None,
        judged=judged,
        needed=counts["yes"],
        unclear=counts["unclear"],
        not_judged=sum(len(draw.cases) for draw in chosen) - sum(counts.values()),
        weeks=len(chosen),
        population=population,
        covered=covered / population if judged else None,
        min_judged=minimum,
    )


def _strata(chosen: Sequence[Draw], words: Mapping[tuple[str, str], str]) -> list[Stratum]:
    sizes: dict[tuple[str, str], int] = {}
    judged: Counter[tuple[str, str]] = Counter()
    needed: Counter[tuple[str, str]] = Counter()
    for draw in chosen:
        for case in draw.cases:
            unit = (draw.draw_id, case.stratum)
            word = words.get((draw.draw_id, case.contact_id))
            sizes[unit] = case.stratum_size
            judged[unit] += word in ("yes", "no")
            needed[unit] += word == "yes"
    return [Stratum(size, judged[unit], needed[unit]) for unit, size in sizes.items()]
