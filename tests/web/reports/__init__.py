"""Pages of annual reports and tracking."""
