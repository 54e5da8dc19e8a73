"""A new key gives everybody a new pseudonym, and people stay joined."""

import datetime as dt
import hmac
import shutil
import stat
from pathlib import Path

import polars as pl
import pytest

import minaoshi
from etl.errors import EtlError
from etl.pipeline import load, rotate_key, store_of
from etl.pseudonyms import Pseudonyms
from etl.secret import add_key, read_or_make_keys
from queries.warehouse import Warehouse
from tests.etl.personal.conftest import LINES, write_log

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)


def customers_of(warehouse: Path) -> dict[str, str]:
    with Warehouse(warehouse) as build:
        table = build.table("facts.fct_contact")
    return dict(table.select("contact_id", "customer_id").iter_rows())


def texts_of(store: Path) -> str:
    return "\n".join(pl.read_parquet(path).write_csv() for path in store.rglob("*.parquet"))


def test_a_pseudonym_goes_through_all_keys():
    first, second = b"a" * 32, b"b" * 32
    before = hmac.new(first, b"CU1", "sha256").hexdigest()[:16]
    after = hmac.new(second, before.encode(), "sha256").hexdigest()[:16]
    assert Pseudonyms(first).of("CU1") == before
    assert Pseudonyms(first, second).of("CU1") == after
    both = Pseudonyms(first, second)
    assert both.brought_forward([before], Pseudonyms(first).mark) == [after]
    assert both.brought_forward([before], Pseudonyms(second).mark) is None


def test_keys_are_added_to_the_file_that_only_its_owner_reads(key):
    assert read_or_make_keys() == (b"k" * 32,)
    keys = add_key()
    assert keys[0] == b"k" * 32
    assert len(keys[1]) == 32
    assert read_or_make_keys() == keys
    assert len(add_key()) == 3
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert list(key.parent.glob("key.new")) == []


def test_a_damaged_key_file_is_refused(key):
    key.write_bytes(b"minaoshi keys\nxyz\n")
    with pytest.raises(EtlError, match="a key is damaged"):
        read_or_make_keys()


def test_everybody_has_a_new_pseudonym_and_is_still_the_same_person(tmp_path, log):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    before, old = customers_of(warehouse), Pseudonyms(b"k" * 32)
    rotate_key(warehouse, LATER)
    after = customers_of(warehouse)
    new = Pseudonyms(*read_or_make_keys())
    assert after == {"K1": new.of("CU000001"), "K2": new.of("CU000002"), "K3": new.of("CU000001")}
    assert set(before.values()) & set(after.values()) == set()
    held = texts_of(store_of(warehouse))
    # Rows set aside and people who acted have new ones, too.
    for person in ("CU000001", "CU000002", "OP0001", "OP0002"):
        assert old.of(person) not in held
        assert new.of(person) in held


def test_a_load_after_the_rotation_joins_the_same_customers(tmp_path):
    warehouse, whole = tmp_path / "w.duckdb", tmp_path / "whole.duckdb"
    first, second = (
        write_log(tmp_path / f"{name}.csv", lines)
        for name, lines in (("first", LINES[:3]), ("second", LINES[3:]))
    )
    load([first], "canonical", warehouse, NOW)
    rotate_key(warehouse, NOW)
    load([second], "canonical", warehouse, LATER)
    load([first, second], "canonical", whole, LATER)
    assert customers_of(warehouse) == customers_of(whole)
    # The same file again is known by its content.
    assert load([first], "canonical", warehouse, LATER).is_empty


def test_another_warehouse_of_the_key_takes_it_over_at_its_next_load(tmp_path, log):
    one, other = tmp_path / "one.duckdb", tmp_path / "two.duckdb"
    load([log], "canonical", one, NOW)
    load([log], "canonical", other, NOW)
    rotate_key(one, LATER)
    more = write_log(tmp_path / "more.csv", ["K9,2026-11-18 10:00,1,opened,phone,CU000001,,1,"])
    load([more], "canonical", other, LATER)
    customers = customers_of(other)
    assert customers["K9"] == customers["K1"] == customers_of(one)["K1"]


def test_loads_whose_key_is_lost_stay_readable(tmp_path, log, key):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    before = customers_of(warehouse)
    key.write_bytes(b"z" * 32)
    rotate_key(warehouse, LATER)
    assert customers_of(warehouse) == before


def test_loads_of_an_earlier_version_have_pseudonyms_of_the_first_key(tmp_path, log):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    for report in store_of(warehouse).rglob("load.json"):
        lines = report.read_text(encoding="utf-8").splitlines(keepends=True)
        report.write_text("".join(line for line in lines if '"key":' not in line), "utf-8")
    rotate_key(warehouse, LATER)
    assert customers_of(warehouse)["K1"] == Pseudonyms(*read_or_make_keys()).of("CU000001")


def test_the_command_says_where_the_key_is(tmp_path, log, key, capsys):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    assert minaoshi.main(["key", "rotate", "--warehouse", str(warehouse)]) == 0
    assert f"new key in {key}" in capsys.readouterr().out
    shutil.rmtree(store_of(warehouse))
