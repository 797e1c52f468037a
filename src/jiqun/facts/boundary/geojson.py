"""GeoJSON as it comes in, from anybody: the text is parsed, and the raw coordinates of its polygons are taken out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, NoReturn

from jiqun.base.words import Bi
from jiqun.facts.problems import InputRefused, Problem
from jiqun.facts.typed_values import shown

MOST_BYTES: Final = 2_000_000
MOST_PROBLEMS: Final = 50  # told at once

_LARGE = Bi(
    zh="边界文件超过{most}字节：请简化边界后重新导出。",
    en="The boundary file is over {most} bytes: simplify the outline and export it again.",
)
_NO_JSON = Bi(
    zh="边界文件不是UTF-8编码的GeoJSON文本：请从制图软件导出GeoJSON（坐标系WGS-84或CGCS2000）。",
    en="The boundary is no GeoJSON text in UTF-8: export it from the mapping program in WGS-84 or CGCS2000.",
)
_KIND = Bi(
    zh="第{number}个要素的类型“{kind}”不能作边界：只接受Polygon或MultiPolygon，请删去点、线等其他图形。",
    en="Feature {number} is of the kind {kind!r}, which bounds no area: leave only Polygon and MultiPolygon.",
)
_EMPTY = Bi(
    zh="文件中没有多边形：请画出边界后重新导出。", en="There is no polygon: draw the boundary and export it again."
)
_OTHER_CRS = Bi(
    zh="坐标系“{name}”不能用：请转换为WGS-84或CGCS2000的经纬度后重新导出。",
    en="The coordinate system {name!r} will not do: convert to longitude and latitude in WGS-84 or CGCS2000.",
)
# Exporters still write the `crs` that RFC 7946 dropped. 4326 is WGS-84, 4490 is CGCS2000, both in degrees.
_KNOWN_CRS: Final = ("CRS84", "4326", "4490")


def raw_polygons(data: str | bytes) -> list[Any]:
    """The coordinates of every polygon, in their order, not checked any further: lists of rings, if they are right.

    Takes a Polygon, a MultiPolygon, a Feature, or a FeatureCollection of those. Raises InputRefused if the text is too
    large, no JSON, in another coordinate system, without polygons, or holds anything that is none.
    """
    found = _parsed(data)
    problems = list(_crs_problems(found))
    polygons: list[Any] = []
    for number, geometry in enumerate(_geometries(found), 1):
        taken = _polygons(geometry)
        if taken is None:
            kind = shown(geometry.get("type") if isinstance(geometry, Mapping) else geometry)
            problems.append(Problem("boundary_kind", _KIND.fill(number=number, kind=kind), value=kind))
        polygons += taken or ()
    if not polygons and not problems:
        problems.append(Problem("boundary_empty", _EMPTY))
    if problems:
        raise InputRefused(problems[:MOST_PROBLEMS])
    return polygons


def _parsed(data: str | bytes) -> Any:
    # Lone surrogates in a text that a program hands over are no reason to fall over here.
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > MOST_BYTES:
        raise InputRefused([Problem("boundary_large", _LARGE.fill(most=f"{MOST_BYTES:,}"))])
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InputRefused([Problem("boundary_json", _NO_JSON)]) from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _geometries(found: Any) -> Iterator[Any]:
    """The geometries of the features, or the one that stands alone."""
    kind = found.get("type") if isinstance(found, Mapping) else None
    if kind == "FeatureCollection":
        features = found.get("features")
        yield from (_of_feature(feature) for feature in (features if isinstance(features, list) else ()))
    else:
        yield _of_feature(found)


def _of_feature(feature: Any) -> Any:
    if isinstance(feature, Mapping) and feature.get("type") == "Feature":
        return feature.get("geometry")
    return feature


def _polygons(geometry: Any) -> list[Any] | None:
    """The raw polygons of a geometry, or None if it is neither of the two kinds."""
    if not isinstance(geometry, Mapping):
        return None
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "Polygon":
        return [coordinates]
    if geometry.get("type") == "MultiPolygon" and isinstance(coordinates, list):
        return coordinates
    return None


def _crs_problems(found: Any) -> Iterator[Problem]:
    crs = found.get("crs") if isinstance(found, Mapping) else None
    properties = crs.get("properties") if isinstance(crs, Mapping) else None
    name = properties.get("name") if isinstance(properties, Mapping) else None
    if crs is not None and not (isinstance(name, str) and name.endswith(_KNOWN_CRS)):
        yield Problem("boundary_crs", _OTHER_CRS.fill(name=shown(name or crs)), value=shown(name or crs))
