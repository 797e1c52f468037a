"""A whole round on a fast clock: the acts of everybody concerned, from the annual notice to the published list."""
