"""A small map without tiles: boundaries fitted into a box as paths for SVG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from jiqun.facts.boundary.outline import Boundary, Point, Ring


@dataclass(frozen=True)
class Drawing:
    """How degrees become units of a drawing: equirectangular, north up, one scale in both directions."""

    west: float
    north: float
    per_longitude: float
    per_latitude: float
    left: float
    top: float

    def paths(self, boundary: Boundary) -> tuple[str, ...]:
        """One `d` for each polygon, holes within it: to be filled by the rule `evenodd`."""
        return tuple("".join(self._ring(ring) for ring in polygon) for polygon in boundary.polygons)

    def _ring(self, ring: Ring) -> str:
        spots = [self._spot(point) for point in ring[:-1]]
        # What falls on one spot at this scale is drawn once.
        apart = [spots[0], *(after for before, after in pairwise(spots) if after != before)]
        return "M" + "L".join(apart) + "Z"

    def _spot(self, point: Point) -> str:
        across = self.left + (point[0] - self.west) * self.per_longitude
        down = self.top + (self.north - point[1]) * self.per_latitude
        return f"{across:.2f} {down:.2f}"


def drawing_of(boundaries: Iterable[Boundary], width: float, height: float) -> Drawing:
    """The drawing in which all the boundaries just fit into a box of `width` by `height` units, in the middle of it.

    Raises ValueError without a boundary or with a box that has no size.
    """
    edges = [boundary.bounds for boundary in boundaries]
    if not edges or width <= 0 or height <= 0:
        raise ValueError("a drawing takes a boundary and a box of some size")
    west, south = min(edge[0] for edge in edges), min(edge[1] for edge in edges)
    east, north = max(edge[2] for edge in edges), max(edge[3] for edge in edges)
    # A degree of longitude is shorter than one of latitude; at a pole it has no width at all.
    narrowed = max(cos(radians((south + north) / 2)), 0.01)
    across, down = (east - west) * narrowed, north - south
    scale = min(width / across, height / down)
    left, top = (width - across * scale) / 2, (height - down * scale) / 2
    return Drawing(west, north, scale * narrowed, scale, left, top)


def as_svg_path(boundary: Boundary, width: float, height: float) -> tuple[str, ...]:
    """The boundary alone in a box: one `d` for each polygon. Raises ValueError if the box has no size."""
    return drawing_of([boundary], width, height).paths(boundary)
