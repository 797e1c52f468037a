"""Interpretations and waivers: what both doing and looking read (Article 20)."""
