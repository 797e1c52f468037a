"""Alerts, and the revocation of a recognition: what people do, and what is noticed once a day (Article 19)."""
