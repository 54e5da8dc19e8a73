"""Gives everybody in a store the pseudonym of the newest key; people stay joined."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from etl.personal.persons import PSEUDONYM, person_columns
from etl.personal.replacing import replace_loads, settle
from etl.pseudonyms import Pseudonyms
from etl.store import Load, all_loads

_IN_CELLS: Final = re.compile(rf'"({PSEUDONYM.pattern})"')


def bring_loads_up_to_date(store: Path, pseudonyms: Pseudonyms) -> int:
    """Finish what a kill left half done; return how many loads had pseudonyms of older keys.

    Loads whose keys are lost stay as they are.
    """
    settle(store)
    rotation = _Rotation(pseudonyms)
    behind = [load for load in all_loads(store) if rotation.concerns(load)]
    if behind:
        replace_loads(store, rotation.rewrite, rotation.report)
    return len(behind)


@dataclass(frozen=True)
class _Rotation:
    pseudonyms: Pseudonyms

    def mark_of(self, load: Load) -> str:
        """Return what tells the keys of a load; that of an earlier version had the first alone."""
        return str(load.report.get("key") or self.pseudonyms.first_mark)

    def concerns(self, load: Load) -> bool:
        """Whether a load has pseudonyms of some of the keys, and not of all."""
        mark = self.mark_of(load)
        return mark != self.pseudonyms.mark and self._new([], mark) is not None

    def report(self, load: Load) -> dict[str, Any]:
        """Return the report of a load, with the keys that it has from now on."""
        return load.report | {"key": self.pseudonyms.mark} if self.concerns(load) else load.report

    def rewrite(self, load: Load, path: Path) -> pl.DataFrame | None:
        """Return a file of the load with new pseudonyms."""
        if not self.concerns(load):
            return None
        frame = pl.read_parquet(path)
        mark = self.mark_of(load)
        if path.name == "quarantine.parquet":
            raw = [self._in_cells(text, mark) for text in frame["raw"]]
            return frame.with_columns(pl.Series("raw", raw, dtype=pl.String))
        names = person_columns(load, path, frame)
        return frame.with_columns(self._renamed(frame[name], mark) for name in names)

    def _renamed(self, cells: pl.Series, mark: str) -> pl.Series:
        old = cells.drop_nulls().unique().to_list()
        new = self._new(old, mark) or []
        return cells.replace_strict(old, new, default=None, return_dtype=pl.String)

    def _in_cells(self, raw: str | None, mark: str) -> str | None:
        """Return the cells of a row that cannot be used; a pseudonym stands alone in its cell."""
        if raw is None:
            return None
        return _IN_CELLS.sub(lambda match: f'"{(self._new([match[1]], mark) or [""])[0]}"', raw)

    def _new(self, old: list[str], mark: str) -> list[str] | None:
        return self.pseudonyms.brought_forward(old, mark)
