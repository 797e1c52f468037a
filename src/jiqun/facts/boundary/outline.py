"""A boundary in one form whatever way it was drawn: the same outline always has the same hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import shapely

Point = tuple[float, float]  # longitude, latitude in degrees
Ring = tuple[Point, ...]  # closed: the first point is also the last
Polygon = tuple[Ring, ...]  # the outline, then its holes

DIGITS: Final = 7  # decimals of a degree that are kept: about a centimetre


@dataclass(frozen=True)
class Boundary:
    """A checked boundary: polygons in canonical form, the SHA-256 of their JSON, the geodesic area in whole m²."""

    polygons: tuple[Polygon, ...]
    sha256: str
    area_m2: int

    @cached_property
    def geometry(self) -> dict[str, Any]:
        """The GeoJSON geometry: a Polygon, or a MultiPolygon if there are several."""
        return geometry_of(self.polygons)

    @cached_property
    def shape(self) -> Any:
        """The polygons for the geometry engine."""
        return shape_of(self.polygons)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        points = [point for polygon in self.polygons for point in polygon[0]]
        longitudes, latitudes = [lon for lon, _ in points], [lat for _, lat in points]
        return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def canonical(polygons: tuple[Polygon, ...]) -> tuple[Polygon, ...]:
    """The polygons with outlines counter-clockwise, holes clockwise (RFC 7946), each ring from its smallest point."""
    turned = (
        (_turned(outline, ccw=True), *sorted(_turned(hole, ccw=False) for hole in holes))
        for outline, *holes in polygons
    )
    return tuple(sorted(turned))


def geometry_of(polygons: tuple[Polygon, ...]) -> dict[str, Any]:
    """The GeoJSON geometry of the polygons, as plain lists."""
    rings = [[[list(point) for point in ring] for ring in polygon] for polygon in polygons]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def fingerprint(polygons: tuple[Polygon, ...]) -> str:
    """The SHA-256 of the geometry's JSON, in hexadecimal digits."""
    text = json.dumps(geometry_of(polygons), separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def shape_of(polygons: tuple[Polygon, ...]) -> Any:
    """The polygons for the geometry engine, always as one MultiPolygon."""
    return shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in polygons])


def polygons_in(shape: Any) -> tuple[Polygon, ...]:
    """The polygons of any shape of the geometry engine; lines and points, where areas merely touch, are left out."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    areas = [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]
    return tuple(tuple(_ring(ring) for ring in (area.exterior, *area.interiors)) for area in areas)


def _ring(line: Any) -> Ring:
    return tuple((float(lon), float(lat)) for lon, lat in line.coords)


def _turned(ring: Ring, *, ccw: bool) -> Ring:
    """The same ring in the direction asked for, beginning at its smallest point."""
    points = ring[:-1] if shapely.LinearRing(ring).is_ccw == ccw else ring[:0:-1]
    first = points.index(min(points))
    return (*points[first:], *points[: first + 1])
