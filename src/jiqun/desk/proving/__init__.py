"""What anybody can verify."""
