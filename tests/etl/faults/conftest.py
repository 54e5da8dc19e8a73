"""A key of their own for the loads that something happens to."""

import pytest


@pytest.fixture(autouse=True)
def _own_key(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    key = tmp_path_factory.getbasetemp() / "key"
    key.write_bytes(b"k" * 32)
    monkeypatch.setenv("MINAOSHI_KEY_FILE", str(key))
