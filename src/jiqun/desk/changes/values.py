"""What may change of a cluster, as a report keeps it: the register's values and the new ones, by kind and name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiqun.facts.boundary import Boundary
from jiqun.facts.industries import normal_industry
from jiqun.records.models import Cluster, ClusterState, Organisation


def registered(cluster: Cluster, kind: str) -> dict[str, Any]:
    """The register's present values that a change of that kind would change; none for another important matter."""
    if kind == "dominant_industry":
        return {"dominant_industries": cluster.dominant_industries.split(";")}
    if kind == "area":
        names = ("area_m2", "boundary", "boundary_m2", "boundary_sha256")
        return {name: getattr(cluster, name) for name in names}
    if kind == "operator":
        return operator_values(cluster.operator)
    return {}


def operator_values(body: Organisation) -> dict[str, Any]:
    """An operator as a report names it."""
    return {"name_zh": body.name_zh, "name_en": body.name_en, "credit_code": body.credit_code or ""}


def area_values(area_m2: int, boundary: Boundary) -> dict[str, Any]:
    """A declared area with its boundary."""
    return {
        "area_m2": area_m2,
        "boundary": boundary.geometry,
        "boundary_m2": boundary.area_m2,
        "boundary_sha256": boundary.sha256,
    }


def boundary_in(values: Mapping[str, Any]) -> Boundary | None:
    """The boundary of a report's values, or None where none is drawn."""
    shape = values.get("boundary")
    if not shape:
        return None
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    rings = tuple(tuple(tuple((lon, lat) for lon, lat in ring) for ring in polygon) for polygon in polygons)
    return Boundary(rings, values["boundary_sha256"], values["boundary_m2"])


def same_values(kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two of a kind say the same, so far as both say something; industries in any order."""
    if kind == "dominant_industry":
        return _codes(one) == _codes(other)
    names = (one.keys() & other.keys()) - {"boundary"}
    return all(one[name] == other[name] for name in names)


def in_state(state: ClusterState, kind: str) -> dict[str, Any]:
    """The values that a filed sheet is held against, as the register had them."""
    if kind == "dominant_industry":
        return {"dominant_industries": state.dominant_industries.split(";")}
    if kind == "area":
        return {"area_m2": state.area_m2}
    return {"name_zh": state.operator.name_zh, "credit_code": state.operator.credit_code or ""}


def on_sheet(sheet: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The same values as a filed sheet has them."""
    if kind == "dominant_industry":
        return {"dominant_industries": sorted(_normal(str(code)) for code in sheet["dominant_industries"] or ())}
    if kind == "area":
        return {"area_m2": sheet["area_km2"]}
    return {"name_zh": str(sheet["operator_name"]).strip(), "credit_code": str(sheet["operator_credit_code"]).strip()}


def _codes(values: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(_normal(code) for code in values["dominant_industries"])


def _normal(code: str) -> str:
    return normal_industry(code) or code
