"""What every question is asked with: where the data lies, how large, how many rounds."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.datasets import Shelf


@dataclass(frozen=True)
class Bench:
    """`sample`: how many clusters the slow peers are given; `large`: growth goes on to ten times the clusters."""

    shelf: Shelf
    rounds: int
    large: bool = False

    @property
    def clusters(self) -> int:
        return self.shelf.clusters

    @property
    def sample(self) -> int:
        return max(5, self.clusters // 10)
