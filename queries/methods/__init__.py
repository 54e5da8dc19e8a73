"""What SQL cannot do well: limits, intervals, fair comparison, survival."""
