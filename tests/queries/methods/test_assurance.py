"""Whether a target will be met, by where it lies among the limits."""

import numpy as np
import pytest

from queries.methods.assurance import assurance
from queries.methods.control_limits import Limits

LIMITS = Limits(30, np.array([np.nan, 20.0, 25.0]), np.array([np.nan, 45.0, 35.0]), np.ones(3), 1.0)


@pytest.mark.parametrize(
    ("target", "good", "expected"),
    [
        (24, "up", "met"),
        (24, "down", "missed"),
        (36, "up", "missed"),
        (36, "down", "met"),
        (30, "up", "hit_and_miss"),
        (25, "down", "hit_and_miss"),
        (30, "none", None),
    ],
)
def test_a_target_against_the_latest_limits(target, good, expected):
    assert assurance(LIMITS, target, good) == expected


def test_without_limits_nothing_is_assured():
    nothing = np.full(2, np.nan)
    assert assurance(Limits(np.nan, nothing, nothing, nothing, 1.0), 5, "up") is None
