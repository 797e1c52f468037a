"""Every part of the pages with realistic data, for tests and for looking at."""
