"""What is filed, while it is being filled in."""
