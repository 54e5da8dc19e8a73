"""Reports that were given out: published, listed, and held against what the figures are now."""
