"""The office and what it keeps."""
