"""The weekly review: its tiles, sentences and groups."""
