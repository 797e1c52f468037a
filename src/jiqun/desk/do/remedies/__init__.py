"""Objections and appeals."""
