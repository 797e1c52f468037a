"""Areas, overlaps and drawings of boundaries, held against formulas that know nothing of geodesics."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from itertools import pairwise
from math import atanh, cos, pi, radians, sin, sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.base.words import WordedError
from jiqun.facts.boundary import (
    AREA_TOLERANCE,
    Boundary,
    as_svg_path,
    compare,
    drawing_of,
    geodesic_m2,
    inside_share,
    overlap_m2,
    read_boundary,
)
from jiqun.facts.problems import InputRefused

Corners = tuple[float, float, float, float]

# WGS-84: the larger half-axis in metres, and the squared eccentricity.
AXIS, ECCENTRICITY2 = 6378137.0, 0.00669437999014


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def boundary(*rings: list[list[float]]) -> Boundary:
    return read_boundary(json.dumps({"type": "Polygon", "coordinates": rings})).boundary


def cell_m2(corners: Corners) -> float:
    """A cell between meridians and parallels on the ellipsoid, by the closed formula (Snyder 1987, p. 16)."""
    west, south, east, north = map(radians, corners)
    root = sqrt(ECCENTRICITY2)

    def below(latitude: float) -> float:
        height = sin(latitude)
        return height / (2 * (1 - ECCENTRICITY2 * height**2)) + atanh(root * height) / (2 * root)

    return AXIS**2 * (1 - ECCENTRICITY2) * (east - west) * (below(north) - below(south))


def planar_m2(ring: list[list[float]]) -> float:
    """The shoelace formula on a plane that touches at the middle, with the two radii of the ellipsoid there."""
    middle = radians(sum(lat for _, lat in ring[:-1]) / len(ring[:-1]))
    flat = 1 - ECCENTRICITY2 * sin(middle) ** 2
    along, up = AXIS / sqrt(flat) * cos(middle), AXIS * (1 - ECCENTRICITY2) / flat**1.5
    points = [(radians(lon - ring[0][0]) * along, radians(lat - ring[0][1]) * up) for lon, lat in ring]
    return abs(sum(a * d - c * b for (a, b), (c, d) in pairwise(points))) / 2


def test_a_cell_of_one_degree_at_the_equator_is_that_of_the_formula() -> None:
    # Its upper edge is a geodesic here, bent north of the parallel by up to four metres: some 0.003 % of the area.
    area = boundary(box(0, 0, 1, 1)).area_m2
    assert area == pytest.approx(cell_m2((0, 0, 1, 1)), rel=5e-5)


def test_with_points_along_the_parallels_the_cell_is_that_of_the_formula_to_a_millionth() -> None:
    steps = [n / 50 for n in range(51)]
    ring = [*([x, 0.0] for x in steps), *([x, 1.0] for x in reversed(steps)), [0.0, 0.0]]
    assert boundary(ring).area_m2 == pytest.approx(cell_m2((0, 0, 1, 1)), rel=1e-7)


def test_an_eighth_of_the_world_is_an_eighth_of_the_ellipsoid() -> None:
    eighth = (((0.0, 0.0), (90.0, 0.0), (90.0, 90.0), (0.0, 90.0), (0.0, 0.0)),)
    assert geodesic_m2(eighth) == pytest.approx(510_065_621_724_088 / 8, rel=1e-9)
    assert 4 * pi * AXIS**2 / 8 == pytest.approx(geodesic_m2(eighth), rel=3e-3)


@pytest.mark.parametrize("corners", [(121.60, 31.20, 121.61, 31.21), (121.0, 30.7, 121.05, 30.74)])
def test_a_square_in_shanghai_is_that_of_both_formulas(corners: Corners) -> None:
    area = boundary(box(*corners)).area_m2
    assert area == pytest.approx(cell_m2(corners), rel=1e-6)
    assert area == pytest.approx(planar_m2(box(*corners)), rel=1e-5)


def test_a_hole_is_taken_off() -> None:
    outline, hole = box(121.6, 31.2, 121.62, 31.22), box(121.605, 31.205, 121.61, 31.21)
    assert boundary(outline, hole).area_m2 == pytest.approx(boundary(outline).area_m2 - boundary(hole).area_m2, abs=2)


@st.composite
def stars(draw: st.DrawFn) -> list[list[float]]:
    """A ring around a centre in the city, its corners in the order of their directions: it never crosses itself."""
    count = draw(st.integers(3, 12))
    reaches = draw(st.lists(st.floats(0.001, 0.05), min_size=count, max_size=count))
    lon, lat = draw(st.floats(121, 122)), draw(st.floats(30.8, 31.6))
    turns = [2 * pi * n / count for n in range(count)]
    ring = [
        [round(lon + reach * cos(turn), 6), round(lat + reach * sin(turn), 6)]
        for reach, turn in zip(reaches, turns, strict=True)
    ]
    return [*ring, ring[0]]


@settings(max_examples=50, deadline=None)
@given(ring=stars(), start=st.integers(0, 11), backwards=st.booleans())
def test_neither_the_first_point_nor_the_direction_of_a_ring_changes_anything(
    ring: list[list[float]], start: int, backwards: bool
) -> None:
    start %= len(ring) - 1
    other = [*ring[start:-1], *ring[: start + 1]]
    assert boundary(other[::-1] if backwards else other) == boundary(ring)


@settings(max_examples=50, deadline=None)
@given(ring=stars())
def test_an_area_is_that_of_the_plane_to_a_thousandth(ring: list[list[float]]) -> None:
    assert boundary(ring).area_m2 == pytest.approx(planar_m2(ring), rel=1e-3, abs=2)


@settings(max_examples=25, deadline=None)
@given(one=stars(), other=stars())
def test_an_overlap_is_the_same_from_both_sides_and_no_larger_than_either(
    one: list[list[float]], other: list[list[float]]
) -> None:
    first, second = boundary(one), boundary(other)
    common = overlap_m2(first, second)
    assert common == pytest.approx(overlap_m2(second, first), abs=1)
    assert 0 <= common <= min(first.area_m2, second.area_m2) * (1 + 1e-6) + 1
    assert 0 <= inside_share(first, second) <= 1


SQUARE = boundary(box(121.60, 31.20, 121.62, 31.22))


@pytest.mark.parametrize(
    ("corners", "share"),
    [
        ((121.61, 31.20, 121.63, 31.22), 0.5),
        ((121.61, 31.21, 121.63, 31.23), 0.25),
        ((121.60, 31.20, 121.62, 31.22), 1),
        ((121.50, 31.10, 121.72, 31.32), 1),
    ],
)
def test_an_overlap_is_the_common_area(corners: Corners, share: float) -> None:
    other = boundary(box(*corners))
    assert overlap_m2(SQUARE, other) == pytest.approx(SQUARE.area_m2 * share, rel=2e-4)
    assert float(inside_share(SQUARE, other)) == pytest.approx(share, rel=2e-4)


@pytest.mark.parametrize(
    "corners",
    [
        (121.62, 31.20, 121.64, 31.22),  # along an edge
        (121.62, 31.22, 121.64, 31.24),  # in a corner
        (121.70, 31.20, 121.72, 31.22),  # apart
    ],
)
def test_boundaries_that_merely_touch_or_lie_apart_have_nothing_in_common(corners: Corners) -> None:
    assert overlap_m2(SQUARE, boundary(box(*corners))) == 0
    assert inside_share(SQUARE, boundary(box(*corners))) == 0


def test_what_lies_wholly_inside_is_inside_to_the_last_square_metre() -> None:
    assert inside_share(SQUARE, SQUARE) == 1
    assert inside_share(SQUARE, boundary(box(121.5, 31.1, 121.7, 31.3))) == 1


def comb(teeth: int, *, upright: bool) -> list[list[float]]:
    """A comb whose teeth lie across those of the other direction."""
    ring = [[x, y] for n in range(teeth) for x, y in ((n, 0.1), (n, teeth), (n + 0.5, teeth), (n + 0.5, 0.1))]
    ring = [*ring, [teeth, 0], [0, 0], ring[0]]
    return [[121 + (x if upright else y) * 1e-3, 31 + (y if upright else x) * 1e-3] for x, y in ring]


def test_outlines_that_cross_a_hundred_thousand_times_are_not_intersected() -> None:
    one, other = boundary(comb(200, upright=True)), boundary(comb(200, upright=False))
    for question in (overlap_m2, inside_share):
        with pytest.raises(WordedError, match="cross too often"):
            question(one, other)
    with pytest.raises(InputRefused) as refused:
        read_boundary(json.dumps({"type": "MultiPolygon", "coordinates": [one.polygons[0], other.polygons[0]]}))
    assert [problem.code for problem in refused.value.errors] == ["boundary_tangled"]


def test_outlines_of_thousands_of_points_along_one_border_are_intersected() -> None:
    turns = [2 * pi * n / 4_000 for n in range(4_000)]
    round_one = [[121.5 + 0.05 * cos(turn), 31.2 + 0.05 * sin(turn)] for turn in turns]
    one = boundary([*round_one, round_one[0]])
    assert inside_share(one, one) == 1
    assert overlap_m2(one, boundary(box(121.5, 31.1, 121.6, 31.3))) == pytest.approx(one.area_m2 / 2, rel=1e-3)


def test_what_lies_in_a_hole_is_outside() -> None:
    ring = boundary(box(121.5, 31.1, 121.7, 31.3), box(121.6, 31.2, 121.62, 31.22))
    assert overlap_m2(SQUARE, ring) == 0


@pytest.mark.parametrize(
    ("declared", "difference", "agrees"),
    [
        (1_000_000, Fraction(0), True),
        (1_050_000, Fraction(1, 20), True),
        (1_050_001, Fraction(50_001, 1_000_000), False),
        (950_000, Fraction(-1, 20), True),
        (949_999, Fraction(-50_001, 1_000_000), False),
        (0, Fraction(-1), False),
    ],
)
def test_a_declared_area_agrees_up_to_the_tolerance(declared: int, difference: Fraction, agrees: bool) -> None:
    check = compare(declared, 1_000_000)
    assert (check.difference, check.agrees) == (difference, agrees)
    assert Fraction(5, 100) == AREA_TOLERANCE


def test_an_area_is_not_compared_with_nothing() -> None:
    with pytest.raises(ValueError, match="above zero"):
        compare(1, 0)


def spots(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)]


def test_a_drawing_fills_its_box_north_up_and_keeps_the_shape() -> None:
    (path,) = as_svg_path(SQUARE, 200, 100)
    # As high as the box; narrower than high, since a degree of longitude is 0.855 of one of latitude here.
    across, down = zip(*spots(path), strict=True)
    assert (min(down), max(down)) == (0, 100)
    assert max(across) - min(across) == pytest.approx(100 * cos(radians(31.21)), abs=0.02)
    assert (min(across) + max(across)) / 2 == pytest.approx(100, abs=0.02)
    assert path.startswith("M")
    assert path.endswith("Z")


def test_a_hole_is_a_second_ring_of_the_path_and_a_part_is_a_path_of_its_own() -> None:
    holed = boundary(box(121.6, 31.2, 121.62, 31.22), box(121.605, 31.205, 121.61, 31.21))
    assert as_svg_path(holed, 100, 100)[0].count("M") == 2
    parts: Any = {"type": "MultiPolygon", "coordinates": [[box(121, 31, 121.1, 31.1)], [box(121.2, 31, 121.3, 31.1)]]}
    assert len(as_svg_path(read_boundary(json.dumps(parts)).boundary, 100, 100)) == 2


def test_two_boundaries_are_drawn_in_one_frame() -> None:
    outer = boundary(box(121.5, 31.1, 121.7, 31.3))
    drawing = drawing_of([outer, SQUARE], 100, 100)
    inside, around = spots(drawing.paths(SQUARE)[0]), spots(drawing.paths(outer)[0])
    assert min(y for _, y in around) == 0
    assert all(min(x for x, _ in around) < x < max(x for x, _ in around) for x, _ in inside)


@pytest.mark.parametrize("size", [(0, 10), (10, -1)])
def test_a_box_without_size_holds_no_drawing(size: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="some size"):
        as_svg_path(SQUARE, *size)
    with pytest.raises(ValueError, match="takes a boundary"):
        drawing_of([], 10, 10)
