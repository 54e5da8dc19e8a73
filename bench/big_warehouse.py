"""Makes a warehouse of any size straight as facts, once; later runs find it."""

import hashlib
import time
from pathlib import Path

import duckdb

from etl.facts import FactInput, build_facts, read_models
from queries.kept import keep_answers
from queries.warehouse import macro_statements

_BIG_FACTS = Path(__file__).with_name("big_facts.sql")


def big_warehouse(work: Path, contacts: int) -> Path:
    """Return the file of a warehouse with so many contacts, a tenth of them escalated."""
    script = _BIG_FACTS.read_text(encoding="utf-8")
    version = "\n".join([script, *(model.sql for model in read_models()), *macro_statements()])
    digest = hashlib.sha256(version.encode()).hexdigest()[:12]
    path = work / f"big_{contacts}_{digest}.duckdb"
    if path.exists():
        return path
    for outdated in work.glob(f"big_{contacts}_*"):
        outdated.unlink()
    connection = duckdb.connect(config={"memory_limit": "6GiB"})
    connection.execute("set timezone = 'Asia/Tokyo'")
    connection.execute(f"attach '{path}' as warehouse")
    connection.execute("use warehouse")
    build_facts(connection, FactInput())
    connection.execute(f"set variable contacts = {contacts}")
    connection.execute(script.replace("$contacts", "getvariable('contacts')"))
    connection.execute(
        "insert into meta.source by name select 'escalated' as event, 1 as event_count"
    )
    started = time.perf_counter()
    keep_answers(connection)
    print(f"weekly answers kept in {time.perf_counter() - started:.2f} s")
    connection.close()
    return path
