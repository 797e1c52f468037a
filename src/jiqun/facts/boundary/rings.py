"""The rings of a polygon: positions, closing, and whether the outline crosses itself, each fault with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from shapely.validation import explain_validity

from jiqun.base.words import Bi
from jiqun.facts.boundary.outline import DIGITS, Point, Polygon, Ring, shape_of
from jiqun.facts.problems import Problem
from jiqun.facts.typed_values import shown

FEWEST_POINTS: Final = 4  # a triangle, closed

_WHERE = Bi(zh="第{polygon}个多边形第{ring}个环", en="Polygon {polygon}, ring {ring}")
_POINT = Bi(zh="{where}第{point}个点", en="{where}, point {point}")
_FORM = Bi(
    zh="第{polygon}个多边形的坐标不是环的列表：请用制图软件重新导出。",
    en="Polygon {polygon}: its coordinates are no list of rings; export it again from the mapping program.",
)
_POSITION = Bi(
    zh="{where}“{value}”不是经纬度：须为[经度, 纬度]，经度−180至180，纬度−90至90，经度在前，以度为单位。",
    en="{where}: {value} is no position in degrees; write [longitude, latitude], -180 to 180 and -90 to 90.",
)
_FEW = Bi(
    zh="{where}去掉相邻重复后只有{found}个点：闭合的环至少有{least}个点（首尾相同）。",
    en="{where} has only {found} points, repeated ones left out: a closed ring has {least} or more, the first twice.",
)
_OPEN = Bi(
    zh="{where}没有闭合：最后一个点须与第一个点相同。",
    en="{where} is not closed: its last point must be its first one.",
)
_WIDE = Bi(
    zh="{where}有一条边跨越180度经线或过长：请核对经度。",
    en="{where} has an edge across the 180th meridian, or one far too long: check the longitudes.",
)
_CROSSING = Bi(
    zh="第{polygon}个多边形在{at}附近自相交或自接触：请移动该处的点，或拆成几个多边形。",
    en="Polygon {polygon} crosses or touches itself near {at}: move the points there, or split it into several.",
)
_HOLE = Bi(
    zh="第{polygon}个多边形的洞在{at}附近不在外环之内，或与另一个洞重叠：请修改或删去该洞。",
    en="Polygon {polygon} has a hole near {at} outside its outline or in another hole: mend or remove it.",
)
_REASON = re.compile(r"(?P<reason>[^\[]*)(?:\[(?P<at>[^\]]*)\])?")
_HOLE_REASONS: Final = ("Hole lies outside shell", "Holes are nested", "Duplicate Rings")


def form_problems(raw: Any, number: int) -> Iterator[Problem]:
    """What is wrong with the lists and numbers of polygon `number`, before its shape is looked at."""
    if not isinstance(raw, list) or not raw:
        yield Problem("boundary_form", _FORM.fill(polygon=number))
        return
    for place, ring in enumerate(raw, 1):
        yield from _ring_problems(ring, _WHERE.fill(polygon=number, ring=place), number)


def polygon_of(raw: Any) -> Polygon:
    """The polygon of coordinates that have no form problem: heights dropped, rounded, repeated points once."""
    return tuple(_ring(ring) for ring in raw)


def shape_problems(polygon: Polygon, number: int) -> Iterator[Problem]:
    """Where the outline crosses itself or a hole lies outside; of several such faults in a polygon, the first found."""
    found = _REASON.match(explain_validity(shape_of((polygon,))))
    if found is None or found["reason"] == "Valid Geometry":
        return
    at = ", ".join((found["at"] or "?").split())
    if found["reason"] in _HOLE_REASONS:
        yield Problem("boundary_hole", _HOLE.fill(polygon=number, at=at), value=at)
    else:
        yield Problem("boundary_crossing", _CROSSING.fill(polygon=number, at=at), value=at)


def _ring_problems(ring: Any, where: Bi, number: int) -> Iterator[Problem]:
    if not isinstance(ring, list):
        yield Problem("boundary_form", _FORM.fill(polygon=number))
        return
    wrong = [place for place, position in enumerate(ring) if not _is_position(position)]
    for place in wrong:
        value = _shown_position(ring[place])
        point = _POINT.fill(where=where, point=place + 1)
        yield Problem("boundary_position", _POSITION.fill(where=point, value=value), value=value)
    if not wrong:
        yield from _course_problems(ring, where)


def _course_problems(ring: list[list[float]], where: Bi) -> Iterator[Problem]:
    """A ring of good positions that is open, too short, or runs around the world."""
    if not ring or ring[0][:2] != ring[-1][:2]:
        yield Problem("boundary_open", _OPEN.fill(where=where))
        return
    points = _ring(ring)
    if len(points) < FEWEST_POINTS:
        yield Problem("boundary_few_points", _FEW.fill(where=where, found=len(points), least=FEWEST_POINTS))
    if any(abs(one[0] - other[0]) > 180 for one, other in pairwise(points)):
        yield Problem("boundary_antimeridian", _WIDE.fill(where=where))


def _is_position(position: Any) -> bool:
    """Whether it is two to four numbers of which the first two are a longitude and a latitude in degrees."""
    if not isinstance(position, list) or not 2 <= len(position) <= 4:
        return False
    # A truth value is an int to Python, and a number of JSON may be infinite (1e999).
    if any(type(number) not in (int, float) for number in position):
        return False
    return bool(abs(position[0]) <= 180 and abs(position[1]) <= 90)


def _shown_position(position: Any) -> str:
    if not isinstance(position, list):
        return shown(position)
    return "[" + ", ".join(shown(part) for part in position[:2]) + (", …]" if len(position) > 2 else "]")


def _ring(ring: list[list[float]]) -> Ring:
    points = [_point(position) for position in ring]
    return (points[0], *(after for before, after in pairwise(points) if before != after))


def _point(position: list[float]) -> Point:
    # Adding zero turns -0.0 into 0.0: the two are one place and must have one hash.
    return round(float(position[0]), DIGITS) + 0.0, round(float(position[1]), DIGITS) + 0.0
