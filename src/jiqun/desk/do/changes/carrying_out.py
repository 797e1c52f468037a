"""Carrying out an approved change: on the day since which it holds, or at once where that day is past (Article 19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.changes.values import boundary_in, registered, same_values
from jiqun.desk.do.registers.open_data import ask_anew
from jiqun.desk.index import index_case, index_cluster
from jiqun.desk.may import NotThere
from jiqun.desk.post import tell
from jiqun.desk.record import record
from jiqun.desk.states import keep_change, state_before
from jiqun.procedure.roles import Role
from jiqun.records.models import (
    Appointment,
    Case,
    ChangeReport,
    Cluster,
    ClusterState,
    Organisation,
    Person,
    Sealed,
)


def carry_out(report: ChangeReport, *, by: Actor | None, at: datetime) -> tuple[tuple[Sealed, ...], dict[str, Any]]:
    """Enter an approved change into the register, and keep the states that it makes; what the entry says of it.

    Needs a transaction. What was not filed yet passes to a new operator, what was filed stays with whoever filed it.
    """
    case = report.case
    row = Cluster.objects.select_for_update(of=("self",)).select_related("operator").get(pk=case.cluster_id)
    if report.kind == "other":
        return (), {}
    before = state_before(row)
    values = _in_state(report)
    states, holds_now = keep_change(row, values, since=report.effective_on, by=by, at=at, case=case)
    content: dict[str, Any] = {"since": report.effective_on.isoformat(), "states": [one.place for one in states]}
    if holds_now:
        content |= _change(row, report, values, at)
    return (*before, *states), content


def carry_out_due(*, at: datetime) -> int:
    """Enter the approved changes whose day has come; run again or days late, the register says the same."""
    done = 0
    for case in _waiting(at):
        with transaction.atomic():
            Case.objects.select_for_update().get(pk=case)
            if not ClusterState.objects.filter(case=case).exists():
                report = ChangeReport.objects.filter(case=case).select_related("case").latest("place")
                rows, content = carry_out(report, by=None, at=at)
                content["case"] = report.case.number
                ask_anew(f"change:{case}", at=at)
                record("carry_out_change", f"case:{case}", by=None, at=at, article="19", content=content, sealed=rows)
                done += 1
    return done


def _waiting(at: datetime) -> list[int]:
    """The approved cases that have left no state yet, though their day has come."""
    done = ClusterState.objects.filter(case=OuterRef("case"))
    rows = ChangeReport.objects.filter(~Exists(done), case__kind="change_report", case__stage="approved")
    last = {row.case_id: row for row in rows.order_by("case", "place")}
    due = [row for row in last.values() if row.kind != "other" and row.effective_on <= day_of(at)]
    return [row.case_id for row in sorted(due, key=lambda row: (row.effective_on, row.case_id))]


def _in_state(report: ChangeReport) -> Mapping[str, Any]:
    """The changed values by the names that a state has."""
    after = report.after
    if report.kind == "dominant_industry":
        return {"dominant_industries": ";".join(after["dominant_industries"])}
    if report.kind == "area":
        return {name: after[name] for name in ("area_m2", "boundary_m2", "boundary_sha256")}
    body = Organisation.objects.filter(credit_code=after["credit_code"]).first()
    if body is None:
        raise NotThere  # entered when the change was approved, and never deleted
    return {"operator_id": body.pk}


def _change(row: Cluster, report: ChangeReport, values: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The register itself; what the ledger says of cases that passed to a new operator."""
    agreed = same_values(report.kind, registered(row, report.kind), report.before)
    content: dict[str, Any] = {} if agreed else {"changed_meanwhile": True}
    for name, value in values.items():
        setattr(row, name, value)
    if report.kind == "area":
        boundary = boundary_in(report.after)
        assert boundary is not None
        row.boundary = report.after["boundary"]
        row.west, row.south, row.east, row.north = boundary.bounds
    row.version += 1
    row.save()
    if report.kind == "operator":
        row.refresh_from_db()
        content["passed"] = _pass_over(row, report, at)
    index_cluster(row)
    return content


def _pass_over(row: Cluster, report: ChangeReport, at: datetime) -> list[str]:
    """Give its new operator what the cluster still owes: drafts that nobody has filed; the numbers of these cases."""
    body = row.operator
    body.name_zh, body.name_en = report.after["name_zh"], report.after["name_en"]
    body.save()
    for other in Cluster.objects.filter(operator=body).exclude(pk=row.pk).select_related("operator"):
        index_cluster(other)  # found by the name of its operator
    unfiled = Case.objects.filter(cluster=row, filed_at=None, ended_at=None, lodger=None).exclude(operator=body)
    passed = list(unfiled.select_related("cluster", "operator").order_by("pk"))
    for case in passed:
        case.operator = body
        case.save()
        index_case(case)
    if report.before.get("credit_code") != report.after["credit_code"]:
        _welcome(row, report.case, at)
    return [case.number for case in passed]


def _welcome(row: Cluster, case: Case, at: datetime) -> None:
    """The new operator's people, and the district, which invites them where there are none yet."""
    held = Appointment.objects.filter(until=None, person__is_active=True)
    name = Bi(zh=row.name_zh, en=row.name_en or row.name_zh)
    body = Bi(zh=row.operator.name_zh, en=row.operator.name_en or row.operator.name_zh)
    words = {"cluster": name, "operator": body, "number": case.number}
    theirs = held.filter(organisation=row.operator, role=Role.OPERATOR)
    people = Person.objects.filter(pk__in=theirs.values("person"))
    tell(people, f"runs:{case.pk}", _SUBJECT.fill(**words), _YOURS.fill(**words), f"/desk/clusters/{row.pk}/", at)
    if not people.exists():
        office = held.filter(organisation__district=row.district, role=Role.DISTRICT_OFFICER)
        told = Person.objects.filter(pk__in=office.values("person"))
        path = f"/desk/people/{row.operator_id}/"
        tell(told, f"runs:{case.pk}:district", _SUBJECT.fill(**words), _INVITE.fill(**words), path, at)


_SUBJECT = Bi(zh="{cluster}：运营管理机构变更为{operator}", en="{cluster}: run by {operator} now")
_YOURS = Bi(
    zh="{cluster}的运营管理机构变更已经登记（{number}），现由{operator}运营管理。尚未提交的填报事项已转给贵单位。\n",
    en="The change of operator of {cluster} has been entered ({number}): {operator} runs it now. What was not filed "
    "yet has passed to you.\n",
)
_INVITE = Bi(
    zh="{cluster}的运营管理机构变更已经登记（{number}）。{operator}还没有可以登录的人员，请邀请。\n",
    en="The change of operator of {cluster} has been entered ({number}). Nobody can sign in for {operator} yet: please "
    "invite its people.\n",
)
