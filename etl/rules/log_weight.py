"""How many contacts and escalations of a log fall into a box of situations."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from etl.rules.space import OTHER, Axis, Box, Space

Flags = npt.NDArray[np.bool_]


class LogWeight:
    """Counts situations of a log by box; without a log, counts are None."""

    def __init__(self, space: Space, log: Sequence[Mapping[str, str | int | None]]) -> None:
        """`log` has the items of each situation and its `contacts` and `escalations`."""
        self._has_log = bool(log)
        self._places = [np.array(_bits(axis, log), dtype=np.int64) for axis in space.axes]
        self._axes = space.axes
        self._contacts = np.array([int(row["contacts"] or 0) for row in log], dtype=np.int64)
        self._escalations = np.array([int(row["escalations"] or 0) for row in log], dtype=np.int64)

    def of(
        self, boxes: Sequence[Box], without: Sequence[Box] = ()
    ) -> tuple[int | None, int | None]:
        """Return contacts and escalations in any of some boxes and in none of others."""
        if not self._has_log:
            return None, None
        inside = self._any(boxes) & ~self._any(without)
        return int(self._contacts[inside].sum()), int(self._escalations[inside].sum())

    def _any(self, boxes: Sequence[Box]) -> Flags:
        found = np.zeros(len(self._contacts), dtype=np.bool_)
        for box in boxes:
            inside = np.ones(len(self._contacts), dtype=np.bool_)
            for axis, mask, places in zip(self._axes, box, self._places, strict=True):
                flags = np.array([mask >> bit & 1 for bit in range(len(axis.values))], np.bool_)
                inside &= flags[places]
            found |= inside
        return found


def _bits(axis: Axis, log: Sequence[Mapping[str, str | int | None]]) -> list[int]:
    """Return where situations are on an axis; what is not on it stands with the others."""
    index = {value: bit for bit, value in enumerate(axis.values)}
    found = []
    for row in log:
        value = tuple(None if row.get(item) is None else str(row[item]) for item in axis.items)
        near = [value, (*value[:-1], OTHER), (*value[:-1], None)]
        found.append(next((index[v] for v in near if v in index), len(axis.values) - 1))
    return found
