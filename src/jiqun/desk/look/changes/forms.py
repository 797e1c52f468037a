"""The form of a change report: what the register says now, and by when a change is in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.changes.reported import MOST_AHEAD, MOST_FILES, last_report
from jiqun.desk.changes.reporting import reasons_against
from jiqun.desk.changes.timing import days_to_report
from jiqun.desk.changes.values import registered
from jiqun.desk.changes.words import said_of
from jiqun.desk.look.cases.case import lacks_of
from jiqun.desk.may import NotThere, only, the_case, the_cluster
from jiqun.facts.workbook.numbers import decimal_text
from jiqun.procedure.kit import Lack
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.change_report import CHANGES
from jiqun.records.models import ChangeReport, Cluster


@dataclass(frozen=True)
class KindChoice:
    """A kind of change, what the register says of it, and what stands against reporting one now."""

    kind: str
    title: Bi
    now: Bi
    lacks: tuple[Lack, ...]


@dataclass(frozen=True)
class ChangeForm:
    """The form of one report. `first` is what its fields begin with, `case` 0 for a new one."""

    cluster: int
    cluster_name: Bi
    kind: str
    title: Bi
    now: Bi
    days: int
    most_files: int
    most_ahead: int
    lacks: tuple[Lack, ...]
    first: dict[str, str]
    case: int = 0
    number: str = ""
    version: int = 0
    files: tuple[str, ...] = ()


def kinds_for(cluster: int, *, by: Actor, at: datetime) -> tuple[Cluster, tuple[KindChoice, ...]]:
    """What an operator may report of a cluster. Raises NotThere."""
    only(by, Role.OPERATOR)
    row = the_cluster(by, cluster)
    return row, tuple(
        KindChoice(kind, title, said_of(kind, registered(row, kind)), reasons_against(row, kind, at))
        for kind, title in CHANGES.items()
    )


def change_form(cluster: int, kind: str, *, by: Actor, at: datetime) -> ChangeForm:
    """A new report of one kind. Raises NotThere."""
    only(by, Role.OPERATOR)
    row = the_cluster(by, cluster)
    if kind not in CHANGES:
        raise NotThere
    return _form(row, kind, reasons_against(row, kind, at), _present(row, kind), day_of(at))


def correction_form(case: int, *, by: Actor, at: datetime) -> ChangeForm:
    """A report that was returned, with its values to be corrected. Raises NotThere."""
    only(by, Role.OPERATOR)
    row = the_case(by, case)
    if row.kind != "change_report":
        raise NotThere
    report = last_report(row)
    form = _form(row.cluster, report.kind, lacks_of(row, "resubmit", by, at), _typed(report), day_of(at))
    told = {"case": row.pk, "number": row.number, "version": row.version}
    return ChangeForm(**{**vars(form), **told, "files": tuple(one["name"] for one in report.files)})


def _form(cluster: Cluster, kind: str, lacks: tuple[Lack, ...], first: dict[str, str], today: date) -> ChangeForm:
    return ChangeForm(
        cluster=cluster.pk,
        cluster_name=Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        kind=kind,
        title=CHANGES[kind],
        now=said_of(kind, registered(cluster, kind)),
        days=days_to_report(today),
        most_files=MOST_FILES,
        most_ahead=MOST_AHEAD,
        lacks=lacks,
        first=first,
    )


def _present(cluster: Cluster, kind: str) -> dict[str, str]:
    """What is most often only partly changed is there to be edited."""
    if kind == "dominant_industry":
        return {"industries": cluster.dominant_industries}
    return {"area_km2": decimal_text(cluster.area_m2, 10**6)} if kind == "area" else {}


def _typed(report: ChangeReport) -> dict[str, str]:
    after = report.after
    fields = {"effective_on": report.effective_on.isoformat(), "text": report.text}
    if report.kind == "dominant_industry":
        return fields | {"industries": ";".join(after["dominant_industries"])}
    if report.kind == "area":
        return fields | {"area_km2": decimal_text(after["area_m2"], 10**6)}
    return fields | {name: str(value) for name, value in after.items()}
