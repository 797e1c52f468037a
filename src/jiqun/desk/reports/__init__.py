"""What both doing and looking read of the annual reports."""
