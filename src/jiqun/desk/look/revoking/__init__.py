"""Alerts and revocations as people read them (Article 19)."""
