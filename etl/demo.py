"""The first thing that a newcomer sees: a simulated center, loaded, with failures to find."""

import datetime as dt
import sys
from pathlib import Path
from typing import Final

from etl.pipeline import import_rules, load, settings_of
from etl.progress import shown_progress
from etl.simulate import Planted, SimulationPlan, write_simulation

PLAN: Final = SimulationPlan(
    seed=20261122,
    contacts=260_000,
    weeks=26,
    planted=(
        Planted("over_escalation", rule_id="R012", size=0.20, from_week=12),
        Planted("late", rule_id="R004", size=0.25, from_week=12),
        Planted("unreachable", rule_id="R002", size=0.35, step=1, hour_from=12, hour_to=14),
        Planted("repeat_question", rule_id="R021", size=0.20, slot="order_no", from_week=10),
    ),
)
# What the sample center wants, so that its pages show whether it will be met.
TARGETS: Final = """
[target]
escalation_rate = { at_most = 8 }
unreachable_attempt_rate = { at_most = 10 }
consult_share = { at_least = 70 }
"""


def make_demo(folder: Path, now: dt.datetime) -> Path:
    """Simulate, load and return the warehouse; one that is there already is kept."""
    warehouse = folder / "demo.duckdb"
    if warehouse.exists():
        _say(f"{warehouse}: already there; remove the folder to begin anew")
        return warehouse
    _say(f"simulating {PLAN.total_contacts:,} contacts over {PLAN.weeks} weeks")
    written = write_simulation(PLAN, folder / "log")
    settings = (folder / "log" / "minaoshi.toml").read_text(encoding="utf-8")
    settings_of(warehouse).write_text(settings + TARGETS, encoding="utf-8")
    for workbook in (path for path in written if path.suffix == ".xlsx"):
        counts, *_ = import_rules(workbook, warehouse, now, then_rebuild=False).text().splitlines()
        _say(f"{workbook.name}: {counts}")
    _say("loading")
    with shown_progress() as progress:
        report = load(
            [folder / "log" / "events.csv"], "canonical", warehouse, now, progress=progress
        )
    _say(report.text())
    return warehouse


def _say(words: str) -> None:
    print(words, file=sys.stderr)
