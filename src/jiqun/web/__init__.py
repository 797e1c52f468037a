"""Pages: each view translates, makes one call to the desk, and answers."""
