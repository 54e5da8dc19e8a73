"""A seeded simulation of a Japanese contact center, with failures planted on purpose."""

from etl.simulate.events import simulate_events
from etl.simulate.plan import KINDS, PlanError, Planted, SimulationPlan, parse_planted
from etl.simulate.write import POOR, SHAPES, write_simulation

__all__ = [
    "KINDS",
    "POOR",
    "SHAPES",
    "PlanError",
    "Planted",
    "SimulationPlan",
    "parse_planted",
    "simulate_events",
    "write_simulation",
]
