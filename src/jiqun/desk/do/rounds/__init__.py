"""Rounds of applications."""
