"""Run the simulator over many seeds and publish how far the flags can be trusted."""

import argparse
import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from rich.progress import track

from bench.calibrate.centers import Seen, review
from bench.calibrate.plans import QUIET_SEEDS, Trial, planted_trials, quiet_trials
from bench.calibrate.table import FOLDER, as_page, as_toml, numbers


def main() -> None:
    """Review every center and write calibration.toml and CALIBRATION.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibrate", description=__doc__)
    parser.add_argument("--quiet-seeds", type=int, default=QUIET_SEEDS)
    arguments = parser.parse_args()
    quiet = _reviews(quiet_trials(arguments.quiet_seeds), "nothing planted")
    found = numbers(quiet, _reviews(planted_trials(), "failures planted"))
    (FOLDER / "calibration.toml").write_text(as_toml(found), encoding="utf-8")
    (FOLDER / "CALIBRATION.md").write_text(as_page(found), encoding="utf-8")
    print(as_page(found))


def _reviews(trials: Sequence[Trial], what: str) -> list[Seen]:
    """Review the centers, as many at once as there are cores."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=fresh) as pool:
        return list(track(pool.map(review, trials), description=what, total=len(trials)))


if __name__ == "__main__":
    main()
