"""The real ServiceNow log gives the figures that are known of it."""

from pathlib import Path

import polars as pl
import pytest

from etl.mapping import read_mapping
from etl.masking import Masks
from etl.pseudonyms import Pseudonyms
from etl.stages import ingest
from etl.store import active_event_files
from tests.etl.mapping.desk import KEY

LOG = (
    Path(__file__).resolve().parents[4]
    / "shared/data/uci-servicenow-incidents/incident_event_log.csv.gz"
)
pytestmark = pytest.mark.skipif(not LOG.exists(), reason="the full log is not part of the project")


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    store = tmp_path_factory.mktemp("servicenow")
    pseudonyms, masks = Pseudonyms(KEY), Masks()
    report = ingest([LOG], read_mapping("servicenow"), store, "load-1", pseudonyms, masks)
    assert (report.rows_read, report.rows_accepted, report.backward_stamps) == (119998, 119998, 1)
    return pl.concat([pl.read_parquet(path) for path in active_event_files(store)])


def _of(events: pl.DataFrame, event: str) -> pl.DataFrame:
    return events.filter(pl.col("event") == event).sort("contact_id", "occurred_at", "seq")


def test_contacts_hops_and_reopenings(events: pl.DataFrame) -> None:
    hops = _of(events, "escalated")
    assert events["contact_id"].n_unique() == 20_769
    assert hops["contact_id"].n_unique() == 9_843
    assert hops.height == 20_520
    assert _of(events, "reopened")["contact_id"].n_unique() == 234


def test_resolution(events: pl.DataFrame) -> None:
    opened = _of(events, "opened").select("contact_id", pl.col("occurred_at").alias("opened_at"))
    ends = opened.join(_of(events, "resolved"), on="contact_id")
    hours = (ends["occurred_at"] - ends["opened_at"]).dt.total_seconds() / 3600
    assert 20_769 - ends.height == 1_418
    assert hours.median() == pytest.approx(24.60, abs=0.005)
    assert hours.mean() == pytest.approx(187.68, abs=0.005)


def test_bounces_between_known_groups(events: pl.DataFrame) -> None:
    owners = (
        _of(events, "escalated")
        .select("contact_id", pl.concat_list("team", "target").alias("owner"))
        .explode("owner")
        .drop_nulls("owner")
    )
    moved = (pl.col("owner") != pl.col("owner").shift(1).over("contact_id")).fill_null(True)
    owners = owners.filter(moved)
    bounces = owners.filter(pl.col("owner") == pl.col("owner").shift(2).over("contact_id"))
    assert (bounces.height, bounces["contact_id"].n_unique()) == (3_110, 1_868)
