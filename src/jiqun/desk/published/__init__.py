"""Figures that are open to everybody."""
