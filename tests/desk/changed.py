"""A recognised cluster, and changes of it that are reported and decided on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from jiqun.desk.actor import Actor
from jiqun.desk.changes.reported import Reported
from jiqun.desk.do.changes.lodging import lodge_change
from jiqun.desk.files import Taken
from jiqun.desk.record import record
from jiqun.facts.boundary import Boundary, read_boundary
from jiqun.facts.generate import one_cluster
from jiqun.facts.snapshot import Snapshot
from jiqun.records.models import Case, Cluster, Recognition, Submission
from tests.cast import Cast, at
from tests.desk.filled import PDF, move
from tests.desk.renewing import recognised_until
from tests.web.registers.drawn import square
from tests.web.registers.rosters import freeze

CHANGED_ON = date(2026, 4, 1)
NEW_CODE = "91310115MA1NEW001L"
EVIDENCE = Taken("批复.pdf", PDF)


def recognised(cast: Cast) -> Cluster:
    """Recognised through 31 July 2026; the same one if it is there already."""
    found: Recognition = Recognition.objects.first() or recognised_until(cast)
    return Cluster.objects.select_related("operator").get(pk=found.cluster_id)


def outline(side: float = 0.04) -> Boundary:
    """A square by its sides in degrees: 0.04 bounds some 16.9 km²."""
    return read_boundary(square(121.6, 31.2, side)).boundary


REPORTED = {
    "dominant_industry": Reported(CHANGED_ON, "主导产业调整。", (EVIDENCE,), industries=("39", "3562")),
    "area": Reported(CHANGED_ON, "园区扩区。", (EVIDENCE,), area_m2=16_900_000, boundary=outline()),
    "operator": Reported(
        CHANGED_ON,
        "运营单位改制。",
        (EVIDENCE,),
        name_zh="张江新运营公司（测试）",
        name_en="Zhangjiang new operator (test)",
        credit_code=NEW_CODE,
        acceptance=Taken("同意承接.pdf", PDF + b"%accepted"),
    ),
    "other": Reported(CHANGED_ON, "名称规范。", (EVIDENCE,), other="集群更名为“张江芯片集群”。"),
}


def lodged(  # the change, and where it departs from the usual one
    cast: Cast, kind: str, when: datetime, *, by: Actor | None = None, **other: object
) -> Case:
    """A change of the recognised cluster, reported by its operator."""
    change = replace(REPORTED[kind], **other)  # type: ignore[arg-type]  # the fields of a change
    return lodge_change(cluster=recognised(cast).pk, kind=kind, change=change, by=by or cast.operator, at=when)


def decided(cast: Cast, case: Case, ending: str = "approve", month: int = 4, day: int = 27) -> Case:
    """Checked by the district, prepared by one and decided by another of the Commission."""
    move(case, "check", cast.district, at(month, day, 9), opinion="情况属实。")
    move(case, "prepare_decision", cast.municipal, at(month, day, 10), ending=ending, reason="材料齐全。")
    move(case, ending, cast.approver, at(month, day, 11))
    return Case.objects.get(pk=case.pk)


def sheet(cast: Cast, **values: object) -> Snapshot:
    """Data of a few firms, on whose first sheet the cluster is described as on the register, but for `values`."""
    cluster = recognised(cast)
    said = {
        "dominant_industries": tuple(cluster.dominant_industries.split(";")),
        "area_km2": cluster.area_m2,
        "operator_name": cluster.operator.name_zh,
        "operator_credit_code": cluster.operator.credit_code,
    }
    snapshot = one_cluster(1, 4, 5, at(4, 30).date())
    tables = dict(snapshot.tables)
    tables["cluster"] = {**tables["cluster"], **{name: [value] for name, value in (said | values).items()}}
    return replace(snapshot, tables=tables)


def filed(cast: Cast, when: datetime, **values: object) -> Submission:
    """Such a sheet, filed as that of an annual report is."""
    cluster = recognised(cast)
    roster = freeze(cast.operator, cluster, sheet(cast, **values), when.day)
    case = Case.objects.create(
        number=f"报送{Case.objects.count()}",
        kind="recognition",
        edition="shanghai-2024",
        stage="submitted",
        cluster=cluster,
        operator=cluster.operator,
        district=cluster.district,
        opened_at=when,
        filed_at=when,
        moved_at=when,
    )
    filing = Submission.objects.create(
        case=case,
        place=1,
        roster=roster,
        manifest=json.dumps({}),
        sha256="0" * 64,
        at=when,
        declared_by_id=cast.operator.person,
        declared_with="password",
    )
    with transaction.atomic():
        record("submit", f"case:{case.pk}", by=cast.operator, at=when, article="16", sealed=(roster, filing))
    return filing
