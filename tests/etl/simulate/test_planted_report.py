"""Items left out of reports on purpose are found again by the metric, to the last one."""

import datetime as dt
import json

from etl.pipeline import import_rules, load
from etl.simulate import Planted, SimulationPlan, write_simulation
from queries.asked import Asked
from queries.measure import measure
from queries.warehouse import Warehouse

NOW = dt.datetime(2026, 6, 1, 9, 0, tzinfo=dt.UTC)


def test_items_left_out_on_purpose_are_all_found(tmp_path, monkeypatch):
    monkeypatch.setenv("MINAOSHI_KEY_FILE", str(tmp_path / "key"))
    planted = Planted("report_incomplete", rule_id="R001", size=0.5, slot="assessment")
    plan = SimulationPlan(seed=3, contacts=6000, weeks=4, planted=(planted,))
    write_simulation(plan, tmp_path, shapes=("events",))
    warehouse = tmp_path / "w.duckdb"
    for workbook in sorted(tmp_path.glob("rules_*.xlsx")):
        import_rules(workbook, warehouse, NOW, then_rebuild=False)
    load([tmp_path / "events.csv"], "canonical", warehouse, NOW)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["planted"][0]
    asked = Asked(rule_id=("R001",), by=("slot",))
    found = measure(Warehouse(warehouse), "missing_item_share", asked).frame
    missing = dict(found.select("slot", "numerator").iter_rows())
    assert truth["count"] > truth["count_if_not_planted"]
    assert missing["assessment"] == truth["count"] == max(missing.values())
