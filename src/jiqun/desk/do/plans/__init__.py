"""Reporting on plans."""
