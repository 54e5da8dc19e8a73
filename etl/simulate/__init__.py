"""A seeded simulation of a Japanese contact center, with failures planted on purpose."""

from etl.simulate.events import simulate_events
from etl.simulate.plan import KINDS, PlanError, Planted, SimulationPlan

__all__ = ["KINDS", "PlanError", "Planted", "SimulationPlan", "simulate_events"]
