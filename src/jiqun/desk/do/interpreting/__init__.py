"""Interpreting the Procedures, and waiving terms of our own (Article 20)."""
