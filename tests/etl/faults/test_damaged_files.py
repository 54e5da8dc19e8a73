"""Files damaged at random: each is loaded with every row accounted for, or refused with a reason.

`python -m bench faults` does the same with ten thousand of them.
"""

import random

from bench.faults.mutated import DAMAGES, load_bytes, originals
from bench.faults.watch import watch

SEED = 7


def test_damaged_files_are_loaded_or_refused_and_end_no_process() -> None:
    found = watch(SEED, 0, 160)
    assert found.wrong == []
    assert found.kinds["loaded"] + found.kinds["refused"] == 160
    # Damage of both kinds, or nothing was tried.
    assert min(found.kinds["loaded"], found.kinds["refused"]) > 20


def test_whole_files_of_every_kind_load_all_their_rows() -> None:
    for name, data in originals().items():
        outcome = load_bytes(0, name, data, "none")
        assert (name, outcome.kind, outcome.said) == (name, "loaded", "66 rows")


def test_every_damage_changes_a_file() -> None:
    data = originals()["utf8.csv"]
    for name, damage in DAMAGES.items():
        assert damage(data, random.Random(3)) != data, name
