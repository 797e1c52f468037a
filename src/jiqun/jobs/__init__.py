"""Background work: claiming errands and doing them, and what is done every day."""
