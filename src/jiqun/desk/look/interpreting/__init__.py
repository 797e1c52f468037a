"""The register of interpretations, drafts and waivers, as pages show them (Article 20)."""
