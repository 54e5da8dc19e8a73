"""What a page asks of the command, and what it hears."""

from pathlib import Path

from dashboard.commands import run


def test_a_page_hears_what_the_command_prints(full: Path) -> None:
    done = run(full, "metric", "contact_volume", "--format", "csv")
    assert (done.status, done.problem) == (0, "")
    assert done.said.splitlines()[1].startswith("14000,,14000.0")


def test_a_refusal_says_why(tmp_path: Path) -> None:
    done = run(tmp_path / "none.duckdb", "metric", "contact_volume")
    assert done.is_refused
    assert "none.duckdb" in done.problem
    assert done.said == ""
