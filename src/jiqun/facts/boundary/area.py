"""Areas on the ellipsoid: of a boundary, of what two have in common, and whether a declared area is the drawn one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import shapely
from geographiclib.geodesic import Geodesic

from jiqun.base.words import Bi, WordedError
from jiqun.facts.boundary.outline import Boundary, Polygon, Ring, polygons_in
from jiqun.facts.boundary.tangles import tangled

# A working figure of this system, no figure of the law: a drawn outline and a surveyed area differ by less.
AREA_TOLERANCE: Final = Fraction(1, 20)
_TANGLED = Bi(
    zh="两个边界相交的次数太多，无法计算重叠面积：请简化边界后重试。",
    en="The two boundaries cross too often for their overlap to be worked out: simplify the outlines and try again.",
)


@dataclass(frozen=True)
class AreaCheck:
    """A declared area beside the drawn one, both in m²; the difference is a share of the drawn one, with its sign."""

    declared_m2: int
    computed_m2: int
    difference: Fraction

    @property
    def agrees(self) -> bool:
        """Whether they differ by the tolerance at most."""
        return abs(self.difference) <= AREA_TOLERANCE


def geodesic_m2(polygon: Polygon) -> float:
    """The area in m² on the WGS-84 ellipsoid, holes taken off; every edge is the shortest line between its ends.

    Karney, Algorithms for geodesics, Journal of Geodesy 87 (2013), 43 to 55. An edge of 10 km at this latitude is bent
    by about a metre against a straight line of longitude and latitude, which nobody draws that long.
    """
    outline, *holes = (_ring_m2(ring) for ring in polygon)
    return outline - sum(holes)


def compare(declared_m2: int, computed_m2: int) -> AreaCheck:
    """The declared area against the drawn one. Raises ValueError unless the drawn one is above zero."""
    if computed_m2 <= 0:
        raise ValueError(f"a boundary has an area above zero, not {computed_m2}")
    return AreaCheck(declared_m2, computed_m2, Fraction(declared_m2 - computed_m2, computed_m2))


def overlap_m2(one: Boundary, other: Boundary) -> int:
    """The area in whole m² that two boundaries have in common; 0 where they merely touch.

    Where neighbours drew one border with different points, a narrow strip of a few m² may come out. Raises WordedError
    if the outlines cross so often that this cannot be worked out.
    """
    if _apart(one, other):
        return 0
    _refuse_tangled(one, other)
    common = polygons_in(shapely.intersection(one.shape, other.shape))
    return int(sum(geodesic_m2(polygon) for polygon in common) + 0.5)


def inside_share(boundary: Boundary, district: Boundary) -> Fraction:
    """How much of the boundary lies in the district, from 0 to 1; exactly 1 where it lies wholly inside.

    Raises WordedError as `overlap_m2` does.
    """
    if _apart(boundary, district):
        return Fraction(0)
    _refuse_tangled(boundary, district)
    if district.shape.covers(boundary.shape):
        return Fraction(1)
    return min(Fraction(overlap_m2(boundary, district), boundary.area_m2), Fraction(1))


def _apart(one: Boundary, other: Boundary) -> bool:
    """Whether the boxes around the two do not even touch."""
    west, south, east, north = one.bounds
    other_west, other_south, other_east, other_north = other.bounds
    return west > other_east or other_west > east or south > other_north or other_south > north


def _refuse_tangled(one: Boundary, other: Boundary) -> None:
    if tangled(one.polygons, other.polygons):
        raise WordedError(_TANGLED)


def _ring_m2(ring: Ring) -> float:
    traced = Geodesic.WGS84.Polygon()
    for longitude, latitude in ring[:-1]:
        traced.AddPoint(latitude, longitude)
    _, _, area = traced.Compute(reverse=False, sign=True)
    return abs(float(area))
