"""Acts of the service evaluation and of the overall assessment (Article 17)."""
