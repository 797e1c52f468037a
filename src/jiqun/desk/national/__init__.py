"""Recommending clusters to the national list: what both doing and looking read (Article 18)."""
