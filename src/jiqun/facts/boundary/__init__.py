"""Boundaries: a cluster's outline as GeoJSON read and checked, its area on the ellipsoid, overlaps, a small drawing.

Coordinates are longitude and latitude in degrees of WGS-84 or CGCS2000, which agree here to about a metre. Most Chinese
web maps draw in GCJ-02, which is shifted by hundreds of metres: an outline traced on one must be converted before it is
handed in. The shift cannot be seen in the numbers and leaves the area almost as it is; it shows as an overlap with
neighbours that there is not.
"""

from jiqun.facts.boundary.area import AREA_TOLERANCE, AreaCheck, compare, geodesic_m2, inside_share, overlap_m2
from jiqun.facts.boundary.drawing import Drawing, as_svg_path, drawing_of
from jiqun.facts.boundary.outline import Boundary, Polygon, Ring
from jiqun.facts.boundary.reading import BoundaryRead, read_boundary

__all__ = [
    "AREA_TOLERANCE",
    "AreaCheck",
    "Boundary",
    "BoundaryRead",
    "Drawing",
    "Polygon",
    "Ring",
    "as_svg_path",
    "compare",
    "drawing_of",
    "geodesic_m2",
    "inside_share",
    "overlap_m2",
    "read_boundary",
]
