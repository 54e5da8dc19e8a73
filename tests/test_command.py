"""The command as people use it: real files in, words and numbers out, honest exit status."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from minaoshi import main

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "samples"
INCIDENTS = ROOT.parent / "shared" / "data" / "uci-servicenow-incidents"


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINAOSHI_KEY_FILE", str(tmp_path / "key"))


@pytest.fixture(scope="module")
def center(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the warehouse of the sample center, its rules imported."""
    folder = tmp_path_factory.mktemp("center")
    warehouse = folder / "center.duckdb"
    sample = SAMPLES / "center"
    shutil.copy(sample / "minaoshi.toml", folder / "minaoshi.toml")
    (folder / "key").write_bytes(b"k" * 32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINAOSHI_KEY_FILE", str(folder / "key"))
        for workbook in sorted(sample.glob("rules_*.xlsx")):
            assert run("rules", "--warehouse", warehouse, "import", workbook) == 0
        log = sample / "events.csv.gz"
        assert run("load", log, "--mapping", "canonical", "--warehouse", warehouse) == 0
    return warehouse


def run(*words: object) -> int:
    return main([str(word) for word in words])


def test_a_metric_as_csv_sums_to_the_log(center, capsys):
    assert run("metric", "escalation_rate", "--warehouse", center, "--format", "csv") == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["denominator"] == "2400"
    assert int(row["numerator"]) == pytest.approx(190, abs=30)


def test_cases_are_as_many_as_the_number(center, capsys):
    asked = ["--warehouse", center, "--filter", "center=tokyo", "--format", "json"]
    assert run("metric", "escalation_rate", *asked) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert run("metric", "escalation_rate", "--cases", *asked) == 0
    cases = json.loads(capsys.readouterr().out)
    assert len(cases) == row["numerator"] > 0


def test_an_unknown_metric_offers_the_nearest(center, capsys):
    assert run("metric", "escalation_rat", "--warehouse", center) == 2
    assert "escalation_rate" in capsys.readouterr().err


def test_an_unknown_filter_and_grain_are_named(center, capsys):
    assert run("metric", "escalation_rate", "--warehouse", center, "--by", "weak_start") == 2
    assert "week_start" in capsys.readouterr().err
    assert run("metric", "escalation_rate", "--warehouse", center, "--filter", "centre=x") == 2
    assert "center" in capsys.readouterr().err


def test_groups_are_named_in_one_word_or_several(center, capsys):
    asked = ("--warehouse", center, "--format", "csv")
    assert run("metric", "escalation_rate", *asked, "--by", "week,center") == 0
    together = capsys.readouterr().out
    assert together.startswith("week_start,center,")
    assert run("metric", "escalation_rate", *asked, "--by", "week", "--by", "center") == 0
    assert capsys.readouterr().out == together


def test_mix_parts_of_a_change_sum_to_it(center, capsys):
    days = ("2026-04-06", "2026-04-27", "2026-05-18")
    periods = ("--before-from", days[0], "--before-to", days[1], "--from", days[1], "--to", days[2])
    asked = ("mix", "escalation_rate", "--warehouse", center, "--by", "category", *periods)
    assert run(*asked, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["change"] == pytest.approx(found["metric_value"] - found["before_value"])
    assert found["change"] == pytest.approx(sum(row["change_part"] for row in found["rows"]))
    assert run(*asked, "--lang", "ja") == 0
    assert "構成の変化" in capsys.readouterr().out


def test_a_missing_warehouse_says_what_to_do(tmp_path, capsys):
    assert run("metric", "escalation_rate", "--warehouse", tmp_path / "none.duckdb") == 2
    assert "minaoshi load" in capsys.readouterr().err


def test_rules_prints_a_verdict_for_every_rule_and_kind(center, capsys):
    assert run("rules", "--warehouse", center, "--format", "json") == 0
    rows = json.loads(capsys.readouterr().out)
    rows = rows["rules"]
    assert {row["status"] for row in rows} <= {
        "revisit",
        "watch",
        "ok",
        "not_enough_data",
        "not_recorded",
    }


def test_rules_ends_with_how_often_flags_were_right(center, capsys):
    assert run("rules", "--warehouse", center) == 0
    assert "not yet answered" in capsys.readouterr().out.splitlines()[-1]


def test_rules_import_shows_the_difference_and_export_round_trips(center, tmp_path, capsys):
    exported = tmp_path / "rules.xlsx"
    assert run("rules", "--warehouse", center, "export", exported) == 0
    capsys.readouterr()
    assert run("rules", "--warehouse", center, "import", exported, "--dry-run") == 0
    assert capsys.readouterr().out.startswith("0 new, 0 changed, 0 gone, 45 as before")


def test_doctor_finds_nothing_wrong_and_says_what_is_missing(center, capsys):
    assert run("doctor", "--warehouse", center) == 0
    assert "problem" not in capsys.readouterr().out


def test_doctor_on_a_broken_file_says_so(tmp_path, capsys):
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"not a warehouse")
    assert run("doctor", "--warehouse", broken) == 1
    assert "cannot be read as a warehouse" in capsys.readouterr().out


def test_rows_in_quarantine_need_attention(tmp_path, capsys):
    log = tmp_path / "log.csv"
    log.write_text(
        "contact_id,event,occurred_at,seq\n"
        "c1,opened,2026-11-16 09:00:00,1\n"
        "c2,opened,yesterday,1\n"
        "c3,exploded,2026-11-16 09:00:00,1\n",
        encoding="utf-8",
    )
    warehouse = tmp_path / "w.duckdb"
    assert run("load", log, "--mapping", "canonical", "--warehouse", warehouse) == 1
    said = capsys.readouterr().out
    assert "3 rows read = 1 accepted + 2 quarantined + 0 ignored" in said
    assert run("doctor", "--warehouse", warehouse) == 1


def test_wrong_use_is_told_apart(capsys):
    assert main([]) == 2
    with pytest.raises(SystemExit) as stopped:
        main(["metric"])
    assert stopped.value.code == 2
    capsys.readouterr()


def test_every_command_has_help(capsys):
    for command in ("demo", "load", "map", "metrics", "metric", "rules", "simulate", "serve"):
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0
        assert "usage: minaoshi" in capsys.readouterr().out


@pytest.mark.skipif(not INCIDENTS.exists(), reason="the real log is not at hand")
def test_the_real_incident_log_meets_its_known_figures(tmp_path, capsys):
    warehouse = tmp_path / "incidents.duckdb"
    log = INCIDENTS / "incident_event_log.csv.gz"
    assert run("load", log, "--mapping", "servicenow", "--warehouse", warehouse) == 0
    said = capsys.readouterr().out
    assert "119,998 rows read = 119,998 accepted + 0 quarantined + 0 ignored" in said
    figures = {}
    for name in (
        "contact_volume",
        "escalation_rate",
        "escalation_volume",
        "reopen_rate",
        "open_contact_count",
        "contact_resolution_time",
        "bounce_rate",
    ):
        assert run("metric", name, "--warehouse", warehouse, "--format", "json") == 0
        (figures[name],) = json.loads(capsys.readouterr().out)["rows"]
    assert figures["contact_volume"]["metric_value"] == 20769
    assert figures["escalation_rate"]["numerator"] == 9843
    assert figures["escalation_volume"]["metric_value"] == 20520
    assert figures["reopen_rate"]["numerator"] == 234
    assert figures["bounce_rate"]["direct_contacts"] == 1868
    assert figures["bounce_rate"]["direct_bounces"] == 3110
    resolution = figures["contact_resolution_time"]
    assert 20769 - resolution["numerator"] == 1418
    assert resolution["naive_p50"] / 3600 == pytest.approx(24.60, abs=0.005)
    assert resolution["naive_mean"] / 3600 == pytest.approx(187.68, abs=0.005)


def test_the_excerpt_that_ships_loads(tmp_path, capsys):
    (log,) = (SAMPLES / "servicenow").glob("*.csv.gz")
    assert run("load", log, "--mapping", "servicenow", "--warehouse", tmp_path / "w.duckdb") == 0
    assert "1,646 rows read = 1,646 accepted" in capsys.readouterr().out


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    done = subprocess.run([*command, str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = out.glob("*.whl")
    return path


def test_the_wheel_carries_all_that_is_not_python(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("etl", "queries", "dashboard"):
        for suffix in ("*.sql", "*.toml", "*.csv"):
            expected = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob(suffix)}
            assert expected <= names
    assert "minaoshi.py" in names
    assert "dashboard/.streamlit/config.toml" in names


def test_an_installed_wheel_runs_the_demo_from_any_folder(wheel, tmp_path):
    """The wheel goes into an environment of its own; only its dependencies are borrowed."""
    home = tmp_path / "environment"
    venv.create(home, with_pip=False, symlinks=True)
    (site,) = (home / "lib").glob("python*/site-packages")
    zipfile.ZipFile(wheel).extractall(site)
    borrowed = next(path for path in sys.path if path.endswith("site-packages"))
    script = f"import sys; sys.path.append({borrowed!r}); import minaoshi; print(minaoshi.__file__)"
    folder = tmp_path / "anywhere"
    folder.mkdir()
    python = home / "bin" / "python"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    where = subprocess.run(
        [python, "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).parent == site
    demo = f"{script}; sys.exit(minaoshi.main(['demo', '--no-serve']))"
    done = subprocess.run(
        [python, "-c", demo],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "demo" / "demo.duckdb").exists()


def test_the_lock_names_every_dependency_and_no_address():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for requirement in wanted:
        name = requirement.split(">")[0].split("[")[0]
        assert f"\n{name}==" in f"\n{lock}", name
    assert "://" not in lock
