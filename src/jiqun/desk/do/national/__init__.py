"""Recommending clusters to the national list, and recording what became of it (Article 18)."""
