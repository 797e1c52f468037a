"""Experts: ties, sheets, scores, the order of merit."""
