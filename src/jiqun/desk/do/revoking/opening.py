"""Opening a revocation upon alerts: a person does it, nothing opens by itself (Article 19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.revoking.alerts import unsettled
from jiqun.desk.index import index_case
from jiqun.desk.may import only
from jiqun.desk.numbers import next_of
from jiqun.desk.post import people_in, tell
from jiqun.desk.record import record
from jiqun.desk.terms import start_terms
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.procedure.tables import procedure
from jiqun.records.models import AlertSettled, Case, Cluster


def open_revocation(*, alerts: Iterable[int], by: Actor, at: datetime) -> Case:
    """Open a case upon alerts of one cluster; where one is open, they join it. Its operator is told nothing yet.

    Raises NotThere, Wrong (`alerts`).
    """
    only(by, Role.MUNICIPAL_OFFICER)
    wanted = set(alerts)
    if not wanted:
        raise Wrong({"alerts": _NONE})
    with transaction.atomic():
        rows = unsettled(wanted, by)
        if len({row.cluster_id for row in rows}) > 1:
            raise Wrong({"alerts": _SEVERAL})
        cluster = Cluster.objects.select_related("operator").get(pk=rows[0].cluster_id)
        running = Case.objects.filter(kind="revocation", cluster=cluster, ended_at=None).first()
        case = running or _new(cluster, at)
        settled = [AlertSettled.objects.create(alert=row, case=case, by_id=by.person, at=at) for row in rows]
        content = {"case": case.number, "alerts": [row.pk for row in rows]}
        act = "join_alerts" if running else "open_revocation"
        record(act, f"case:{case.pk}", by=by, at=at, article="19", content=content, sealed=settled)
        if not running:
            _tell(case, by, at)
    return case


def _new(cluster: Cluster, at: datetime) -> Case:
    table, year = procedure(EDITION, "revocation"), day_of(at).year
    case = Case.objects.create(
        number=f"{year}-{cluster.district}-C{next_of(f'revocation:{year}:{cluster.district}'):02d}",
        kind=table.kind,
        edition=table.edition,
        stage=table.first.name,
        cluster=cluster,
        operator=cluster.operator,
        district=cluster.district,
        opened_at=at,
        filed_at=at,
        moved_at=at,
    )
    start_terms(case, table, at)
    index_case(case)
    return case


def _tell(case: Case, by: Actor, at: datetime) -> None:
    """The Commission's officers and the district; never the operator, who is told when the notice is served."""
    words = {
        "cluster": Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        "number": case.number,
    }
    found = (*people_in(case, Role.MUNICIPAL_OFFICER), *people_in(case, Role.DISTRICT_OFFICER))
    people = {one.pk: one for one in found if one.pk != by.person}
    path = f"/desk/cases/{case.pk}/"
    tell(people.values(), f"revocation:{case.pk}", _SUBJECT.fill(**words), _BODY.fill(**words), path, at)


_NONE = Bi(zh="请至少选择一条线索。", en="Choose one alert at least.")
_SEVERAL = Bi(
    zh="一个案件只针对一个集群，所选线索属于不同的集群。",
    en="A case is about one cluster: these alerts are of several.",
)
_SUBJECT = Bi(zh="{cluster}：撤销认定立案（{number}）", en="{cluster}: a revocation was opened ({number})")
_BODY = Bi(
    zh="已就{cluster}立案核实是否存在《办法》第十九条所列情形，案件{number}。告知书送达之前，请勿向运营管理机构透露。\n",
    en="A case was opened on whether a ground of Article 19 is made out for {cluster}: {number}. Nothing is told to "
    "the operator before the notice is served.\n",
)
