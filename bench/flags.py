"""All flags of 200 rules over one million escalations, against all metrics in the same run."""

from pathlib import Path

from bench.big_warehouse import big_warehouse
from bench.timing import median_seconds
from queries.asked import Asked
from queries.catalog import load_catalog
from queries.flags import rules_to_revisit
from queries.measure import measure_all
from queries.warehouse import Warehouse


def main(work: Path, contacts: int = 10_000_000) -> None:
    """Print both times, their ratio and what was judged."""
    with Warehouse(big_warehouse(work, contacts)) as warehouse:
        judged = rules_to_revisit(warehouse).frame
        flags = median_seconds(lambda: rules_to_revisit(warehouse))
        metrics = median_seconds(lambda: measure_all(warehouse, load_catalog(), Asked()))
    rules, kinds = judged["rule_id"].n_unique(), judged["kind"].n_unique()
    print(f"judged: {rules} rules in {kinds} respects, {judged.height:,} verdicts")
    print(f"all flags   {flags:6.2f} s")
    print(f"all metrics {metrics:6.2f} s")
    print(f"ratio {flags / metrics:.2f} (at most 1)")
