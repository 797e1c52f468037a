"""Important changes of recognised clusters, as both reporting and looking read them (Article 19, item 4)."""
