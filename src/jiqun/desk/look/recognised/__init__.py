"""Recognised clusters, as everybody sees them."""
