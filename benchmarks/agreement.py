"""Whether all contenders found what we found: every outcome of every clause, differences counted and named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from benchmarks.contest import Result
from benchmarks.tables import Table

_NAMED = 5


def compared(ours: Result, others: Sequence[Result]) -> Table:
    """Others' outcomes beside ours; a contender on fewer clusters is held against those, the first ones."""
    rows = [row for other in others for row in _rows(ours, other)]
    return Table(
        "Agreement of outcomes",
        f"Every outcome held against `{ours.label}`. A `boundary` is a cluster exactly on a line of the law.",
        ("contender", "clause", "ours -> theirs", "clusters", "which, the first ones"),
        rows,
        texts=5,
    )


def _rows(ours: Result, other: Result) -> list[tuple[str, ...]]:
    found, compared_cells = _differences(ours, other)
    if "digest" in other.outcomes:
        same = other.outcomes["digest"] == ours.outcomes["digest"]
        if not same:
            return [(other.label, "all", "exact texts differ", "", "")]
    if not found:
        letter = ", every number to the letter" if "digest" in other.outcomes else ""
        return [(other.label, "all", "none differ", f"0 of {compared_cells:,} outcomes{letter}", "")]
    return [
        (other.label, clause, f"{mine} -> {theirs}", f"{len(where):,}", ", ".join(map(str, where[:_NAMED])))
        for (clause, mine, theirs), where in sorted(found.items())
    ]


def _differences(ours: Result, other: Result) -> tuple[dict[tuple[str, str, str], list[int]], int]:
    """Clause, our outcome, theirs -> the clusters; and how many outcomes were compared. Raises for an unequal job."""
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    cells = Counter[str]()
    for clause, theirs in other.outcomes["clauses"].items():
        mine = ours.outcomes["clauses"][clause]
        if not theirs or len(theirs) > len(mine):
            raise ValueError(
                f"{other.label} judged {len(theirs)} clusters in {clause}, not {len(mine)} or the first of them"
            )
        for cluster, (one, another) in enumerate(zip(mine, theirs, strict=False)):
            if one != another:
                found[clause, one, another].append(cluster)
        cells[clause] += len(theirs)
    return found, cells.total()
