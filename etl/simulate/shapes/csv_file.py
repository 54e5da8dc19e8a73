"""A CSV file written piece by piece."""

from pathlib import Path

import polars as pl


class CsvFile:
    """Appends frames to one file; the header is written once."""

    def __init__(self, path: Path, encoding: str = "utf-8") -> None:
        """Start an empty file; CP932 files get Windows line ends, as Excel writes them."""
        self._path, self._encoding = path, encoding
        self._line_end = "\n" if encoding == "utf-8" else "\r\n"
        self._has_header = False
        path.unlink(missing_ok=True)

    def append(self, frame: pl.DataFrame) -> None:
        """Add the rows of a frame."""
        with self._path.open("ab") as file:
            if self._encoding == "utf-8":
                frame.write_csv(
                    file,
                    include_header=not self._has_header,
                    datetime_format="%Y-%m-%d %H:%M:%S",
                )
            else:
                text = frame.write_csv(
                    include_header=not self._has_header,
                    line_terminator=self._line_end,
                    float_precision=0,
                )
                file.write(text.encode(self._encoding))
        self._has_header = True
