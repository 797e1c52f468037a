"""Plans as they are looked at."""
