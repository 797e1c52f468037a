"""From the proposal to the published list."""
