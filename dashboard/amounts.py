"""Amounts as people read them, in both languages."""

from dashboard.words import Words

_SCALE = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}


def shown(value: float | int | None, unit: str, words: Words) -> str:
    """A value in its unit; a dash when there is none, never a zero."""
    if value is None:
        return "–"
    if unit == "percent":
        return f"{value:.1f}%"
    if unit in _SCALE:
        return duration(value * _SCALE[unit], words)
    return words("common.count_unit", count=f"{value:,.0f}")


def goal(value: float, unit: str, words: Words) -> str:
    """A value that somebody set, no more exact than it was written."""
    if unit == "percent":
        return f"{value:g}%"
    if unit in _SCALE:
        seconds = value * _SCALE[unit]
        name = _fitting(seconds)
        return words(f"duration.{name}", value=f"{seconds / _SCALE[name]:g}")
    return shown(value, unit, words)


def span(low: float | None, high: float | None, unit: str, words: Words) -> str:
    """A range of values, the unit said once where that reads well."""
    if unit == "percent" and low is not None and high is not None:
        return words("common.range", low=f"{low:.1f}", high=f"{high:.1f}%")
    if unit == "count" and low is not None:
        return words("common.range", low=f"{low:,.0f}", high=shown(high, unit, words))
    if unit in _SCALE and low is not None and high is not None:
        name = _fitting(high * _SCALE[unit])
        first = _short(low * _SCALE[unit] / _SCALE[name], name)
        return words("common.range", low=first, high=shown(high, unit, words))
    return words("common.range", low=shown(low, unit, words), high=shown(high, unit, words))


def duration(seconds: float | None, words: Words) -> str:
    """A duration in the unit that keeps it short: seconds, minutes, hours or days."""
    if seconds is None:
        return "–"
    unit = _fitting(seconds)
    return words(f"duration.{unit}", value=_short(seconds / _SCALE[unit], unit))


def _fitting(seconds: float) -> str:
    """The unit in which a duration has the fewest digits."""
    limits = {"seconds": 100, "minutes": 100 * 60, "hours": 72 * 3600}
    return next((unit for unit, limit in limits.items() if abs(seconds) < limit), "days")


def _short(value: float, unit: str) -> str:
    digits = 0 if unit == "seconds" or value >= 10 else 1
    return f"{value:.{digits}f}"


def percent(share: float | None) -> str:
    """A share between 0 and 1 as a percentage, or a dash."""
    return "–" if share is None else f"{100 * share:.0f}%"


def many(number: int | None) -> str:
    """A count with separators, or a dash."""
    return "–" if number is None else f"{number:,}"
