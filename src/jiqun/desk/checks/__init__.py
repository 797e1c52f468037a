"""Spot checks on the ground."""
