"""Strict reading of a TOML table: each key is asked for, a key nobody asks for is an error."""

import difflib
from collections.abc import Sequence
from typing import Any

from etl.errors import EtlError


class Section:
    """One table of a TOML file, and where it stands, for the messages."""

    def __init__(self, table: dict[str, Any], file: str, place: str = "") -> None:
        """`file` and `place` name the table in messages."""
        self._table = table
        self._asked: set[str] = set()
        self.file = file
        self.place = place

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        self._asked.add(key)
        return key in self._table

    def value(self, key: str) -> Any:
        """Return what stands under the key, or None."""
        self._asked.add(key)
        return self._table.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default the key is required."""
        found = self._typed(key, str, "a text", default)
        return str(found)

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None when it is not given."""
        return self.text(key) if self.has(key) else None

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """Return one of the allowed texts."""
        found = self.text(key, default)
        if found not in allowed:
            raise self.error(key, f'"{found}" is not known.', found, allowed)
        return found

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        return bool(self._typed(key, bool, "true or false", default))

    def number(self, key: str, default: int) -> int:
        """Return a whole number."""
        return int(self._typed(key, int, "a whole number", default))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        found = self.value(key)
        items = [found] if isinstance(found, str) else found or []
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self.error(key, f"{found!r} is not a text or a list of texts.")
        return tuple(items)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return a table of texts as pairs, in the order of the file."""
        return tuple((name, str(value)) for name, value in self._plain_table(key).items())

    def section(self, key: str) -> "Section":
        """Return a table inside this one; one that is not given is empty."""
        return Section(self._plain_table(key), self.file, self._place_of(key))

    def sections(self, key: str) -> list["Section"]:
        """Return the tables of a list of tables."""
        found = self.value(key) or []
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise self.error(key, f"write it as [[{key}]] tables.")
        places = (f"{self._place_of(key)} {number}" for number in range(1, len(found) + 1))
        return [Section(item, self.file, place) for item, place in zip(found, places, strict=True)]

    def items(self) -> list[tuple[str, Any]]:
        """Return every key with its value; all of them count as asked for."""
        self._asked.update(self._table)
        return list(self._table.items())

    def finish(self) -> None:
        """Raise EtlError for the first key that nobody asked for."""
        for key in self._table:
            if key not in self._asked:
                raise self.error(key, "is not a key of this table.", key, sorted(self._asked))

    def error(self, key: str, what: str, found: str = "", allowed: Sequence[str] = ()) -> EtlError:
        """Return an error that names file, key and, where there is one, the nearest valid word."""
        place = f"{self.place}: " if self.place else ""
        message = f"{self.file}: {place}{key}: {what}"
        near = difflib.get_close_matches(found, allowed, n=1, cutoff=0.5)
        if near:
            return EtlError(f'{message} Did you mean "{near[0]}"?')
        if allowed:
            return EtlError(f"{message} Use one of: {', '.join(allowed)}.")
        return EtlError(message)

    def _plain_table(self, key: str) -> dict[str, Any]:
        found = self.value(key)
        if found is None:
            return {}
        if not isinstance(found, dict):
            raise self.error(key, f"{found!r} is not a table.")
        return found

    def _place_of(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def _typed(self, key: str, kind: type, words: str, default: object) -> Any:
        found = self.value(key)
        if found is None:
            if default is None:
                raise self.error(key, "is missing. Add it.")
            return default
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            raise self.error(key, f"{found!r} is not {words}.")
        return found
