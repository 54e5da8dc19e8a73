"""Short anonymous questions to the people on the floor, counted by desk and week."""
