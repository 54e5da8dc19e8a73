"""The project's copy of the golden numbers equals the list that it was taken from."""

import json
from pathlib import Path

import pytest

HERE = Path(__file__).with_name("numbers.json")
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "golden"
COPIES = json.loads(HERE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", COPIES)
def test_copy_equals_the_list(name: str) -> None:
    copy = COPIES[name]
    path = SHARED / copy["file"]
    if not path.exists():
        pytest.skip(f"{copy['file']} is not at hand")
    cases = {case["id"]: case for case in json.loads(path.read_text(encoding="utf-8"))["cases"]}
    assert {key: cases[name][key] for key in copy if key != "file"} == {
        key: value for key, value in copy.items() if key != "file"
    }
