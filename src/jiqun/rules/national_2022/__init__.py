"""The rules of the edition national-2022."""
