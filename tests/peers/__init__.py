"""Tests against heavy real programs."""
