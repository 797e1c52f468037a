"""Reporting important changes, deciding on them, and noticing those that nobody reported."""
