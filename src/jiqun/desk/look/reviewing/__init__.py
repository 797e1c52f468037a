"""What the offices examine."""
