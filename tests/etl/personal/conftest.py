"""A key of the test's own, and a small log of a center."""

from pathlib import Path

import pytest

HEADER = "contact_id,occurred_at,seq,event,channel,customer_id,actor,level,note\n"
LINES = [
    "K1,2026-11-16 09:00,1,opened,phone,CU000001,OP0001,1,至急 090-1111-2222 へ",
    "K1,2026-11-16 09:05,2,resolved,phone,,OP0001,1,佐藤様 CU000001 了承",
    "K2,2026-11-16 10:00,1,opened,phone,CU000002,OP0002,1,在庫なし",
    "K2,2026-11-16 10:10,2,resolved,phone,CU000002,OP0001,1,",
    "K3,2026-11-17 11:00,1,opened,email,CU000001,OP0002,1,a.b@example.com",
    "K4,yesterday,1,opened,phone,CU000001,OP0002,1,card 4111 1111 1111 1111",
]


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "key"
    path.write_bytes(b"k" * 32)
    monkeypatch.setenv("MINAOSHI_KEY_FILE", str(path))
    monkeypatch.delenv("MINAOSHI_JOURNAL", raising=False)
    return path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return write_log(tmp_path / "log.csv", LINES)


def write_log(path: Path, lines: list[str]) -> Path:
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return path
