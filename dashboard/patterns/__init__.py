"""The failure patterns that a log can show."""
