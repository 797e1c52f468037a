"""What is stored: the only room with tables."""
