"""National calls, their candidates and their results, as pages show them (Article 18)."""
