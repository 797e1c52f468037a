"""Made-up clusters that nothing rules out: those that the generator puts past both of their lines, then judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from jiqun.facts.generate import one_cluster, passes_its_lines
from jiqun.facts.reviews import Review
from jiqun.facts.snapshot import Snapshot
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot


def strong_clusters(seed: int, start: int, firms: int, on: date) -> Iterator[Snapshot]:
    """Clusters from an index on that are eligible on the day once reviewers have settled what waits for them."""
    book = edition("shanghai-2024")
    met = {key: Review("met", "-") for key in book.provisions}
    for index in count(start):
        if passes_its_lines(index):
            snapshot = one_cluster(seed, index, firms, on)
            found = assess_snapshot(snapshot, on=on, edition=book, readings=book.settle({}), reviews=met)
            if found.verdict == "eligible":
                yield snapshot
