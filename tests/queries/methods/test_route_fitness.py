"""Ways against a route: nine by hand, and a distance worked out in another way."""

import itertools

import pytest

from queries.methods.route_fitness import log_fitness, route_fitness

ROUTE = ["TL", "ADJ_TL", "SV", "MGR"]
KEYS = {
    "handovers": "handovers",
    "bounces": "bounces",
    "repeat_same_target": "repeats",
    "cost": "cost",
}


def test_nine_ways_along_the_route(known):
    case = known("fallback_chain_own")
    assert case.given["chain"] == ROUTE
    ways = case.given["cases"]
    found = {name: route_fitness(way, ROUTE) for name, way in ways.items()}
    for name, expected in case.expected["per_case"].items():
        for theirs, ours in KEYS.items():
            assert getattr(found[name], ours) == expected[theirs], (name, theirs)
        assert list(found[name].skipped) == expected["skipped"], name
        assert found[name].fitness == pytest.approx(expected["fitness"], abs=case.tolerance), name
    whole = log_fitness([(ways[name], fitness) for name, fitness in found.items()])
    fits = [fitness.fitness for fitness in found.values()]
    assert whole == pytest.approx(case.expected["log_fitness"], abs=case.tolerance)
    assert sum(fits) / 9 == pytest.approx(case.expected["mean_fitness"], abs=case.tolerance)
    assert fits.count(1.0) / 9 == pytest.approx(case.expected["share_perfect"], abs=case.tolerance)


def _by_subsequences(way: tuple[str, ...], route: list[str]) -> int:
    """The cost by trying every common subsequence, the longest first."""
    return min(
        len(way) + stop - 2 * length
        for stop in range(1, len(route) + 1)
        for length in range(min(len(way), stop) + 1)
        if set(itertools.combinations(way, length))
        & set(itertools.combinations(route[:stop], length))
    )


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_the_cost_of_every_short_way(length):
    for way in itertools.product(ROUTE, repeat=length):
        assert route_fitness(way, ROUTE).cost == _by_subsequences(way, ROUTE), way


def test_a_way_to_nobody_is_refused():
    with pytest.raises(ValueError, match="one role or more"):
        route_fitness([], ROUTE)
