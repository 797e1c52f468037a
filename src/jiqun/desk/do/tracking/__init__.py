"""Tracking recognised clusters, and following that up."""
