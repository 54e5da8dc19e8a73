"""Locking the usual range of a metric: what a person says, and what stands in the way."""
