"""What a center wants a figure to be, and which way is better."""

import pytest

from queries.targets import Target, read_target, targets_of


def test_the_targets_of_a_center_stand_in_its_settings(tmp_path):
    assert targets_of(tmp_path / "w.duckdb") == {}
    (tmp_path / "minaoshi.toml").write_text(
        "[target]\nescalation_rate = { at_most = 8 }\nconsult_share = { at_least = 70.5 }\n",
        encoding="utf-8",
    )
    assert targets_of(tmp_path / "w.duckdb") == {
        "escalation_rate": Target(8.0, "down"),
        "consult_share": Target(70.5, "up"),
    }


@pytest.mark.parametrize("entry", [8, "8", {}, {"at_most": True}, {"at_most": 1, "at_least": 0}])
def test_what_is_no_target_is_refused(entry):
    with pytest.raises(ValueError, match="is no target"):
        read_target(entry)
