"""How the cost grows from a hundred thousand contacts to ten million."""

from pathlib import Path

from bench.big_warehouse import big_warehouse
from bench.timing import median_seconds
from queries.asked import Asked
from queries.catalog import load_catalog
from queries.flags import rules_to_revisit
from queries.measure import measure_all
from queries.warehouse import Warehouse

_SIZES = (100_000, 1_000_000, 10_000_000)


def main(work: Path) -> None:
    """Print what all metrics and all flags cost at each size, and by how much each step grows."""
    before: tuple[int, float, float] | None = None
    print(f"{'contacts':>12} {'metrics s':>10} {'flags s':>8} {'rows x':>7} {'cost x':>7}")
    for contacts in _SIZES:
        with Warehouse(big_warehouse(work, contacts)) as warehouse:
            metrics = median_seconds(lambda: measure_all(warehouse, load_catalog(), Asked()), 3)
            flags = median_seconds(lambda: rules_to_revisit(warehouse), 3)
        grown = ""
        if before is not None:
            rows, cost = contacts / before[0], (metrics + flags) / (before[1] + before[2])
            grown = f" {rows:7.1f} {cost:7.2f}"
        print(f"{contacts:12,} {metrics:10.2f} {flags:8.2f}{grown}")
        before = (contacts, metrics, flags)
