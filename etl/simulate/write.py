"""Write a simulated center into a folder: logs in several shapes, rule workbooks, the truth."""

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from etl.simulate.events import canonical, weekly_events
from etl.simulate.plan import PlanError, SimulationPlan
from etl.simulate.planted import PlantedFailures
from etl.simulate.settings_file import write_settings
from etl.simulate.shapes.csv_file import CsvFile
from etl.simulate.shapes.daily_counts import daily_counts
from etl.simulate.shapes.escalation_list import escalation_list
from etl.simulate.shapes.japanese_list import japanese_list, poor_list
from etl.simulate.shapes.record_states import record_states
from etl.simulate.topics import RuleBook
from etl.simulate.truth import write_truth
from etl.simulate.workbook import write_workbooks

Shape = tuple[str, str, Callable[[pl.DataFrame], pl.DataFrame]]
SHAPES: dict[str, Shape] = {
    "events": ("events.csv", "utf-8", lambda log: log),
    "states": ("states.csv", "utf-8", record_states),
    "cases": ("cases.csv", "utf-8", escalation_list),
    "excel": ("contacts_cp932.csv", "cp932", japanese_list),
    "counts": ("counts.csv", "utf-8", daily_counts),
}
POOR: Shape = ("contacts_poor.csv", "cp932", poor_list)


def write_simulation(
    plan: SimulationPlan,
    folder: Path | str,
    shapes: Sequence[str] = ("events",),
    profile: str = "full",
) -> list[Path]:
    """Write the plan's log; returns the files: logs, rule workbooks, settings, `truth.json`.

    `profile='poor'` writes one list of contacts instead of the shapes asked for. The shape
    `parquet` is `events` in one Parquet file, with the columns a load would add.
    """
    chosen = _chosen(shapes, profile)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    book = RuleBook(plan)
    failures = PlantedFailures(plan, book.rules)
    files = {name: CsvFile(target / shape[0], shape[1]) for name, shape in chosen.items()}
    kept: list[pl.DataFrame] = []
    for log in weekly_events(plan, book, failures):
        for name, file in files.items():
            file.append(chosen[name][2](log))
        if "parquet" in shapes:
            kept.append(log)
    written = [target / shape[0] for shape in chosen.values()]
    if kept:
        written.append(target / "events.parquet")
        canonical(pl.concat(kept), "events.csv").write_parquet(written[-1])
    settings, truth = target / "minaoshi.toml", target / "truth.json"
    write_settings(plan, settings)
    write_truth(plan, failures.tallies, truth)
    return [*written, *write_workbooks(plan, target), settings, truth]


def _chosen(shapes: Sequence[str], profile: str) -> dict[str, Shape]:
    if profile not in ("full", "poor"):
        raise PlanError(f"profile '{profile}' is unknown; use full or poor")
    if profile == "poor":
        return {"poor": POOR}
    for name in shapes:
        if name not in SHAPES and name != "parquet":
            known = ", ".join([*SHAPES, "parquet"])
            raise PlanError(f"shape '{name}' is unknown; use one of {known}")
    return {name: SHAPES[name] for name in shapes if name != "parquet"}
