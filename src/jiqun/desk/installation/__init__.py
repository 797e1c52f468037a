"""The installation itself: its settings, keys and addresses, and what it may forget."""
