"""What a reviewing officer may want to look at twice: hints about figures, never decisions."""

from jiqun.facts.hints.all import hints_of
from jiqun.facts.hints.hint import Hint

__all__ = ["Hint", "hints_of"]
