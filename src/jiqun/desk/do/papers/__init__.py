"""Documents as they are made and kept."""
