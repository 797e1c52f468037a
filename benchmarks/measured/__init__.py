"""The questions that are measured, one a module; each gives its tables."""
