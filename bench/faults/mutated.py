"""Files damaged at random, loaded one after the other: none may crash, hang or lose a row.

`python -m bench.faults.mutated SEED FIRST COUNT` loads so many files and prints one JSON line for
each; whoever watches it sees from the lines whether it hangs, and from the end whether it crashed.
"""

import io
import json
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from etl.errors import EtlError
from etl.mapping import read_mapping
from etl.masking.settings import MaskingSettings
from etl.pseudonyms import Pseudonyms
from etl.stages import ingest
from etl.store import active_event_files, read_loads

LIST: Final = """受付番号,受付日時,大分類,エスカレ先,結果,備考
A-001,2026/11/16 9:05,請求,SV,完了,二重請求の申し出
A-002,2026/11/16 10:10,配送,なし,完了,
A-003,2026年11月17日 25:30,解約,リーダー,差戻し,"「至急」と,お話し"
A-004,2026/11/17 11:00,配送,,再対応,090-1234-5678
A-005,2026/11/18 12:40,請求,マネージャー,お客様放棄,"改行の
ある備考"
A-006,2026/11/18 13:00,不明,-,完了,
"""
# Enough rows that a damaged one is the exception.
ROWS: Final = LIST + "".join(
    f"B-{n:03},2026/11/{n % 28 + 1:02} {n % 24}:{n % 60:02},配送,{target},完了,\n"
    for n in range(60)
    for target in ["なし" if n % 4 else "SV"]
)
Damage = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True)
class Outcome:
    """What became of a file: `loaded`, `refused` with a reason, or `failed` with what is wrong."""

    number: int
    kind: str
    damage: str
    said: str = ""


def flipped(data: bytes, dice: random.Random) -> bytes:
    """Some bytes become others."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def cut_off(data: bytes, dice: random.Random) -> bytes:
    """The end is missing."""
    return data[: dice.randrange(len(data))]


def cut_out(data: bytes, dice: random.Random) -> bytes:
    """A part in the middle is missing."""
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randint(1, 200) :]


def repeated(data: bytes, dice: random.Random) -> bytes:
    """A part comes twice."""
    start = dice.randrange(len(data))
    stop = start + dice.randint(1, 300)
    return data[:stop] + data[start:]


def sprinkled(data: bytes, dice: random.Random) -> bytes:
    """Marks that mean something to a reader of lists stand where they should not."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        mark = dice.choice([b'"', b",", b"\n", b"\r", b"\0", b"\t", b"\xff\xfe", b"\xef\xbb\xbf"])
        place = dice.randrange(len(changed) + 1)
        changed[place:place] = mark
    return bytes(changed)


def moved(data: bytes, dice: random.Random) -> bytes:
    """Cells of some lines stand in other columns."""
    lines = data.split(b"\n")
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(lines))
        cells = lines[place].split(b",")
        dice.shuffle(cells)
        lines[place] = b",".join(cells[: dice.randint(1, len(cells))])
    return b"\n".join(lines)


DAMAGES: Final[dict[str, Damage]] = {
    f.__name__: f for f in (flipped, cut_off, cut_out, repeated, sprinkled, moved)
}


def originals() -> dict[str, bytes]:
    """Whole files by their names: texts in several encodings, a workbook, packed, Parquet, JSON."""
    import gzip

    frame = pl.read_csv(io.StringIO(ROWS), infer_schema=False)
    book, parquet, lines = io.BytesIO(), io.BytesIO(), io.BytesIO()
    frame.write_excel(book)
    frame.write_parquet(parquet)
    frame.write_ndjson(lines)
    return {
        "cp932.csv": ROWS.encode("cp932"),
        "utf8.csv": ROWS.encode(),
        "utf16.tsv": ROWS.replace(",", "\t").encode("utf-16"),
        "euc.txt": ROWS.encode("euc_jp"),
        "packed.csv.gz": gzip.compress(ROWS.encode()),
        "book.xlsx": book.getvalue(),
        "table.parquet": parquet.getvalue(),
        "lines.jsonl": lines.getvalue(),
    }


def load_damaged(number: int, seed: int, files: dict[str, bytes]) -> Outcome:
    """Damage one of the files as its number says and load it; raises nothing."""
    dice = random.Random(f"{seed}:{number}")
    name = dice.choice(list(files))
    kinds = dice.sample(list(DAMAGES), dice.randint(1, 2))
    data = files[name]
    for kind in kinds:
        data = DAMAGES[kind](data, dice) if data else data
    return load_bytes(number, name, data, f"{name} {'+'.join(kinds)}")


def load_bytes(number: int, name: str, data: bytes, damage: str) -> Outcome:
    """Load a file of that name and content; raises nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path, store = Path(folder) / name, Path(folder) / "store"
        path.write_bytes(data)
        try:
            mapping, masks = read_mapping("poor_ja"), MaskingSettings().masks()
            report = ingest([path], mapping, store, "1", Pseudonyms(b"k" * 32), masks)
        except EtlError as error:
            left = [load.load_id for load in read_loads(store)] if store.exists() else []
            kind = "failed" if left or not str(error) else "refused"
            return Outcome(number, kind, damage, str(error))
        except BaseException as error:  # whatever it is, it should not have come
            return Outcome(number, "failed", damage, f"{type(error).__name__}: {error}")
        accounted = report.rows_accepted + report.rows_quarantined + report.rows_ignored
        if accounted != report.rows_read:
            return Outcome(number, "failed", damage, f"{report.rows_read} rows, {accounted} told")
        events = sum(pl.read_parquet(file).height for file in active_event_files(store))
        if events != report.events:
            return Outcome(number, "failed", damage, f"{events} events of {report.events}")
        return Outcome(number, "loaded", damage, f"{report.rows_read} rows")


def main() -> None:
    """Load the files that the command line asks for, a line each."""
    seed, first, count = map(int, sys.argv[1:])
    files = originals()
    for number in range(first, first + count):
        print(json.dumps(vars(load_damaged(number, seed, files)), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
