"""Registers that offices keep."""
