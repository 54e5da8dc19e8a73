"""What is usual among like rules."""

import numpy as np
import pytest

from queries.revisit.peers import compare


def test_rules_that_differ_by_chance_alone_are_granted_one_point() -> None:
    peers = compare(np.full(20, 30.0), np.full(20, 200.0), 0.2, 0.01, 0.1)
    assert peers.rate == pytest.approx(0.15)
    assert peers.between == pytest.approx(0.01 / (2 * np.sqrt(0.15 * 0.85)))


def test_bad_rules_do_not_move_what_is_usual() -> None:
    count = np.array([30.0] * 36 + [90.0] * 4)
    peers = compare(count, np.full(40, 200.0), 0.2, 0.01, 0.1)
    assert peers.rate == pytest.approx(0.15)
    assert peers.number == 36
    assert (peers.p_values(count, np.full(40, 200.0))[36:] < 1e-6).all()


def test_the_spread_between_rules_is_recovered() -> None:
    dice = np.random.default_rng(7)
    size = np.full(2000, 400.0)
    count = dice.binomial(400, dice.normal(0.3, 0.05, 2000)).astype(float)
    peers = compare(count, size, 0.2, 0.01, 0.1)
    assert peers.rate == pytest.approx(0.3, abs=0.005)
    # 5 points at a rate of 30 % on the arcsine scale
    assert peers.between == pytest.approx(0.05 / (2 * np.sqrt(0.3 * 0.7)), rel=0.1)


def test_small_rules_are_pulled_to_the_others() -> None:
    count, size = np.array([30.0] * 19 + [4.0]), np.array([200.0] * 19 + [10.0])
    shrunk = compare(count, size, 0.2, 0.01, 0.1).prior.shrunk(count, size)
    assert 0.15 < shrunk[-1] < 0.2
