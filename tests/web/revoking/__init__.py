"""Pages of alerts and revocations, as the people concerned use them."""
