"""In which encoding a file is written, and the same file in UTF-8."""

import codecs
import gzip
import re
import shutil
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow

from etl.errors import EtlError

_SAMPLE_BYTES = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Kana are frequent in any Japanese text, half-width ones are rare: EUC-JP read as CP932 is
# full of the latter.
_KANA = re.compile("[ぁ-んァ-ヶー]")
_HALF_WIDTH = re.compile("[｡-ﾟ]")


def open_plain(path: Path) -> AbstractContextManager[BinaryIO]:
    """Open a file for its bytes, unpacked when its name ends in .gz or .zst."""
    if path.suffix == ".gz":
        return cast(AbstractContextManager[BinaryIO], gzip.open(path, "rb"))
    if path.suffix == ".zst":
        packed = pyarrow.input_stream(str(path), compression="zstd")
        return cast(AbstractContextManager[BinaryIO], packed)
    return path.open("rb")


def resolve_encoding(path: Path, declared: str) -> str:
    """Return the encoding: as declared, or found from the first mebibyte."""
    if declared != "detect":
        return declared
    with open_plain(path) as file:
        sample = file.read(_SAMPLE_BYTES)
    for mark, encoding in _BOMS:
        if sample.startswith(mark):
            return encoding
    if wide := _without_mark(sample):
        return wide
    if _decoded(sample, "utf-8") is not None:
        return "utf-8"
    found = {name: _decoded(sample, name) for name in ("cp932", "euc_jp")}
    likeness = {name: _likeness(text) for name, text in found.items() if text is not None}
    if not likeness:
        raise EtlError(
            f"{path}: encoding not recognized. Declare it in the mapping: "
            '[source] encoding = "cp932", for example.'
        )
    return max(likeness, key=lambda name: likeness[name])


def _without_mark(sample: bytes) -> str | None:
    """Return which UTF-16 a text without a byte order mark is in; None where it is in none.

    Commas, digits and line ends have a zero as their upper byte; no other text holds zeros.
    """
    if b"\0" not in sample:
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _decoded(sample: bytes, encoding: str) -> str | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        # The sample may end inside a character: that is not an error.
        return decoder.decode(sample, final=False)
    except UnicodeDecodeError:
        return None


def _likeness(text: str) -> float:
    return len(_KANA.findall(text)) - len(_HALF_WIDTH.findall(text))


def as_utf8(path: Path, encoding: str, scratch: Path) -> Path:
    """Return a file with the same text in UTF-8: the file itself, or a copy in `scratch`."""
    if encoding in ("utf-8", "utf-8-sig"):
        return path
    copy = scratch / f"{path.name}.utf8.csv"
    try:
        with open_plain(path) as source, copy.open("w", encoding="utf-8", newline="") as target:
            shutil.copyfileobj(codecs.getreader(encoding)(source), target)
    except UnicodeError as error:
        raise EtlError(
            f"{path}: not {encoding}: {error}. "
            "Declare the encoding in which the file was saved: [source] encoding"
            f"{_looks_like(path, encoding)}."
        ) from None
    return copy


def _looks_like(path: Path, declared: str) -> str:
    try:
        found = resolve_encoding(path, "detect")
    except EtlError:
        return ""
    return "" if found == declared else f'. It looks like "{found}"'


def with_line_feeds(text_file: Path, scratch: Path) -> Path:
    """Return a UTF-8 file whose lines end in line feeds: the file itself, or a copy in `scratch`.

    Old programs end lines with carriage returns alone, which would read as one endless line.
    """
    with open_plain(text_file) as file:
        sample = file.read(_SAMPLE_BYTES)
    if b"\n" in sample or b"\r" not in sample:
        return text_file
    copy = scratch / f"{text_file.name}.lines.csv"
    with open_plain(text_file) as source, copy.open("wb") as target:
        while part := source.read(_SAMPLE_BYTES):
            target.write(part.replace(b"\r", b"\n"))
    if text_file.parent == scratch:
        text_file.unlink()
    return copy
