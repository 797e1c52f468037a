"""Three-year plans, and how far their targets are reached."""
