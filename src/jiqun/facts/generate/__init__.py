"""Made-up clusters: plausible, marked as fictional, the same for a seed, known to stand at the law's lines."""

from jiqun.facts.generate.cluster import one_cluster
from jiqun.facts.generate.lines import passes_its_lines
from jiqun.facts.generate.many import generate

__all__ = ["generate", "one_cluster", "passes_its_lines"]
