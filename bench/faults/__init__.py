"""What can happen to files and loads, on purpose and many times over."""
