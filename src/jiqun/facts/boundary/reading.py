"""A boundary read from GeoJSON: checked, its parts merged, put into canonical form, measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

import shapely

from jiqun.base.words import Bi
from jiqun.facts.boundary.area import geodesic_m2
from jiqun.facts.boundary.geojson import MOST_PROBLEMS, raw_polygons
from jiqun.facts.boundary.outline import DIGITS, Boundary, Polygon, canonical, fingerprint, polygons_in, shape_of
from jiqun.facts.boundary.rings import form_problems, polygon_of, shape_problems
from jiqun.facts.boundary.tangles import tangled
from jiqun.facts.problems import InputRefused, Problem

MOST_POINTS: Final = 20_000
AROUND_SHANGHAI: Final = (118.0, 29.0, 124.0, 33.0)  # west, south, east, north

_MANY = Bi(
    zh="边界有{found}个点，最多{most}个：请简化边界后重新导出。",
    en="The boundary has {found} points, {most} at most: simplify the outline and export it again.",
)
_TANGLED = Bi(
    zh="边界的各部分相互交错太多，无法合并：请在制图软件中合并后重新导出。",
    en="The parts of the boundary cross each other too often to be merged: merge them in the mapping program.",
)
_TINY = Bi(zh="边界的面积不足1平方米：请核对坐标。", en="The boundary bounds less than 1 m²: check the coordinates.")
_FAR = Bi(
    zh="边界不全在上海一带（东经118至124度、北纬29至33度）：请核对坐标系和经纬度顺序。",
    en="The boundary is not wholly around Shanghai (118 to 124° E, 29 to 33° N): check the system and the axes.",
)
_OVERLAPPING = Bi(
    zh="边界的几个部分相互重叠，已合并，重叠处只计一次面积。",
    en="Parts of the boundary overlap; they were merged, and their area counts once.",
)


@dataclass(frozen=True)
class BoundaryRead:
    """A boundary that was read, and what is odd about it but no reason to refuse it."""

    boundary: Boundary
    warnings: tuple[Problem, ...] = ()


def read_boundary(data: str | bytes) -> BoundaryRead:
    """The boundary in a GeoJSON text: longitude and latitude in degrees of WGS-84 or CGCS2000 (see this package).

    Polygon, MultiPolygon, Feature or FeatureCollection, 2 MB and 20,000 points at most; coordinates are rounded to
    seven decimals, heights dropped, parts that overlap or share an edge merged. Raises InputRefused with what is wrong,
    at most fifty problems: form first, then positions and rings, then crossings and holes.
    """
    raw = raw_polygons(data)
    _refuse(chain.from_iterable(form_problems(polygon, number) for number, polygon in enumerate(raw, 1)))
    points = sum(len(ring) for polygon in raw for ring in polygon)
    if points > MOST_POINTS:
        raise InputRefused([Problem("boundary_many_points", _MANY.fill(found=points, most=MOST_POINTS))])
    parts = tuple(polygon_of(polygon) for polygon in raw)
    _refuse(chain.from_iterable(shape_problems(part, number) for number, part in enumerate(parts, 1)))
    polygons, overlapping = _merged(parts)
    boundary = _boundary(polygons)
    warnings = [Problem("boundary_overlapping", _OVERLAPPING)] if overlapping else []
    if _far(boundary):
        warnings.append(Problem("boundary_far", _FAR))
    return BoundaryRead(boundary, tuple(warnings))


def _merged(parts: tuple[Polygon, ...]) -> tuple[tuple[Polygon, ...], bool]:
    """The parts as polygons that at most touch in points, and whether some of them overlapped."""
    together = shape_of(parts)
    if together.is_valid:
        return parts, False
    if tangled(parts, parts):
        raise InputRefused([Problem("boundary_tangled", _TANGLED)])
    # On the grid of the decimals that are kept, so that rounding afterwards cannot make lines cross.
    union = shapely.union_all(shapely.get_parts(together), grid_size=10.0**-DIGITS)
    polygons = tuple(polygon_of([[list(point) for point in ring] for ring in part]) for part in polygons_in(union))
    _refuse(chain.from_iterable(shape_problems(part, number) for number, part in enumerate(polygons, 1)))
    # In square degrees; less than some ten m² is the seam that rounding leaves between neighbours.
    overlap = sum(part.area for part in shapely.get_parts(together)) - union.area
    return polygons, bool(overlap > 1e-9)


def _boundary(polygons: tuple[Polygon, ...]) -> Boundary:
    ordered = canonical(polygons)
    area = int(sum(geodesic_m2(polygon) for polygon in ordered) + 0.5)
    if area < 1:
        raise InputRefused([Problem("boundary_tiny", _TINY)])
    return Boundary(ordered, fingerprint(ordered), area)


def _far(boundary: Boundary) -> bool:
    west, south, east, north = boundary.bounds
    least_west, least_south, most_east, most_north = AROUND_SHANGHAI
    return west < least_west or south < least_south or east > most_east or north > most_north


def _refuse(problems: Iterable[Problem]) -> None:
    found = list(islice(problems, MOST_PROBLEMS))
    if found:
        raise InputRefused(found)
