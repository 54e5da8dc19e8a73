"""Files in, warehouse out."""
