"""What of the data may be a ground of revocation, noticed for all clusters at once (Article 19)."""
