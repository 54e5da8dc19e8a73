"""However a log is cut into files and loads, in any order and with repeats, its events are one."""

import random
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.mapping import read_mapping
from etl.simulate import SimulationPlan, write_simulation
from tests.etl.mapping.desk import Desk

FILES = {
    "canonical": ("events.csv", "utf-8"),
    "states": ("states.csv", "utf-8"),
    "cases": ("cases.csv", "utf-8"),
    "cases_ja": ("contacts_cp932.csv", "cp932"),
}
EXAMPLES = 8
# A mapping that keeps exact duplicates says that a row may truly come twice.
KEEPS_REPEATS = ("states",)


@dataclass(frozen=True, repr=False)
class Whole:
    """A log: the events of one load of all of it, its header and its rows."""

    content: pl.DataFrame
    header: str
    rows: list[str]


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simulated")
    plan = SimulationPlan(seed=11, contacts=80, weeks=2)
    write_simulation(plan, folder, shapes=("events", "states", "cases", "excel"))
    return folder


@pytest.fixture(scope="module")
def whole(simulated: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Whole]:
    """By mapping: the events of one load of all rows, the header and the rows."""
    found = {}
    for name, (file, encoding) in FILES.items():
        desk = Desk(tmp_path_factory.mktemp(name))
        desk.load(read_mapping(name), simulated / file)
        text = (simulated / file).read_text(encoding=encoding)
        header, *rows = text.splitlines(keepends=True)
        found[name] = Whole(desk.content(), header, rows)
    return found


@st.composite
def splits(draw: st.DrawFn) -> list[list[tuple[int, list[int]]]]:
    """Loads, each a list of files; a file is a number and the parts that stand in it, in order.

    Every part stands in at least one file; some stand in two.
    """
    parts = draw(st.integers(2, 6))
    order = draw(st.permutations(range(parts)))
    repeats = draw(st.lists(st.integers(0, parts - 1), max_size=3))
    loads: list[list[tuple[int, list[int]]]] = [[]]
    for number, part in enumerate([*order, *repeats]):
        match draw(st.sampled_from(["same file", "new file", "new load"])):
            case "same file" if loads[-1] and part not in loads[-1][-1][1]:
                loads[-1][-1][1].append(part)
            case "new load" if loads[-1]:
                loads.append([(number, [part])])
            case _:
                loads[-1].append((number, [part]))
    return loads


@pytest.mark.parametrize("name", FILES)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(loads=splits(), seed=st.integers(0, 1_000))
def test_any_split_gives_the_events_of_one_load(
    name: str,
    whole: dict[str, Whole],
    tmp_path_factory: pytest.TempPathFactory,
    loads: list[list[tuple[int, list[int]]]],
    seed: int,
) -> None:
    log = whole[name]
    count = 1 + max(part for files in loads for _, parts in files for part in parts)
    dealt: list[list[str]] = [[] for _ in range(count)]
    dice = random.Random(seed)
    for row in log.rows:
        dealt[dice.randrange(count)].append(row)
    folder = tmp_path_factory.mktemp("split")
    desk = Desk(folder)
    seen: set[int] = set()
    for files in loads:
        paths = []
        for number, once_or_twice in files:
            parts = [p for p in once_or_twice if name not in KEEPS_REPEATS or p not in seen]
            seen.update(parts)
            text = log.header + "".join(row for part in parts for row in dealt[part])
            paths.append(desk.file(text, f"f{number:02}.csv", FILES[name][1]))
        desk.load(read_mapping(name), *paths)
    assert desk.content().equals(log.content)
