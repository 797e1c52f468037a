"""Cases and the files in them."""
