"""Registering a made-up cluster with its operator and its outline."""

from __future__ import annotations

from datetime import datetime

from jiqun.base.words import Bi
from jiqun.demo import people
from jiqun.demo.outlines import outline
from jiqun.demo.stages import Demo
from jiqun.demo.workshop import Made
from jiqun.desk.actor import Actor
from jiqun.desk.do.registers.clusters import draw_boundary, register_cluster


def registered(number: int, made: Made, offices: dict[str, Actor], at: datetime, notice: int) -> Demo:
    """The cluster in its own district, and the people who will act for it."""
    known = made.snapshot.cluster
    district = known["district"]
    runs_it = people.operator(
        number,
        Bi(zh=f"{known['operator_name']}", en=f"Operator {number:02d} (fictional)"),
        district,
        known["operator_credit_code"],
        at,
    )
    row = register_cluster(
        name_zh=known["name_zh"],
        name_en=known["name_en"] or "",
        district=district,
        operator=runs_it.organisation,
        dominant_industries=known["dominant_industries"],
        area_m2=known["area_km2"],
        by=offices[district],
        at=at,
    )
    drawn = outline(number, district, known["area_km2"])
    draw_boundary(cluster=row.pk, version=row.version, boundary=drawn, by=offices[district], at=at)
    return Demo(number, row.pk, row.number, row.name_zh, notice, runs_it, offices[district], made)
