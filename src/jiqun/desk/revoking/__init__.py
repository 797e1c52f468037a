"""The proceeding of a revocation, as both its acts and its pages read it (Article 19)."""
