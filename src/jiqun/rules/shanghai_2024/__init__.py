"""The rules of the edition shanghai-2024."""
