"""Registering clusters and keeping their register: operator, district, boundary (Article 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Overtaken
from jiqun.desk.changes.obliged import is_obliged
from jiqun.desk.index import index_cluster
from jiqun.desk.may import WRITING_OFFICE, NotThere, only, the_cluster
from jiqun.desk.numbers import next_of
from jiqun.desk.record import record
from jiqun.desk.states import keep_state, state_before
from jiqun.desk.wrong import refuse_if
from jiqun.facts.boundary import Boundary
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.industries import normal_industry
from jiqun.procedure.roles import Office, Role
from jiqun.records.models import Cluster, Organisation


def register_cluster(
    *,
    name_zh: str,
    name_en: str,
    district: str,
    operator: int,
    dominant_industries: Iterable[str],
    area_m2: int,
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> Cluster:
    """Enter a cluster into the register, in exactly one district and with one operator.

    A district enters clusters of its own, run by its own operators. Raises NotThere for another's, Wrong.
    """
    only(by, Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER)
    if by.role == Role.DISTRICT_OFFICER and district != by.district:
        raise NotThere
    codes = tuple(code.strip() for code in dominant_industries if code.strip())
    body = _operators(by).filter(pk=operator).first()
    problems = {
        "district": None if district in DISTRICTS else _NO_DISTRICT,
        "dominant_industries": industries_problem(codes),
    }
    problems |= _names(name_zh, area_m2) | {"operator": None if body else _NO_OPERATOR}
    refuse_if(problems, unread)
    assert body is not None
    with transaction.atomic():
        row = Cluster.objects.create(
            number=f"C{district}{next_of(f'cluster:{district}'):03d}",
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            district=district,
            operator=body,
            dominant_industries=";".join(normal_industry(code) or code for code in codes),
            area_m2=area_m2,
            registered_at=at,
        )
        index_cluster(row)
        content = {"number": row.number, "name": row.name_zh, "district": district, "operator": body.pk}
        state = keep_state(row, by=by, at=at)
        record("register_cluster", f"cluster:{row.pk}", by=by, at=at, article="2", content=content, sealed=(state,))
    return row


def draw_boundary(
    *, cluster: int, version: int, boundary: Boundary, reason: str = "", by: Actor, at: datetime
) -> Cluster:
    """Set a cluster's boundary; the computed area stands beside the declared one.

    Of a recognised cluster only an office does, with its reason: its operator reports a change (Article 19). Raises
    NotThere, Overtaken, Wrong.
    """
    refuse_if({"reason": correction_problem(the_cluster(by, cluster), reason, by, at)})
    geometry = boundary.geometry
    west, south, east, north = boundary.bounds
    changes = {
        "boundary": geometry,
        "boundary_m2": boundary.area_m2,
        "boundary_sha256": boundary.sha256,
        "west": west,
        "south": south,
        "east": east,
        "north": north,
    }
    content = {"boundary_sha256": boundary.sha256, "area_m2": boundary.area_m2, "reason": reason.strip()}
    return _change("draw_boundary", changes, content, cluster=cluster, version=version, by=by, at=at)


def change_cluster(
    *,
    cluster: int,
    version: int,
    name_zh: str,
    name_en: str,
    area_m2: int,
    reason: str = "",
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> Cluster:
    """Correct a cluster's names and declared area.

    Of a recognised cluster only an office does, with its reason: its operator reports a change (Article 19). Raises
    NotThere, Overtaken, Wrong.
    """
    row = the_cluster(by, cluster)
    refuse_if(_names(name_zh, area_m2) | {"reason": correction_problem(row, reason, by, at)}, unread)
    changes = {"name_zh": name_zh.strip(), "name_en": name_en.strip(), "area_m2": area_m2}
    content = {**changes, "reason": reason.strip()}
    return _change("change_cluster", changes, content, cluster=cluster, version=version, by=by, at=at)


def correction_problem(cluster: Cluster, reason: str, by: Actor, at: datetime) -> Bi | None:
    """Why the register of a recognised cluster is not corrected so: what changed is reported, a slip has its reason."""
    if not is_obliged(cluster.pk, day_of(at)):
        return None
    if by.role == Role.OPERATOR:
        return _REPORT
    return None if reason.strip() else _WHY


def _change(
    act: str, changes: dict[str, Any], content: dict[str, Any], *, cluster: int, version: int, by: Actor, at: datetime
) -> Cluster:
    only(by, Role.OPERATOR, *WRITING_OFFICE)
    with transaction.atomic():
        the_cluster(by, cluster)
        row = Cluster.objects.select_for_update().get(pk=cluster)
        if row.version != version:
            raise Overtaken(row.pk, row.version)
        before = state_before(row)
        for name, value in changes.items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        index_cluster(row)
        sealed = (*before, keep_state(row, by=by, at=at))
        record(act, f"cluster:{row.pk}", by=by, at=at, article="2", content=content, sealed=sealed)
    return row


def _operators(by: Actor) -> QuerySet[Organisation]:
    found = Organisation.objects.filter(kind=Office.OPERATOR, closed_at=None)
    return found.filter(district=by.district) if by.role == Role.DISTRICT_OFFICER else found


def _names(name_zh: str, area_m2: int) -> dict[str, Bi | None]:
    return {"name_zh": None if name_zh.strip() else _NO_NAME, "area_m2": None if area_m2 > 0 else _NO_AREA}


def industries_problem(codes: tuple[str, ...]) -> Bi | None:
    """What is wrong with the codes of dominant industries (GB/T 4754-2017), or None."""
    if not codes:
        return _NO_INDUSTRY
    unknown = [code for code in codes if normal_industry(code) is None]
    return _BAD_INDUSTRY.fill(codes=", ".join(unknown)) if unknown else None


_REPORT = Bi(
    zh="集群在认定有效期内：变更请报备，名录有误的请告知区主管部门更正。",
    en="The cluster is recognised: report what has changed, and tell the district of a slip in the register.",
)
_WHY = Bi(
    zh="集群在认定有效期内：只能更正笔误，请写明理由；确有变更的由运营管理机构报备。",
    en="The cluster is recognised: only slips are corrected here, with a reason. A change is reported by its operator.",
)
_NO_NAME = Bi(zh="请填写中文名称。", en="Give the name in Chinese.")
_NO_DISTRICT = Bi(zh="请选择16个区之一。", en="Choose one of the 16 districts.")
_NO_OPERATOR = Bi(zh="请选择运营管理机构。", en="Choose the operator.")
_NO_AREA = Bi(zh="面积须大于零。", en="The area must be greater than zero.")
_BAD_INDUSTRY = Bi(
    zh="不是国民经济行业代码（GB/T 4754-2017）：{codes}。", en="No GB/T 4754-2017 industry codes: {codes}."
)
_NO_INDUSTRY = Bi(zh="请填写主导产业代码。", en="Give the codes of the dominant industries.")
