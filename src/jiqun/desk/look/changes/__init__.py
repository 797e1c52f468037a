"""Change reports and differences without one, as their pages show them."""
