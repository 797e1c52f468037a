"""Recognitions that are re-evaluated."""
