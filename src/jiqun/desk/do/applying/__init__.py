"""Applications, from the first word to the end of their examination."""
