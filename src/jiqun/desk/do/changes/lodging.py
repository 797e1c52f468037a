"""Reporting an important change, and reporting it again after it was returned for correction (Article 19, item 4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Act, make_move
from jiqun.desk.changes.reported import NUMBER_LETTER, Reported, last_report
from jiqun.desk.changes.reporting import reasons_against
from jiqun.desk.changes.values import registered
from jiqun.desk.do.changes.checking import after_of, problems_with
from jiqun.desk.files import Taken, keep_file
from jiqun.desk.index import index_case
from jiqun.desk.may import NotThere, only, the_case, the_cluster
from jiqun.desk.numbers import next_of
from jiqun.desk.post import people_in, tell
from jiqun.desk.record import record
from jiqun.desk.terms import start_terms
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.kit import Refused
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.procedure.shanghai_2024.change_report import CHANGES
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, ChangeReport, Cluster


def lodge_change(
    *, cluster: int, kind: str, change: Reported, unread: Mapping[str, Bi] | None = None, by: Actor, at: datetime
) -> Case:
    """Report a change of the operator's own cluster; late is late, and never a reason to refuse the report.

    Raises NotThere; Refused where the cluster has no recognition, or a report of that kind is open; Wrong by field.
    """
    only(by, Role.OPERATOR)
    if kind not in CHANGES:
        raise NotThere
    with transaction.atomic():
        the_cluster(by, cluster)
        row = Cluster.objects.select_for_update(of=("self",)).select_related("operator").get(pk=cluster)
        if lacks := reasons_against(row, kind, at):
            raise Refused(LODGE, lacks)
        refuse_if(problems_with(kind, row, change, before=None, today=day_of(at)), unread)
        return _opened(row, kind, change, by, at)


def correct_change(  # the case that the form was made for, and the form
    *,
    case: int,
    version: int,
    change: Reported,
    said: str,
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> Act:
    """Report it again, with corrected values; files are added to those before. The day of the first report stands.

    Raises NotThere, Overtaken, Refused, Wrong by field.
    """
    only(by, Role.OPERATOR)
    row = the_case(by, case)
    if row.kind != "change_report":
        raise NotThere
    before = last_report(row)
    problems = problems_with(before.kind, row.cluster, change, before=before, today=day_of(at))
    refuse_if(problems | {"said": None if said.strip() else _NOT_SAID}, unread)

    def write(act: Act) -> None:
        report = _report(act.case, before.kind, change, before, by, at)
        act.rows.append(report)
        act.content |= _told(report)

    given = {"text": said.strip()}
    return make_move(case, "resubmit", version=version, by=by, at=at, given=given, effect=write)


def _opened(cluster: Cluster, kind: str, change: Reported, by: Actor, at: datetime) -> Case:
    table = procedure(EDITION, "change_report")
    series = f"{day_of(at).year}{NUMBER_LETTER}"
    place = next_of(f"case:{series}:{cluster.district}")
    case = Case.objects.create(
        number=f"{series}-{cluster.district}-{place:03d}",
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
    report = _report(case, kind, change, None, by, at)
    start_terms(case, table, at)
    index_case(case)
    content = {"case": case.number, "cluster": cluster.number, **_told(report)}
    record("lodge_change", f"case:{case.pk}", by=by, at=at, article="19", content=content, sealed=(report,))
    _tell(case, kind, by, at)
    return case


def _report(  # which report of which case, and the form
    case: Case, kind: str, change: Reported, before: ChangeReport | None, by: Actor, at: datetime
) -> ChangeReport:
    kept = list(before.files) if before else []
    kept += [_kept(one, "files", "evidence", at) for one in change.files]
    if change.acceptance:
        kept.append(_kept(change.acceptance, "acceptance", "acceptance", at))
    return ChangeReport.objects.create(
        case=case,
        place=before.place + 1 if before else 1,
        kind=kind,
        before=before.before if before else registered(case.cluster, kind),
        after=after_of(kind, case.cluster, change, before),
        effective_on=change.effective_on,
        text=change.text.strip(),
        files=kept,
        by_id=by.person,
        at=at,
    )


def _kept(file: Taken, field: str, what: str, at: datetime) -> dict[str, str]:
    return {"name": file.name, "sha256": keep_file(file, at, field=field).pk, "what": what}


def _told(report: ChangeReport) -> dict[str, Any]:
    """What the ledger's entry says of it: no names of files, which may name somebody."""
    return {
        "kind": report.kind,
        "effective_on": report.effective_on.isoformat(),
        "files": sorted({one["sha256"] for one in report.files}),
    }


def _tell(case: Case, kind: str, by: Actor, at: datetime) -> None:
    """The district that checks it, and the operator's own people."""
    words = {
        "cluster": Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        "number": case.number,
        "kind": CHANGES[kind],
        "who": by.organisation_name,
    }
    people = (*people_in(case, Role.DISTRICT_OFFICER), *people_in(case, Role.OPERATOR))
    told = [one for one in people if one.pk != by.person]
    tell(told, f"change:{case.pk}", _SUBJECT.fill(**words), _BODY.fill(**words), f"/desk/cases/{case.pk}/", at)


LODGE = Bi(zh="报备重要变更", en="Report an important change")
_NOT_SAID = Bi(zh="请说明补正了什么。", en="Say what you have corrected.")
_SUBJECT = Bi(zh="{cluster}：收到重要变更报备（{number}）", en="{cluster}: a change was reported ({number})")
_BODY = Bi(
    zh="{who}报备了集群的变更：{kind}。\n\n集群：{cluster}\n案件：{number}\n",
    en="{who} has reported a change of the cluster: {kind}.\n\nCluster: {cluster}\nCase: {number}\n",
)
