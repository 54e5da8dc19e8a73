"""What executives are told."""
