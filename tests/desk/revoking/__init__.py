"""Alerts and revocations (Article 19)."""
