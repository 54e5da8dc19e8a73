"""What stands behind the figures: sources, definitions, signs, trust."""
