"""Boundaries as they come in: what is taken, in which form, and what is refused with a place and a way to mend it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.facts.boundary import Boundary, read_boundary
from jiqun.facts.boundary.geojson import MOST_BYTES
from jiqun.facts.boundary.reading import MOST_POINTS
from jiqun.facts.problems import InputRefused

# A square of a hundredth of a degree in Zhangjiang, and one that lies inside it.
SQUARE = [[121.60, 31.20], [121.61, 31.20], [121.61, 31.21], [121.60, 31.21], [121.60, 31.20]]
HOLE = [[121.602, 31.202], [121.602, 31.204], [121.604, 31.204], [121.604, 31.202], [121.602, 31.202]]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def moved(ring: list[list[float]], by: float) -> list[list[float]]:
    return [[round(lon + by, 6), lat] for lon, lat in ring]


def taken(data: Any) -> Boundary:
    return read_boundary(json.dumps(data)).boundary


def refused(data: Any) -> list[str]:
    text = data if isinstance(data, str | bytes) else json.dumps(data)
    with pytest.raises(InputRefused) as refusal:
        read_boundary(text)
    for problem in refusal.value.errors:
        assert problem.message.zh.encode()
        assert problem.message.en.encode()
    return [problem.code for problem in refusal.value.errors]


def test_a_polygon_is_taken_in_its_canonical_form() -> None:
    boundary = taken(polygon(SQUARE))
    assert boundary.geometry == polygon(SQUARE)
    assert len(boundary.sha256) == 64
    assert read_boundary(json.dumps(boundary.geometry)).boundary == boundary


@pytest.mark.parametrize(
    "wrapped",
    [
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        {"type": "Feature", "properties": None, "geometry": polygon(SQUARE)},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": polygon(SQUARE)}]},
        polygon([[lon, lat, 4.5] for lon, lat in SQUARE]),
        polygon([SQUARE[0], *SQUARE]),
        {**polygon(SQUARE), "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}},
        polygon([[lon + 2e-9, lat] for lon, lat in SQUARE]),
    ],
)
def test_one_outline_has_one_hash_however_it_is_wrapped(wrapped: dict[str, Any]) -> None:
    assert taken(wrapped) == taken(polygon(SQUARE))


def test_text_and_bytes_with_or_without_a_mark_read_the_same() -> None:
    text = json.dumps(polygon(SQUARE))
    assert read_boundary(text) == read_boundary(text.encode()) == read_boundary(text.encode("utf-8-sig"))


def test_parts_that_share_an_edge_are_merged_and_those_apart_stay_apart() -> None:
    neighbours = taken({"type": "MultiPolygon", "coordinates": [[SQUARE], [moved(SQUARE, 0.01)]]})
    apart = taken({"type": "MultiPolygon", "coordinates": [[SQUARE], [moved(SQUARE, 0.05)]]})
    assert neighbours.geometry["type"] == "Polygon"
    assert apart.geometry["type"] == "MultiPolygon"
    assert abs(neighbours.area_m2 - apart.area_m2) <= 2


def test_parts_that_overlap_are_merged_and_said_to() -> None:
    read = read_boundary(json.dumps({"type": "MultiPolygon", "coordinates": [[SQUARE], [moved(SQUARE, 0.005)]]}))
    assert [problem.code for problem in read.warnings] == ["boundary_overlapping"]
    assert abs(read.boundary.area_m2 * 2 - taken(polygon(SQUARE)).area_m2 * 3) <= 3


def test_the_order_of_parts_and_holes_does_not_matter() -> None:
    other = moved(HOLE, 0.003)
    assert taken(polygon(SQUARE, HOLE, other)) == taken(polygon(SQUARE, other, HOLE))
    parts = [[SQUARE], [moved(SQUARE, 0.05)]]
    assert taken({"type": "MultiPolygon", "coordinates": parts}) == taken(
        {"type": "MultiPolygon", "coordinates": parts[::-1]}
    )


def test_a_boundary_far_from_shanghai_is_taken_with_a_warning() -> None:
    read = read_boundary(json.dumps(polygon(moved(SQUARE, -30))))
    assert [problem.code for problem in read.warnings] == ["boundary_far"]


CROSSED = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
MIDDLE = [121.605, 31.205]
TOUCHING = [*SQUARE[:2], MIDDLE, *SQUARE[2:4], MIDDLE, SQUARE[0]]
FLAT = [SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[0]]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (polygon(CROSSED), ["boundary_crossing"]),
        (polygon(TOUCHING), ["boundary_crossing"]),
        (polygon(SQUARE, moved(HOLE, 0.02)), ["boundary_hole"]),
        (polygon(SQUARE, HOLE, HOLE), ["boundary_crossing"]),
        (polygon(SQUARE, moved(HOLE, 0.007)), ["boundary_crossing"]),
        (polygon(SQUARE[:-1]), ["boundary_open"]),
        (polygon(FLAT), ["boundary_few_points"]),
        (polygon([SQUARE[0]] * 6), ["boundary_few_points"]),
        (polygon([]), ["boundary_open"]),
        (polygon(), ["boundary_form"]),
        ({"type": "Polygon"}, ["boundary_form"]),
        (polygon(SQUARE, "ring"), ["boundary_form"]),
        ({"type": "MultiPolygon", "coordinates": []}, ["boundary_empty"]),
        ({"type": "MultiPolygon", "coordinates": None}, ["boundary_kind"]),
        ({"type": "FeatureCollection", "features": []}, ["boundary_empty"]),
        ({"type": "FeatureCollection", "features": {}}, ["boundary_empty"]),
        ({"type": "FeatureCollection", "features": [None, polygon(SQUARE), 3]}, ["boundary_kind"] * 2),
        ({"type": "Feature", "geometry": None}, ["boundary_kind"]),
        ({"type": "Point", "coordinates": [121, 31]}, ["boundary_kind"]),
        ({"type": "GeometryCollection", "geometries": [polygon(SQUARE)]}, ["boundary_kind"]),
        ({"type": "\ud800", "coordinates": []}, ["boundary_kind"]),
        ({**polygon(SQUARE), "crs": {"properties": {"name": "EPSG:3857"}}}, ["boundary_crs"]),
        ({**polygon(SQUARE), "crs": "\ud800"}, ["boundary_crs"]),
        (polygon([[lat, lon] for lon, lat in SQUARE]), ["boundary_position"] * 5),
        (polygon([["121.6", "31.2"], *SQUARE[1:]]), ["boundary_position"]),
        (polygon([[True, 31.2], *SQUARE[1:]]), ["boundary_position"]),
        (polygon([[121.6], [], None, {}, [121, 31, 0, 0, 0]]), ["boundary_position"] * 5),
        (polygon([[10**400, 0], *SQUARE[1:]]), ["boundary_position"]),
        (polygon([[-170, 1], [170, 1], [170, 2], [-170, 2], [-170, 1]]), ["boundary_antimeridian"]),
        (polygon([[0, 0], [1e-7, 0], [1e-7, 1e-7], [0, 1e-7], [0, 0]]), ["boundary_tiny"]),
    ],
)
def test_what_is_no_boundary_is_refused_by_its_code(data: Any, codes: list[str]) -> None:
    assert refused(data) == codes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null and void",
        b"\xff\xfe",
        "\ud800",
        '{"type": "Polygon", "coordinates": [[[NaN, 1]]]}',
        '{"type": "Polygon", "coordinates": [[[Infinity, 1]]]}',
        '{"type": "Polygon", "coordinates": [[[' + "9" * 5000 + ", 1]]]}",
        "[" * 500_000,
        '{"a":' * 300_000,
    ],
)
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    assert refused(text) == ["boundary_json"]


@pytest.mark.parametrize("text", ["null", "3", '"Polygon"', "[]", "true"])
def test_json_that_is_no_geometry_is_refused(text: str) -> None:
    assert refused(text) == ["boundary_kind"]


def test_nesting_that_is_still_json_is_refused() -> None:
    assert refused('{"type":"Polygon","coordinates":' + "[" * 900 + "]" * 900 + "}") == ["boundary_position"]


def test_a_number_beyond_every_number_is_refused() -> None:
    assert refused(json.dumps(polygon(SQUARE)).replace("121.61", "1e999")) == ["boundary_position"] * 2


def test_too_large_a_text_is_refused_before_it_is_read() -> None:
    assert refused(" " * (MOST_BYTES + 1)) == ["boundary_large"]
    assert refused("界" * (MOST_BYTES // 3 + 1)) == ["boundary_large"]


def test_too_many_points_are_refused_with_their_number() -> None:
    ring = [[round(121 + n * 1e-5, 5), 31] for n in range(MOST_POINTS)]
    with pytest.raises(InputRefused, match=f"{MOST_POINTS + 2} points"):
        read_boundary(json.dumps(polygon([*ring, [121.1, 31.5], ring[0]])))


def test_of_thousands_of_problems_fifty_are_told() -> None:
    assert len(refused(polygon([[0]] * 9_000))) == 50
    assert len(refused({"type": "FeatureCollection", "features": [0] * 9_000})) == 50


def test_a_refusal_says_where_and_how_to_mend_it() -> None:
    with pytest.raises(InputRefused) as refusal:
        read_boundary(json.dumps({"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE, CROSSED, HOLE[:-1]]]}))
    assert refusal.value.errors[0].message.zh == "第2个多边形第3个环没有闭合：最后一个点须与第一个点相同。"
    with pytest.raises(InputRefused) as refusal:
        read_boundary(json.dumps(polygon(CROSSED)))
    assert "121.605, 31.205" in refusal.value.errors[0].message.en


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60)
@given(anything=JSON, kind=st.sampled_from(["Polygon", "MultiPolygon", "Feature", "FeatureCollection"]))
def test_whatever_is_sent_is_taken_or_refused(anything: object, kind: str) -> None:
    shapes = [anything, *({"type": kind, name: anything} for name in ("coordinates", "geometry", "features", "crs"))]
    assert all(taken_or_refused(json.dumps(shape)) for shape in shapes)
    assert taken_or_refused(json.dumps(polygon([anything, *SQUARE])))


def taken_or_refused(text: str) -> bool:
    try:
        return read_boundary(text).boundary.area_m2 > 0
    except InputRefused as refusal:
        return bool(refusal.errors)
