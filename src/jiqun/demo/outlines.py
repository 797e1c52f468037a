"""Made-up outlines: a rough polygon of the declared area, somewhere on a grid over the district's tile."""

from __future__ import annotations

import json
import math
import random

from jiqun.facts.boundary import Boundary, read_boundary
from jiqun.facts.districts import DISTRICTS

_METRES_A_DEGREE = 111_320


def outline(number: int, district: str, area_m2: int) -> Boundary:
    """A closed twelve-sided figure whose area is near the declared one; not a place that exists."""
    dice = random.Random(number)  # noqa: S311  # a drawing, not a secret
    place = list(DISTRICTS).index(district)
    lon, lat = 121.0 + 0.2 * (place % 4) + 0.03 * (number % 5), 30.9 + 0.12 * (place // 4) + 0.02 * (number // 5)
    radius = math.sqrt(area_m2 / math.pi)
    points = []
    for corner in range(12):
        angle, reach = corner * math.pi / 6, radius * dice.uniform(0.9, 1.1)
        east = reach * math.cos(angle) / (_METRES_A_DEGREE * math.cos(math.radians(lat)))
        points.append([round(lon + east, 6), round(lat + reach * math.sin(angle) / _METRES_A_DEGREE, 6)])
    return read_boundary(json.dumps({"type": "Polygon", "coordinates": [[*points, points[0]]]})).boundary
