"""The keys behind pseudonyms: kept outside the warehouse, the first one made at the first load.

The key file holds one key as bare bytes until it is rotated, and then the keys in the order in
which they came into use, one a line. A pseudonym goes through all of them, so that people stay
joined: who has an older key alone cannot tell anybody from a pseudonym.
"""

import os
import secrets
from pathlib import Path
from typing import Final

from etl.errors import EtlError

_KEY_BYTES: Final = 32
_RING: Final = b"minaoshi keys\n"


def key_file() -> Path:
    """Return where the keys are kept: MINAOSHI_KEY_FILE, or the user's configuration folder."""
    named = os.environ.get("MINAOSHI_KEY_FILE")
    return Path(named) if named else Path.home() / ".config" / "minaoshi" / "key"


def read_or_make_keys(path: Path | None = None) -> tuple[bytes, ...]:
    """Return the keys, the oldest first; the first call makes one that only its owner can read.

    Whoever loses the keys gets new pseudonyms: people of old and new loads no longer match.
    """
    path = path or key_file()
    if not path.exists():
        _make_key(path)
    content = path.read_bytes()
    keys = _read_ring(content, path) if content.startswith(_RING) else (content,)
    for key in keys:
        if len(key) < _KEY_BYTES:
            raise EtlError(
                f"{path}: the key has {len(key)} bytes instead of {_KEY_BYTES}. "
                "Restore it from a backup, or remove the file to begin with a new key."
            )
    return keys


def add_key(path: Path | None = None) -> tuple[bytes, ...]:
    """Put a new key after the others, and return them all; a kill leaves the file as it was."""
    path = path or key_file()
    keys = (*read_or_make_keys(path), secrets.token_bytes(_KEY_BYTES))
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(_RING + b"".join(key.hex().encode() + b"\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    return keys


def _read_ring(content: bytes, path: Path) -> tuple[bytes, ...]:
    try:
        lines = content.removeprefix(_RING).decode("ascii").split()
        return tuple(bytes.fromhex(line) for line in lines)
    except ValueError:
        raise EtlError(f"{path}: a key is damaged. Restore the file from a backup.") from None


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
