"""Run every benchmark, or the one named, such as `python -m bench metrics`."""

import argparse
from pathlib import Path

from bench import flags, growth, load, metrics, screens
from bench.faults import kills, watch

PARTS = {
    "load": load.main,
    "metrics": metrics.main,
    "flags": flags.main,
    "growth": growth.main,
    "faults": watch.main,
    "kills": kills.main,
    "screens": screens.main,
}


def main() -> None:
    """Run the part named on the command line; without a name, all of them."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS)
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    for part in [arguments.part] if arguments.part else PARTS:
        print(f"== {part}")
        PARTS[part](arguments.work)


if __name__ == "__main__":
    main()
