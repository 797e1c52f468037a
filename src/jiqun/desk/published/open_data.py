"""The public register as files: what stands in them, and each form but Parquet (Article 9).

Nothing of a single enterprise stands in them, and nothing depends on the day: the files change when the register does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.published.cluster_figures import figures_of_cluster
from jiqun.facts.districts import DISTRICTS
from jiqun.papers.lists import csv_list
from jiqun.procedure.shanghai_2024.grounds import LIMBS
from jiqun.records.models import Cluster, Recognition, Revocation
from jiqun.rules.published import Cell, PublishedFigures

_FIGURES = (
    *("output", "sme_output_share", "dominant_output_share"),
    *("sme_rd_expenditure", "sme_patents", "sme_employees", "exports"),
)


@dataclass(frozen=True)
class Column:
    """A column: its type in Parquet, and what it holds."""

    kind: str
    about: Bi


COLUMNS: Mapping[str, Column] = {
    "cluster": Column("VARCHAR", Bi(zh="集群编号", en="the cluster’s number")),
    "name_zh": Column("VARCHAR", Bi(zh="名称（中文）", en="name in Chinese")),
    "name_en": Column("VARCHAR", Bi(zh="名称（英文），可空", en="name in English, may be empty")),
    "district": Column("VARCHAR", Bi(zh="所在区行政区划代码", en="code of the district")),
    "district_zh": Column("VARCHAR", Bi(zh="所在区（中文）", en="district in Chinese")),
    "district_en": Column("VARCHAR", Bi(zh="所在区（英文）", en="district in English")),
    "operator_zh": Column("VARCHAR", Bi(zh="运营管理机构（中文）", en="operator in Chinese")),
    "operator_en": Column("VARCHAR", Bi(zh="运营管理机构（英文），可空", en="operator in English, may be empty")),
    "industries": Column("VARCHAR", Bi(zh="主导产业代码，分号分隔", en="codes of the dominant industries")),
    "area_m2": Column("BIGINT", Bi(zh="申报面积（平方米）", en="declared area, m²")),
    "registered_on": Column("DATE", Bi(zh="登记日期", en="day of registration")),
    "certificate": Column("VARCHAR", Bi(zh="认定证书编号；空：未认定", en="certificate number; empty: not recognised")),
    "valid_from": Column("DATE", Bi(zh="有效期首日", en="first day of validity")),
    "valid_to": Column("DATE", Bi(zh="有效期末日（含）", en="last day of validity, included")),
    "revoked_on": Column("DATE", Bi(zh="撤销日期；空：未撤销", en="day of revocation; empty: not revoked")),
    "revoked_under": Column(
        "VARCHAR", Bi(zh="撤销所依据的第十九条各项，分号分隔", en="items of Article 19 that it was revoked under")
    ),
    "revoked_why": Column("VARCHAR", Bi(zh="撤销理由", en="reason of the revocation, as published")),
    "list": Column("VARCHAR", Bi(zh="认定名单文号", en="number of the list")),
    "source": Column(
        "VARCHAR", Bi(zh="2023年批次的来源文件", en="for the 2023 batch, from before the Procedures: its document")
    ),
    "figures_year": Column("BIGINT", Bi(zh="以下数字的年度", en="the year of the figures that follow")),
    "output": Column("BIGINT", Bi(zh="产值（元）", en="output, CNY")),
    "sme_output_share": Column("DOUBLE", Bi(zh="中小企业产值占比", en="SMEs’ share of output")),
    "dominant_output_share": Column("DOUBLE", Bi(zh="主导产业产值占比", en="the dominant industry’s share of output")),
    "sme_rd_expenditure": Column("BIGINT", Bi(zh="中小企业研发经费（元）", en="SMEs’ R&D expenditure, CNY")),
    "sme_patents": Column("BIGINT", Bi(zh="中小企业有效发明专利", en="SMEs’ valid invention patents")),
    "sme_employees": Column("BIGINT", Bi(zh="中小企业从业人员", en="SMEs’ employees")),
    "exports": Column("BIGINT", Bi(zh="出口额（元）", en="exports, CNY")),
    "enterprises": Column("BIGINT", Bi(zh="企业数", en="enterprises")),
    "withheld": Column(
        "VARCHAR",
        Bi(zh="因不足三家企业而不公布的列", en="columns withheld: fewer than three firms make them up"),
    ),
}


def register_rows() -> list[dict[str, Any]]:
    """Every cluster of the register with the recognition that holds or held last, by number."""
    held = Recognition.objects.select_related("published").order_by("first_day", "pk")
    latest = {row.cluster_id: row for row in held}
    revoked = {row.recognition_id: row for row in Revocation.objects.filter(set_aside=None).order_by("pk")}
    clusters = Cluster.objects.select_related("operator").order_by("number")
    return [_row(cluster, latest.get(cluster.pk), revoked) for cluster in clusters]


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    """The rows for a spreadsheet."""
    return csv_list(COLUMNS, ([row[name] for name in COLUMNS] for row in rows))


def as_json(rows: list[dict[str, Any]]) -> bytes:
    """The rows as one JSON array of objects."""
    return _written([_plain(row) for row in rows])


def as_geojson(rows: list[dict[str, Any]]) -> bytes:
    """The rows as GeoJSON (RFC 7946, WGS-84); a cluster whose boundary is not drawn has no geometry."""
    shapes = dict(Cluster.objects.values_list("number", "boundary"))
    features = [
        {"type": "Feature", "id": row["cluster"], "geometry": shapes.get(row["cluster"]), "properties": _plain(row)}
        for row in rows
    ]
    return _written({"type": "FeatureCollection", "features": features})


def _row(cluster: Cluster, held: Recognition | None, revoked: Mapping[int, Revocation]) -> dict[str, Any]:
    district, gone = DISTRICTS[cluster.district], revoked.get(held.pk) if held else None
    found = figures_of_cluster(cluster.pk) if held and held.case_id else None
    return {
        "cluster": cluster.number,
        "name_zh": cluster.name_zh,
        "name_en": cluster.name_en,
        "district": cluster.district,
        "district_zh": district.zh,
        "district_en": district.en,
        "operator_zh": cluster.operator.name_zh,
        "operator_en": cluster.operator.name_en,
        "industries": cluster.dominant_industries,
        "area_m2": cluster.area_m2,
        "registered_on": day_of(cluster.registered_at),
        "certificate": held.number if held else None,
        "valid_from": held.first_day if held else None,
        "valid_to": held.last_day if held else None,
        "revoked_on": gone.revoked_on if gone else None,
        "revoked_under": _items(gone) if gone else None,
        "revoked_why": gone.reason if gone else None,
        "list": held.published.number if held and held.published else None,
        "source": held.source if held else None,
        **_figures(found),
    }


def _items(row: Revocation) -> str:
    """The items of Article 19, in their order."""
    return ";".join(str(item) for item in sorted({LIMBS[limb].item for limb in row.limbs.split(";")}))


def _figures(found: PublishedFigures | None) -> dict[str, Any]:
    """The last year's."""
    if found is None:
        return {**dict.fromkeys(("figures_year", *_FIGURES, "enterprises")), "withheld": None}
    cells: dict[str, Cell] = {line.key: line.cells[-1] for line in found.lines}
    withheld = ";".join(key for key in _FIGURES if cells[key].withheld)
    return {
        "figures_year": found.years[-1],
        **{key: _number(cells[key].value) for key in _FIGURES},
        "enterprises": found.firms,
        "withheld": withheld,
    }


def _number(value: Fraction | int | None) -> int | float | None:
    return round(float(value), 4) if isinstance(value, Fraction) else value


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def _written(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
