"""The weekly review item by item, for a meeting, and its minutes."""
