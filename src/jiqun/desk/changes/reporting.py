"""Whether a change can be reported now (Article 19, item 4)."""

from __future__ import annotations

from datetime import datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.changes.obliged import is_obliged
from jiqun.procedure.kit import Lack
from jiqun.procedure.shanghai_2024.change_report import A19
from jiqun.records.models import Case, Cluster


def reasons_against(cluster: Cluster, kind: str, at: datetime) -> tuple[Lack, ...]:
    """Why a change of that kind cannot be reported now; none if it can."""
    lacks = []
    if not is_obliged(cluster.pk, day_of(at)):
        lacks.append(Lack("recognised", _NOT_RECOGNISED, A19))
    open_one = open_report(cluster.pk, kind)
    if open_one is not None:
        lacks.append(Lack("one_open", _OPEN.fill(number=open_one.number), A19))
    return tuple(lacks)


def open_report(cluster: int, kind: str) -> Case | None:
    """The report of that kind that is open."""
    found = Case.objects.filter(kind="change_report", cluster=cluster, ended_at=None, change_reports__kind=kind)
    return found.distinct().first()


_NOT_RECOGNISED = Bi(
    zh="集群现不在认定有效期内，变更无须报备；名录有误的，可直接更正。",
    en="The cluster is not recognised now: changes need not be reported, and the register can be corrected directly.",
)
_OPEN = Bi(
    zh="同类变更已有一件正在办理（{number}），请先办结或撤回。",
    en="A report of this kind is open already ({number}): see it through or take it back first.",
)
