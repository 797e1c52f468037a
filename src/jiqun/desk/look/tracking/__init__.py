"""Tracking records as pages show them."""
