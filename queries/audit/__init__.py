"""The weekly audit: the only way to see contacts that should have been escalated and were not."""
