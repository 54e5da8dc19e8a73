"""The key behind pseudonyms: kept outside the warehouse, made at the first load."""

import os
import secrets
from pathlib import Path

from etl.errors import EtlError

_KEY_BYTES = 32


def key_file() -> Path:
    """Return where the key is kept: MINAOSHI_KEY_FILE, or the user's configuration folder."""
    named = os.environ.get("MINAOSHI_KEY_FILE")
    return Path(named) if named else Path.home() / ".config" / "minaoshi" / "key"


def read_or_make_key(path: Path | None = None) -> bytes:
    """Return the key; the first call makes one that only its owner can read.

    Whoever loses the key gets new pseudonyms: people of old and new loads no longer match.
    """
    path = path or key_file()
    if not path.exists():
        _make_key(path)
    key = path.read_bytes()
    if len(key) < _KEY_BYTES:
        raise EtlError(
            f"{path}: the key has {len(key)} bytes instead of {_KEY_BYTES}. "
            "Restore it from a backup, or remove the file to begin with a new key."
        )
    return key


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
