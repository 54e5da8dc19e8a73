"""The numbers of `distributions.toml`, by name."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("distributions.toml")


@cache
def _entries() -> dict[str, float | list[float]]:
    groups = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        f"{group}.{name}": entry["value"]
        for group, entries in groups.items()
        for name, entry in entries.items()
    }


def number(name: str) -> float:
    """One number, such as `number('outcome.reopened')`."""
    value = _entries()[name]
    if isinstance(value, list):
        raise TypeError(f"{name} in {_FILE.name} is a list; read it with numbers()")
    return float(value)


def numbers(name: str) -> list[float]:
    """A list of numbers, such as the 24 weights of `volume.hour`."""
    value = _entries()[name]
    if not isinstance(value, list):
        raise TypeError(f"{name} in {_FILE.name} is one number; read it with number()")
    return [float(part) for part in value]
