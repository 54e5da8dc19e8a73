"""How fast the product is, as ratios of one run on one machine. Never a test."""
