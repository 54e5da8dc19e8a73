"""People are pseudonyms; the key stays outside the warehouse."""

import hmac
import stat
from pathlib import Path

import polars as pl
import pytest

from etl.errors import EtlError
from etl.pseudonyms import Pseudonyms
from etl.secret import key_file, read_or_make_keys


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "conf" / "key"
    [key] = read_or_make_keys(path)
    assert len(key) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_or_make_keys(path) == (key,)


def test_the_environment_may_name_the_key_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINAOSHI_KEY_FILE", str(tmp_path / "own"))
    assert key_file() == tmp_path / "own"


def test_a_cut_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    with pytest.raises(EtlError, match="has 5 bytes instead of 32"):
        read_or_make_keys(tmp_path / "key")


@pytest.mark.parametrize("key", [b"k" * 32, b"long" * 30])
def test_a_pseudonym_is_an_hmac(key: bytes) -> None:
    expected = hmac.new(key, "担当者１".encode(), "sha256").hexdigest()[:16]
    assert Pseudonyms(key).of("担当者１") == expected


def test_a_column_keeps_its_order_and_what_is_unknown() -> None:
    pseudonyms = Pseudonyms(b"k" * 32)
    column = pseudonyms.of_all(pl.Series("who", ["a", None, "b", "a"]))
    assert column.to_list() == [pseudonyms.of("a"), None, pseudonyms.of("b"), pseudonyms.of("a")]
