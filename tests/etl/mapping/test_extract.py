"""Files are read as they are, whatever their encoding, headers and line ends."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from etl.encodings import resolve_encoding
from etl.errors import EtlError
from etl.extract import expand_paths, read_batches, unique_headers
from etl.grammar import Source
from tests.etl.mapping.desk import Desk

SOURCE = Source(contact=("番号",))
LIST = """
name = "list"
shape = "cases"
[source]
contact = "number"
[columns]
number = "受付番号"
at = { header = "受付日時", kind = "time", formats = ["%Y/%m/%d"] }
[[event]]
event = "opened"
at = "at"
"""
JAPANESE = "番号,備考\r\n1,髙橋様より①\r\n2,ご相談のみ、折り返し\r\n"


def _read(desk: Desk, source: Source = SOURCE, name: str = "log.csv") -> pl.DataFrame:
    scratch = desk.folder / "scratch"
    scratch.mkdir(exist_ok=True)
    frame = pl.concat(read_batches(desk.folder / name, source, scratch))
    assert list(scratch.iterdir()) == []
    return frame


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_encodings_are_found(desk: Desk, encoding: str) -> None:
    path = desk.file(JAPANESE, encoding=encoding)
    assert resolve_encoding(path, "detect") == encoding
    assert _read(desk).select("番号", "備考").rows() == [
        ("1", "髙橋様より①"),
        ("2", "ご相談のみ、折り返し"),
    ]


def test_euc_jp_is_told_from_cp932(desk: Desk) -> None:
    path = desk.file("番号,備考\n1,おまちください\n", encoding="euc_jp")
    assert resolve_encoding(path, "detect") == "euc_jp"
    assert _read(desk)["備考"].to_list() == ["おまちください"]


def test_a_wrongly_declared_encoding_is_named(desk: Desk) -> None:
    desk.file("番号\nあ\n", encoding="utf-8")
    for encoding in ("utf-16", "euc_jp"):
        with pytest.raises(EtlError, match=rf"log\.csv: not {encoding}: .* Declare the encoding"):
            _read(desk, Source(contact=("番号",), encoding=encoding))


def test_gzipped_cp932_is_unpacked(desk: Desk) -> None:
    (desk.folder / "log.csv.gz").write_bytes(gzip.compress(JAPANESE.encode("cp932")))
    assert _read(desk, name="log.csv.gz")["番号"].to_list() == ["1", "2"]


def test_cells_stay_text_and_rows_are_counted_from_one(desk: Desk) -> None:
    desk.file('番号,備考\n007,"二行の\nメモ"\n008,\n')
    frame = _read(desk)
    assert frame.select("番号", "備考", "source_file", "source_row").rows() == [
        ("007", "二行の\nメモ", "log.csv", 1),
        ("008", None, "log.csv", 2),
    ]


def test_headers_given_twice_are_numbered() -> None:
    assert unique_headers(["氏名", " 時刻", "時刻 ", "", "時刻"]) == [
        "氏名",
        "時刻",
        "時刻#2",
        "column 4",
        "時刻#3",
    ]


def test_a_cell_beyond_the_last_header_is_kept(desk: Desk) -> None:
    desk.file("番号,備考\n1,a\n2,b,c,d\n3\n")
    assert _read(desk).select("番号", "備考", "@extra_cell").rows() == [
        ("1", "a", None),
        ("2", "b", "c"),
        ("3", None, None),
    ]


def test_the_header_row_may_stand_lower(desk: Desk) -> None:
    desk.file("受付一覧\n2026年4月\n番号,備考\n1,a\n")
    assert _read(desk, Source(contact=("番号",), header_row=3))["備考"].to_list() == ["a"]


def test_an_empty_file_is_named(desk: Desk) -> None:
    desk.file("")
    with pytest.raises(EtlError, match=r"log\.csv: has no row 1 for the headers"):
        _read(desk)


def test_folders_give_their_csv_files_in_order(desk: Desk) -> None:
    for name in ("in/b.csv", "in/a.csv.gz", "in/notes.md"):
        desk.file("x", name)
    assert [path.name for path in expand_paths([desk.folder / "in"])] == ["a.csv.gz", "b.csv"]
    with pytest.raises(EtlError, match="no such file or folder"):
        expand_paths([desk.folder / "nowhere"])


@pytest.mark.parametrize("rows", [100, 400_000], ids=["in_the_sample", "beyond_the_sample"])
def test_a_gzip_file_that_was_cut_off_is_refused_with_what_to_do(desk: Desk, rows: int) -> None:
    text = "番号,備考\n" + "".join(f"{row},{row * 7919 % 1_000_003}\n" for row in range(rows))
    whole = gzip.compress(text.encode())
    (desk.folder / "log.csv.gz").write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(EtlError, match=r"log\.csv\.gz: cannot be read to its end.*fetch it again"):
        _read(desk, name="log.csv.gz")


def test_what_is_called_gzip_and_is_not_is_refused(desk: Desk) -> None:
    (desk.folder / "log.csv.gz").write_bytes(b"contact_id,event\n")
    with pytest.raises(EtlError, match=r"log\.csv\.gz: cannot be read to its end"):
        _read(desk, name="log.csv.gz")


def test_a_pattern_stands_for_its_files(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "c.txt"):
        (tmp_path / name).write_text("x\n")
    assert [file.name for file in expand_paths([tmp_path / "*.csv"])] == ["a.csv", "b.csv"]
    with pytest.raises(EtlError, match="no file of a kind that can be loaded"):
        expand_paths([tmp_path / "*.xlsx"])


def test_wrong_headers_without_a_row_are_told(desk: Desk) -> None:
    with pytest.raises(EtlError, match='column "受付番号" is missing'):
        desk.load(desk.mapping(LIST), desk.file("番号,受付日時\n"))
    report = desk.load(desk.mapping(LIST), desk.file("受付番号,受付日時\n"))
    assert report.rows_read == 0
