"""The calculation workbook."""
