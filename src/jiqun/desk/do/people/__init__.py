"""People, organisations and what they may act as."""
