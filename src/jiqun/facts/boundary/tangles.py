"""How often two outlines cross, before anybody intersects them: combs laid across each other would fill the memory."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

import shapely

from jiqun.facts.boundary.outline import Polygon

# Two outlines of two thousand points can cross a million times, which took 67 seconds and 1.4 GB. An outline of the
# 20,000 points that are let in meets itself, or a neighbour that drew the same border, three times at each point.
MOST_CROSSINGS: Final = 70_000
MOST_BOXES: Final = 2_000_000  # pairs of edges near each other, each of which must be looked at
_LOT: Final = 100  # edges at a time: with 20,000 on the other side, two million pairs at most


def tangled(one: tuple[Polygon, ...], other: tuple[Polygon, ...]) -> bool:
    """Whether the outlines meet so often that their intersection is not to be computed."""
    edges, tree = _edges(one), shapely.STRtree(_edges(other))
    crossings = boxes = 0
    for start in range(0, len(edges), _LOT):
        near = tree.query(edges[start : start + _LOT])
        boxes += near.shape[1]
        if boxes <= MOST_BOXES:
            crossings += int(shapely.intersects(edges[start:][near[0]], tree.geometries[near[1]]).sum())
        if boxes > MOST_BOXES or crossings > MOST_CROSSINGS:
            return True
    return False


def _edges(polygons: tuple[Polygon, ...]) -> Any:
    """Every edge of every ring as a line of its own."""
    return shapely.linestrings([edge for polygon in polygons for ring in polygon for edge in pairwise(ring)])
