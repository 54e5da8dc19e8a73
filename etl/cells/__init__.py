"""What stands in a cell: numbers, flags and days in the ways in which people and programs write."""
